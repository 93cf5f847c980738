using System.Collections.Generic;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace EdgeLogger.Web.Access;

/// <summary>People and tokens as ASP.NET's authorisation sees them.</summary>
internal static class Principals
{
    /// <summary>The scheme of those who signed in with name and password.</summary>
    public const string CookieScheme = CookieAuthenticationDefaults.AuthenticationScheme;

    /// <summary>The claim that holds <see cref="User.Stamp"/>.</summary>
    public const string Stamp = "stamp";

    /// <summary>The claim that holds the id of a session.</summary>
    public const string Session = "session";

    /// <summary>Whether somebody who signed in still has the password and role of then, and has not signed out.</summary>
    public static bool IsCurrent(ClaimsPrincipal? somebody, AccessBook book) =>
        book.FindUser(somebody?.Identity?.Name ?? "") is { } user && somebody?.FindFirst(Stamp)?.Value == user.Stamp
            && !book.HasEnded(somebody.FindFirst(Session)?.Value ?? "");

    /// <summary>What somebody reads whose role does not suffice.</summary>
    public static string Refusal(Role needed) =>
        $"Not done: this needs the role {needed.ToString().ToLowerInvariant()}. Ask the person who administers this gateway.";

    /// <summary>A principal with the role and all below it.</summary>
    public static ClaimsPrincipal Of(string name, Role role, string stamp, string session, string scheme)
    {
        List<Claim> claims = [new(ClaimTypes.Name, name), new(Stamp, stamp), new(Session, session)];
        for (Role each = Role.Viewer; each <= role; each++)
        {
            claims.Add(new Claim(ClaimTypes.Role, each.ToString()));
        }

        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme));
    }
}
