using System;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using MQTTnet.Adapter;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Formatter;
using MQTTnet.Server;

namespace EdgeLogger.Mqtt.MqttNet;

/// <summary>Accepts TCP connections for MQTTnet's server and bounds their packets.</summary>
internal sealed class GuardedListener : IMqttServerAdapter
{
    private readonly Socket _listener = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly IPEndPoint _address;
    private readonly int _maximumPacketSize;
    private readonly Action<EndPoint> _oversized;
    private Task _accepting = Task.CompletedTask;

    public GuardedListener(IPEndPoint address, int maximumPacketSize, Action<EndPoint> oversized)
    {
        _address = address;
        _maximumPacketSize = maximumPacketSize;
        _oversized = oversized;
    }

    public Func<IMqttChannelAdapter, Task>? ClientHandler { get; set; }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public Task StartAsync(MqttServerOptions options, IMqttNetLogger logger)
    {
        _listener.Bind(_address);
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
                client.NoDelay = true;
                _ = ServeAsync(client, logger);
            }
            catch (Exception e) when (e is ObjectDisposedException or SocketException { SocketErrorCode: SocketError.OperationAborted })
            {
                return;
            }
            catch (SocketException)
            {
                // That client gave up while it was accepted, or file handles ran out: the next may do better.
                await Task.Yield();
            }
        }
    }

    private async Task ServeAsync(Socket client, IMqttNetLogger logger)
    {
        try
        {
            using var channel = new GuardedChannel(client, _maximumPacketSize, _oversized);
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
    }
}
