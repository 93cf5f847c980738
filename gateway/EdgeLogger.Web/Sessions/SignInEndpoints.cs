using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Threading.Tasks;
using EdgeLogger.Web.Access;
using EdgeLogger.Web.Components;
using EdgeLogger.Web.Components.SignIn;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using HttpAnswers = Microsoft.AspNetCore.Http.Results;

namespace EdgeLogger.Web.Sessions;

/// <summary>Where people sign in and out.</summary>
internal static class SignInEndpoints
{
    public static void Map(WebApplication application, GatewayView view)
    {
        application.MapGet(AccessServices.SignInPath,
            (HttpContext context, IAntiforgery antiforgery) => Form(context, antiforgery, view, ""))
            .ExcludeFromDescription();
        application.MapPost(AccessServices.SignInPath,
                (HttpContext context, IAntiforgery antiforgery, [FromForm] string name, [FromForm] string password) =>
                    SignInAsync(context, antiforgery, view, name, password))
            .RequireRateLimiting(AccessServices.SignInLimit).ExcludeFromDescription();
        application.MapPost("/sign-out", async (HttpContext context, [FromForm] string? _) =>
        {
            EndSession(context.User, view);
            await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme).ConfigureAwait(false);
            return HttpAnswers.Redirect(AccessServices.SignInPath);
        }).ExcludeFromDescription();
    }

    private static void EndSession(ClaimsPrincipal user, GatewayView view)
    {
        if (user.FindFirst(Principals.Session)?.Value is not { Length: > 0 } session)
        {
            return;
        }

        try
        {
            view.Access.EndSession(session, view.Time.GetUtcNow());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // On a full disk the browser's cookie goes all the same.
        }
    }

    private static async Task<IResult> SignInAsync(HttpContext context, IAntiforgery antiforgery, GatewayView view, string name,
        string password)
    {
        if (view.Access.SignIn(name, password) is not { } user)
        {
            view.Audit.TryNote("nobody", "sign-in refused", name, context.Connection.RemoteIpAddress?.ToString() ?? "");
            return Form(context, antiforgery, view, "Name and password do not belong together.");
        }

        // The cookie's own scheme would follow any path, and answers 500 to one that no header can hold.
        string back = OwnPath.Or(context.Request.Query["ReturnUrl"], "/");
        await context.SignInAsync(
            CookieAuthenticationDefaults.AuthenticationScheme,
            Principals.Of(user.Name, user.Role, user.Stamp, RandomNumberGenerator.GetHexString(32),
                CookieAuthenticationDefaults.AuthenticationScheme),
            new AuthenticationProperties { RedirectUri = back }).ConfigureAwait(false);
        view.Audit.TryNote(user.Name, "sign-in", "", context.Connection.RemoteIpAddress?.ToString() ?? "");
        return HttpAnswers.LocalRedirect(back);
    }

    private static RazorComponentResult<SignInDocument> Form(
        HttpContext context, IAntiforgery antiforgery, GatewayView view, string problem) =>
        new(new Dictionary<string, object?>
        {
            [nameof(SignInDocument.Theme)] = ThemeCookie.Read(context),
            [nameof(SignInDocument.Problem)] = problem,
            [nameof(SignInDocument.HasNoUser)] = view.Access.Users.Count == 0,
            [nameof(SignInDocument.Token)] = antiforgery.GetAndStoreTokens(context),
        })
        {
            StatusCode = problem.Length > 0 ? StatusCodes.Status401Unauthorized : StatusCodes.Status200OK,
        };
}
