using System.Net;

namespace EdgeLogger.Web;

/// <summary>Where the page is served.</summary>
public sealed record WebOptions
{
    /// <summary>
    /// TCP port on the loopback address; 0 picks a free one. The page has no sign-in yet, so it is not served to other machines: reach it
    /// through an SSH tunnel.
    /// </summary>
    public int Port { get; init; } = 8080;

    /// <summary>The address it binds to.</summary>
    public static IPAddress Address => IPAddress.Loopback;
}
