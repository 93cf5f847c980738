using System.Net;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Mqtt.Brokers;
using Microsoft.AspNetCore.Connections;

namespace EdgeLogger.Web.Security;

/// <summary>Accepts connections, and closes those that are too many before it accepts the next.</summary>
internal sealed class BoundedListener(IConnectionListener listener, ConnectionLimits limits) : IConnectionListener
{
    public EndPoint EndPoint => listener.EndPoint;

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (await listener.AcceptAsync(cancellationToken).ConfigureAwait(false) is { } connection)
        {
            IPAddress from = (connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
            if (limits.TryEnter(from))
            {
                connection.ConnectionClosed.Register(() => limits.Leave(from));
                return connection;
            }

            connection.Abort();
            await connection.DisposeAsync().ConfigureAwait(false);
        }

        return null;
    }

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => listener.UnbindAsync(cancellationToken);

    public ValueTask DisposeAsync() => listener.DisposeAsync();
}
