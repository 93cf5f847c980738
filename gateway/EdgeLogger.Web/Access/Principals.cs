using System.Collections.Generic;
using System.Security.Claims;

namespace EdgeLogger.Web.Access;

/// <summary>People and tokens as ASP.NET's authorisation sees them.</summary>
internal static class Principals
{
    /// <summary>The claim that holds <see cref="User.Stamp"/>.</summary>
    public const string Stamp = "stamp";

    /// <summary>Whether somebody who signed in still has the password and role of then.</summary>
    public static bool IsCurrent(ClaimsPrincipal? somebody, AccessBook book) =>
        book.FindUser(somebody?.Identity?.Name ?? "") is { } user && somebody?.FindFirst(Stamp)?.Value == user.Stamp;

    /// <summary>A principal with the role and all below it.</summary>
    public static ClaimsPrincipal Of(string name, Role role, string stamp, string scheme)
    {
        List<Claim> claims = [new(ClaimTypes.Name, name), new(Stamp, stamp)];
        for (Role each = Role.Viewer; each <= role; each++)
        {
            claims.Add(new Claim(ClaimTypes.Role, each.ToString()));
        }

        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme));
    }
}
