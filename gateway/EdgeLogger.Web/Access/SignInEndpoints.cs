using System.Globalization;
using System.Net;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
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
            view.Audit.Note("nobody", "sign-in refused", name, context.Connection.RemoteIpAddress?.ToString() ?? "");
            return Form(context, antiforgery, view, "Name and password do not belong together.");
        }

        await context.SignInAsync(
            CookieAuthenticationDefaults.AuthenticationScheme,
            Principals.Of(user.Name, user.Role, user.Stamp, CookieAuthenticationDefaults.AuthenticationScheme)).ConfigureAwait(false);
        view.Audit.Note(user.Name, "sign-in", "", context.Connection.RemoteIpAddress?.ToString() ?? "");
        string next = context.Request.Query["ReturnUrl"].ToString();
        // Only a path of our own: "//host" would be another's.
        bool isOurs = next.StartsWith('/') && !next.StartsWith("//", System.StringComparison.Ordinal) && !next.StartsWith("/\\", System.StringComparison.Ordinal);
        return Results.LocalRedirect(isOurs ? next : "/");
    }

    private static IResult Form(HttpContext context, IAntiforgery antiforgery, GatewayView view, string problem)
    {
        AntiforgeryTokenSet token = antiforgery.GetAndStoreTokens(context);
        string hint = view.Access.Users.Count == 0
            ? "<p>There is no user yet. On the gateway's machine: <code>edgelogger user add NAME --role admin</code></p>"
            : "";
        string said = problem.Length > 0 ? $"<p class=\"bad\" role=\"alert\">{WebUtility.HtmlEncode(problem)}</p>" : "";
        string html = string.Create(CultureInfo.InvariantCulture, $"""
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Sign in - EdgeLogger</title><link rel="stylesheet" href="/style.css"></head><body><main class="sign-in"><h1>EdgeLogger</h1>
            {said}{hint}<form method="post"><input type="hidden" name="{token.FormFieldName}" value="{token.RequestToken}">
            <label>Name <input name="name" autocomplete="username" required autofocus></label>
            <label>Password <input name="password" type="password" autocomplete="current-password" required></label>
            <button>Sign in</button></form></main></body></html>
            """);
        return Results.Content(html, "text/html; charset=utf-8", statusCode: problem.Length > 0 ? StatusCodes.Status401Unauthorized : StatusCodes.Status200OK);
    }
}
