using System;
using System.Threading.RateLimiting;
using System.Threading.Tasks;
using EdgeLogger.Web.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EdgeLogger.Web.Sessions;

/// <summary>Who may do what: cookies for people, tokens for programs, and limits on guessing.</summary>
internal static class AccessServices
{
    /// <summary>Path of the page where people sign in.</summary>
    public const string SignInPath = "/sign-in";

    /// <summary>Name of the limit on sign-ins.</summary>
    public const string SignInLimit = "sign-in";

    private const string EitherScheme = "access";
    private const int SignInsAMinute = 10;

    public static void Add(IServiceCollection services, WebOptions options, GatewayView view)
    {
        services.AddSingleton(view.Access);
        services.AddSingleton(options);
        services.AddAuthentication(EitherScheme)
            .AddPolicyScheme(EitherScheme, null, either => either.ForwardDefaultSelector = SchemeOf)
            .AddScheme<AuthenticationSchemeOptions, AccessHandler>(AccessHandler.SchemeName, null)
            .AddCookie(cookie => ConfigureCookie(cookie, view.Access));
        services.AddAuthorizationBuilder()
            .AddPolicy(nameof(Role.Viewer), policy => policy.RequireRole(nameof(Role.Viewer)))
            .AddPolicy(nameof(Role.Operator), policy => policy.RequireRole(nameof(Role.Operator)))
            .AddPolicy(nameof(Role.Admin), policy => policy.RequireRole(nameof(Role.Admin)));
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.AddPolicy(SignInLimit, context => RateLimitPartition.GetFixedWindowLimiter(
                context.Connection.RemoteIpAddress,
                _ => new FixedWindowRateLimiterOptions { PermitLimit = SignInsAMinute, Window = TimeSpan.FromMinutes(1) }));
        });
    }

    // A cookie where there is one; else a token, or anyone who sits at this machine.
    private static string SchemeOf(HttpContext context) =>
        context.Request.Headers.Authorization.Count == 0 && context.Request.Cookies.ContainsKey(CookieName)
            ? CookieAuthenticationDefaults.AuthenticationScheme
            : AccessHandler.SchemeName;

    private const string CookieName = "edgelogger";

    private static void ConfigureCookie(CookieAuthenticationOptions cookie, AccessBook book)
    {
        cookie.Cookie.Name = CookieName;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = AccessBook.CookieLife;
        cookie.SlidingExpiration = true;
        cookie.LoginPath = SignInPath;
        cookie.Events.OnValidatePrincipal = context => Validate(context, book);
    }

    /// <summary>A session ends when the user is gone, or has another password or role.</summary>
    private static async Task Validate(CookieValidatePrincipalContext context, AccessBook book)
    {
        if (!Principals.IsCurrent(context.Principal, book))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme).ConfigureAwait(false);
        }
    }
}
