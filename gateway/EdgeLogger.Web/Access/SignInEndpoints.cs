using System.Collections.Generic;
using System.Threading.Tasks;
using EdgeLogger.Web.Components;
using EdgeLogger.Web.Components.SignIn;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace EdgeLogger.Web.Access;

/// <summary>Where people sign in and out.</summary>
internal static class SignInEndpoints
{
    public static void Map(WebApplication application, GatewayView view)
    {
        application.MapGet(AccessServices.SignInPath, (HttpContext context, IAntiforgery antiforgery) => Form(context, antiforgery, view, ""))
            .ExcludeFromDescription();
        application.MapPost(AccessServices.SignInPath,
                (HttpContext context, IAntiforgery antiforgery, [FromForm] string name, [FromForm] string password) =>
                    SignInAsync(context, antiforgery, view, name, password))
            .RequireRateLimiting(AccessServices.SignInLimit).ExcludeFromDescription();
        application.MapPost("/sign-out", async (HttpContext context, [FromForm] string? _) =>
        {
            await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme).ConfigureAwait(false);
            return Results.Redirect(AccessServices.SignInPath);
        }).ExcludeFromDescription();
    }

    private static async Task<IResult> SignInAsync(HttpContext context, IAntiforgery antiforgery, GatewayView view, string name, string password)
    {
        if (view.Access.SignIn(name, password) is not { } user)
        {
            view.Audit.TryNote("nobody", "sign-in refused", name, context.Connection.RemoteIpAddress?.ToString() ?? "");
            return Form(context, antiforgery, view, "Name and password do not belong together.");
        }

        await context.SignInAsync(
            CookieAuthenticationDefaults.AuthenticationScheme,
            Principals.Of(user.Name, user.Role, user.Stamp, CookieAuthenticationDefaults.AuthenticationScheme)).ConfigureAwait(false);
        view.Audit.TryNote(user.Name, "sign-in", "", context.Connection.RemoteIpAddress?.ToString() ?? "");
        return Results.LocalRedirect(OwnPath.Or(context.Request.Query["ReturnUrl"], "/"));
    }

    private static RazorComponentResult<SignInDocument> Form(HttpContext context, IAntiforgery antiforgery, GatewayView view, string problem) =>
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
