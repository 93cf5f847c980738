using System;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using EdgeLogger.Mqtt.Brokers;
using MQTTnet.Adapter;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Formatter;
using MQTTnet.Server;

namespace EdgeLogger.Mqtt.MqttNet;

/// <summary>Accepts TCP connections for MQTTnet's server and bounds their packets.</summary>
internal sealed class GuardedListener : IMqttServerAdapter
{
    private readonly Socket _listener = new(SocketType.Stream, ProtocolType.Tcp);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly BrokerOptions _options;
    private readonly Action<string, string> _refused;
    private readonly TimeProvider _time;
    private readonly ConnectionLimits _limits;
    private Task _accepting = Task.CompletedTask;

    /// <param name="options">Where to listen, and the limits.</param>
    /// <param name="refused">Told who was refused, and why.</param>
    /// <param name="time">The clock.</param>
    public GuardedListener(BrokerOptions options, Action<string, string> refused, TimeProvider time)
    {
        _options = options;
        _refused = refused;
        _time = time;
        _limits = ConnectionLimits.Of(options);
    }

    public Func<IMqttChannelAdapter, Task>? ClientHandler { get; set; }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public Task StartAsync(MqttServerOptions options, IMqttNetLogger logger)
    {
        _listener.Bind(new IPEndPoint(IPAddress.Parse(_options.Address), _options.Port));
        _listener.Listen(1024);
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
                Begin(client, logger);
            }
            catch (Exception end) when (end is ObjectDisposedException or SocketException { SocketErrorCode: SocketError.OperationAborted })
            {
                return;
            }
            catch (SocketException e)
            {
                // That client gave up while it was accepted: the next may do better. Where handles ran out, a little later.
                await (e.SocketErrorCode == SocketError.TooManyOpenSockets ? Task.Delay(Pause, _time) : Task.CompletedTask).ConfigureAwait(false);
            }
        }
    }

    private void Begin(Socket client, IMqttNetLogger logger)
    {
        client.NoDelay = true;
        var from = (IPEndPoint)client.RemoteEndPoint!;
        if (_limits.TryEnter(from.Address))
        {
            _ = ServeAsync(client, from.Address, logger);
            return;
        }

        client.Dispose();
        _refused(from.Address.ToString(), "too many connections");
    }

    private async Task ServeAsync(Socket client, IPAddress from, IMqttNetLogger logger)
    {
        try
        {
            using var channel = new GuardedChannel(
                client, _options.MaximumPacketSize, _options.ConnectWithin, where => _refused(where.ToString() ?? "", "oversize packet"), _time);
            using var adapter = new MqttChannelAdapter(channel, new MqttPacketFormatterAdapter(new MqttBufferWriter(512, 65536)), logger);
            if (ClientHandler is { } handler)
            {
                await handler(adapter).ConfigureAwait(false);
            }
        }
        catch (Exception)
        {
            // One client's trouble is not the listener's: the server has dropped it.
            client.Dispose();
        }
        finally
        {
            _limits.Leave(from);
        }
    }
}
