using System;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading.Tasks;
using EdgeLogger.Mqtt.Brokers;
using EdgeLogger.Mqtt.Brokers.Certificates;
using MQTTnet.Adapter;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Formatter;
using MQTTnet.Server;

namespace EdgeLogger.Mqtt.MqttNet;

/// <summary>
/// Accepts TCP connections for MQTTnet's server, with TLS or without, and bounds their number, their time and their packets.
/// </summary>
internal sealed class GuardedListener : IMqttServerAdapter
{
    private readonly Socket _listener = new(SocketType.Stream, ProtocolType.Tcp);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly BrokerOptions _options;
    private readonly BrokerTls? _tls;
    private readonly Action<string, string> _refused;
    private readonly TimeProvider _time;
    private readonly ConnectionLimits _limits;
    private readonly HalfHandshakes _handshakes;
    private Task _accepting = Task.CompletedTask;

    /// <param name="options">Where to listen, and the limits.</param>
    /// <param name="tls">With TLS; null: without.</param>
    /// <param name="limits">Of this listener and the others of the broker together.</param>
    /// <param name="refused">Receives who was refused, and why.</param>
    /// <param name="time">The clock.</param>
    public GuardedListener(BrokerOptions options, BrokerTls? tls, ConnectionLimits limits, Action<string, string> refused,
        TimeProvider time)
    {
        _options = options;
        _tls = tls;
        _limits = limits;
        _handshakes = new HalfHandshakes(options.MaximumHandshakes, options.MaximumHandshakes / 4);
        _refused = refused;
        _time = time;
    }

    public Func<IMqttChannelAdapter, Task>? ClientHandler { get; set; }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <exception cref="BrokerException">The port is taken, or the address is not this machine's.</exception>
    public Task StartAsync(MqttServerOptions options, IMqttNetLogger logger)
    {
        string address = _tls?.Address ?? _options.Address;
        int port = _tls?.Port ?? _options.Port;
        try
        {
            _listener.Bind(new IPEndPoint(IPAddress.Parse(address), port));
            _listener.Listen(1024);
        }
        catch (SocketException error)
        {
            throw BrokerException.CannotListen(address, port, _tls is not null, error);
        }

        _accepting = AcceptAsync(logger);
        return Task.CompletedTask;
    }

    public Task StopAsync()
    {
        _listener.Dispose();
        return _accepting;
    }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync(IMqttNetLogger logger)
    {
        while (true)
        {
            try
            {
                Socket client = await _listener.AcceptAsync().ConfigureAwait(false);
                TryBegin(client, logger);
            }
            catch (Exception end)
                when (end is ObjectDisposedException or SocketException { SocketErrorCode: SocketError.OperationAborted })
            {
                return;
            }
            catch (SocketException e)
            {
                // That client gave up while it was accepted: the next may do better. Where handles ran out, a little later.
                await (e.SocketErrorCode == SocketError.TooManyOpenSockets
                    ? Task.Delay(Pause, _time)
                    : Task.CompletedTask).ConfigureAwait(false);
            }
        }
    }

    // One that has gone meanwhile has no address any more; its handle must not stay.
    private void TryBegin(Socket client, IMqttNetLogger logger)
    {
        try
        {
            Begin(client, logger);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private void Begin(Socket client, IMqttNetLogger logger)
    {
        client.NoDelay = true;
        IPAddress from = ((IPEndPoint)client.RemoteEndPoint!).Address;
        from = from.IsIPv4MappedToIPv6 ? from.MapToIPv4() : from;
        if (!_limits.TryEnter(from))
        {
            client.Dispose();
            _refused(from.ToString(), "too many connections");
        }
        else if (_tls is not null && !_handshakes.TryEnter(client, from))
        {
            client.Dispose();
            _limits.Leave(from);
            _refused(from.ToString(), "too many TLS handshakes at a time");
        }
        else
        {
            _ = ServeAsync(client, from, logger);
        }
    }

    private async Task ServeAsync(Socket client, IPAddress from, IMqttNetLogger logger)
    {
        try
        {
            using var channel = new GuardedChannel(
                client, _options.MaximumPacketSize, _options.ConnectWithin, where =>
                _refused(where.ToString() ?? "", "oversize packet"), () => _handshakes.Leave(client), _time);
            if (_tls is not null)
            {
                await channel.SecureAsync(_tls.Certificates.Context).ConfigureAwait(false);
            }

            using var adapter = new MqttChannelAdapter(
                channel, new MqttPacketFormatterAdapter(new MqttBufferWriter(512, 65536)), logger);
            if (ClientHandler is { } handler)
            {
                await handler(adapter).ConfigureAwait(false);
            }
        }
        catch (AuthenticationException)
        {
            _refused(from.ToString(), "no TLS handshake");
        }
        catch (Exception)
        {
            // One client's trouble is not the listener's: the server has dropped it.
            client.Dispose();
        }
        finally
        {
            _handshakes.Leave(client);
            _limits.Leave(from);
        }
    }
}
