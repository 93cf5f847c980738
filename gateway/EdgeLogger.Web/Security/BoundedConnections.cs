using System;
using System.Net;
using EdgeLogger.Mqtt.Brokers;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace EdgeLogger.Web.Security;

/// <summary>Bounds what those who have not signed in yet can take: connections, in all and by address, and the time and size of a request.</summary>
internal static class BoundedConnections
{
    // Nobody has to send us more than a form.
    private const long MaxRequestBytes = 256 * 1024;
    private const int MaxHeaderBytes = 16 * 1024;

    private static readonly TimeSpan IdleFor = TimeSpan.FromMinutes(1);

    /// <summary>Bounds requests.</summary>
    public static void Limit(KestrelServerLimits limits, WebOptions options)
    {
        limits.MaxRequestBodySize = MaxRequestBytes;
        limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
        limits.RequestHeadersTimeout = options.HeadersWithin;
        limits.KeepAliveTimeout = IdleFor;
        // Open views: the rest is for requests.
        limits.MaxConcurrentUpgradedConnections = MostOf(options) * 3 / 4;
    }

    /// <summary>Bounds connections, before anything is read from them.</summary>
    public static Func<ConnectionDelegate, ConnectionDelegate> Count(WebOptions options)
    {
        ConnectionLimits limits = new(MostOf(options), MostOf(options) / 2);
        return next => async connection =>
        {
            IPAddress from = (connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
            if (!limits.TryEnter(from))
            {
                connection.Abort();
                return;
            }

            try
            {
                await next(connection).ConfigureAwait(false);
            }
            finally
            {
                limits.Leave(from);
            }
        };
    }

    private static int MostOf(WebOptions options) => Math.Min(options.MaximumConnections, HandleBudget.OfProcess.Page);
}
