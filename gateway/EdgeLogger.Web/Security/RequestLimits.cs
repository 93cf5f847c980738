using System;
using EdgeLogger.Mqtt.Brokers;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace EdgeLogger.Web.Security;

/// <summary>
/// Bounds what those who have not signed in yet can take: the time and size of a request, and the number of connections.
/// </summary>
internal static class RequestLimits
{
    // Nobody has to send us more than a form.
    private const long MaxRequestBytes = 256 * 1024;
    private const int MaxHeaderBytes = 16 * 1024;

    private static readonly TimeSpan IdleFor = TimeSpan.FromMinutes(1);

    /// <summary>Sets what Kestrel bounds itself.</summary>
    public static void Set(KestrelServerLimits limits, WebOptions options)
    {
        limits.MaxRequestBodySize = MaxRequestBytes;
        limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
        limits.RequestHeadersTimeout = options.HeadersWithin;
        limits.KeepAliveTimeout = IdleFor;
        // Open views: the rest is for requests.
        limits.MaxConcurrentUpgradedConnections = ConnectionsOf(options) * 3 / 4;
    }

    /// <summary>How many connections there may be at a time.</summary>
    public static int ConnectionsOf(WebOptions options) => Math.Min(options.MaximumConnections, HandleBudget.OfProcess.Page);
}
