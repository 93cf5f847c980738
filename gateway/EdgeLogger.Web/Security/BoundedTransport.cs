using System.Net;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Mqtt.Brokers;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EdgeLogger.Web.Security;

/// <summary>
/// Kestrel's sockets, with as many connections as there may be. Kestrel's own limit looks at a connection after it has accepted
/// the next ones: a flood would use up the file handles of the process meanwhile.
/// </summary>
internal sealed class BoundedTransport(IOptions<SocketTransportOptions> options, ILoggerFactory loggers, WebOptions web)
    : IConnectionListenerFactory
{
    private readonly SocketTransportFactory _sockets = new(options, loggers);

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        int most = RequestLimits.ConnectionsOf(web);
        return new BoundedListener(await _sockets.BindAsync(endpoint, cancellationToken).ConfigureAwait(false),
            new ConnectionLimits(most, most / 2));
    }
}
