using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeLogger.Alerts.Notify;

/// <summary>
/// Connects to the addresses that the policy allows. The name is resolved here, and the address that was looked at is the one
/// connected to: a name that resolves otherwise a moment later changes nothing.
/// </summary>
public sealed class GuardedDialer
{
    private readonly AddressPolicy _policy;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve;

    /// <param name="policy">Which addresses are allowed.</param>
    /// <param name="resolve">Resolves a name; null: as the machine does.</param>
    public GuardedDialer(AddressPolicy policy, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        _policy = policy;
        _resolve = resolve ?? Dns.GetHostAddressesAsync;
    }

    /// <summary>Connects.</summary>
    /// <exception cref="DeliveryException">No address of the host is allowed, or none answers.</exception>
    public async Task<Socket> ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        string why = $"{host} has no address";
        foreach (IPAddress address in await ResolveAsync(host, cancellationToken).ConfigureAwait(false))
        {
            if (_policy.WhyRefused(address) is { } refused)
            {
                why = $"{host} is not connected to: {refused}";
                continue;
            }

            Socket socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), cancellationToken).ConfigureAwait(false);
                return socket;
            }
            catch (SocketException error)
            {
                socket.Dispose();
                why = $"{host}:{port}: {error.Message}";
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw new DeliveryException(why);
    }

    /// <summary>An address of a host that is allowed, for a client that connects by itself.</summary>
    /// <exception cref="DeliveryException">There is none.</exception>
    public async Task<IPAddress> AddressAsync(string host, CancellationToken cancellationToken)
    {
        string why = $"{host} has no address";
        foreach (IPAddress address in await ResolveAsync(host, cancellationToken).ConfigureAwait(false))
        {
            if (_policy.WhyRefused(address) is not { } refused)
            {
                return address;
            }

            why = $"{host} is not connected to: {refused}";
        }

        throw new DeliveryException(why);
    }

    private async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            // "[::1]" is how an address of IPv6 stands in a URL.
            return IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? literal)
                ? [literal]
                : await _resolve(host, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException error)
        {
            throw new DeliveryException($"{host}: {error.Message}", inner: error);
        }
    }
}
