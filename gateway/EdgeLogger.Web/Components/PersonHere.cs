using System.Linq;
using System.Security.Claims;
using System.Threading.Tasks;
using EdgeLogger.Web.Access;
using Microsoft.AspNetCore.Components.Authorization;

namespace EdgeLogger.Web.Components;

/// <summary>
/// The person who looks at a view. What they may change is asked here at each change, on the server: a button that is not
/// offered, or not enabled, guards nothing. A view stays open for days, so a role that was taken away since it was opened is none
/// any more.
/// </summary>
public sealed class PersonHere(AuthenticationStateProvider state, GatewayView view)
{
    /// <summary>What a person reads whose role does not suffice.</summary>
    public static string Refusal(Role needed) => Principals.Refusal(needed);

    /// <summary>Whether the person has this role now.</summary>
    public async Task<bool> MayAsync(Role role)
    {
        ClaimsPrincipal user = (await state.GetAuthenticationStateAsync()).User;
        return user.IsInRole(role.ToString()) && IsStillKnown(user, role);
    }

    /// <summary>Who is about to change something; null, and booked as refused, if they may not.</summary>
    /// <param name="needed">The role that the change needs.</param>
    /// <param name="action">What is done, as the audit log names it.</param>
    /// <param name="subject">To what.</param>
    public async Task<string?> WhoMayAsync(Role needed, string action, string subject)
    {
        string name = (await state.GetAuthenticationStateAsync()).User.Identity?.Name ?? "nobody";
        if (await MayAsync(needed))
        {
            return name;
        }

        view.Audit.TryNote(name, action + " refused", subject, $"needs the role {needed}");
        return null;
    }

    private bool IsStillKnown(ClaimsPrincipal user, Role role)
    {
        string name = user.Identity?.Name ?? "";
        return user.Identity?.AuthenticationType == Principals.CookieScheme
            ? Principals.IsCurrent(user, view.Access)
            : view.Access.IsOpen || view.Access.Tokens.Any(token => token.Name == name && token.Role >= role);
    }
}
