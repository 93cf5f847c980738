using System;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Web.Access;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Logging;

namespace EdgeLogger.Web.Sessions;

/// <summary>
/// Ends what an open view may do when its person may no longer: a view lives for hours, and is asked for no cookie. Anyone who
/// sits at this machine is somebody only while there is no user; programs' tokens are looked up again.
/// </summary>
internal sealed class SessionWatch(ILoggerFactory loggers, AccessBook book)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(10);

    protected override Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        Task.FromResult(authenticationState.User.Identity?.AuthenticationType == Principals.CookieScheme
            ? Principals.IsCurrent(authenticationState.User, book)
            : book.IsOpen);
}
