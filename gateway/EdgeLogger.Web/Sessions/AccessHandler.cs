using System;
using System.Net;
using System.Text.Encodings.Web;
using System.Threading.Tasks;
using EdgeLogger.Web.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EdgeLogger.Web.Sessions;

/// <summary>
/// Says who asks: the bearer of an API token, else, while there is no user at all, anyone who sits at this machine. People who
/// sign in have a cookie, which is ASP.NET's own scheme.
/// </summary>
internal sealed class AccessHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, AccessBook book,
    WebOptions web)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "token-or-local";

    private const string Bearer = "Bearer ";

    // What programs use; the page is for people.
    private static readonly PathString[] Interfaces = ["/api", "/metrics", "/openapi"];

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string header = Request.Headers.Authorization.ToString();
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            if (!Array.Exists(Interfaces, path => Request.Path.StartsWithSegments(path)))
            {
                return Task.FromResult(AuthenticateResult.Fail("A token opens the interfaces for programs, not the page."));
            }

            return Task.FromResult(book.FindToken(header[Bearer.Length..].Trim()) is { } token
                ? Success(token.Name, token.Role)
                : AuthenticateResult.Fail("There is no such token."));
        }

        bool atThisMachine = web.TrustsThisMachine && Context.Connection.RemoteIpAddress is { } address
            && IPAddress.IsLoopback(address);
        return Task.FromResult(atThisMachine && book.IsOpen
            ? Success("this machine", Role.Admin)
            : AuthenticateResult.NoResult());
    }

    // A browser that opens a page is led to where one signs in; a program gets its 401.
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        bool isPage = HttpMethods.IsGet(Request.Method) && Request.Headers.Authorization.Count == 0
            && Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
        if (!isPage)
        {
            return base.HandleChallengeAsync(properties);
        }

        string back = Uri.EscapeDataString(Request.Path + Request.QueryString);
        Response.Redirect($"{AccessServices.SignInPath}?ReturnUrl={back}");
        return Task.CompletedTask;
    }

    private static AuthenticateResult Success(string name, Role role) =>
        AuthenticateResult.Success(new AuthenticationTicket(Principals.Of(name, role, "", "", SchemeName), SchemeName));
}
