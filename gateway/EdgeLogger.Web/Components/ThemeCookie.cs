using System;
using EdgeLogger.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using HttpAnswers = Microsoft.AspNetCore.Http.Results;

namespace EdgeLogger.Web.Components;

/// <summary>Remembers in the browser which theme a person chose.</summary>
internal static class ThemeCookie
{
    private const string Name = "edgelogger-theme";

    /// <summary>light, dark, or null: none was chosen.</summary>
    public static string? Read(HttpContext? context) => context?.Request.Cookies[Name] is ("light" or "dark") and var theme
        ? theme
        : null;

    /// <summary>
    /// /theme/light, /theme/dark and /theme/auto choose one and lead back. It changes nothing but how this browser looks.
    /// </summary>
    public static void Map(WebApplication application) =>
        application.MapGet("/theme/{theme}", (HttpContext context, string theme, string? back) =>
        {
            if (theme is "light" or "dark")
            {
                context.Response.Cookies.Append(Name, theme, Options(context, TimeSpan.FromDays(400)));
            }
            else
            {
                context.Response.Cookies.Delete(Name, Options(context, TimeSpan.Zero));
            }

            return HttpAnswers.LocalRedirect(OwnPath.Or(back, "/"));
        }).ExcludeFromDescription();

    private static CookieOptions Options(HttpContext context, TimeSpan lifetime) => new()
    {
        MaxAge = lifetime,
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        IsEssential = true,
    };
}
