using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Mqtt.Managed;

namespace EdgeLogger.Mqtt.Tests.Managed;

/// <summary>Accepts one connection and then says what the test wants it to say.</summary>
internal sealed class ScriptedBroker : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private TcpClient? _client;

    public ScriptedBroker() => _listener.Start();

    public MqttLinkOptions Options => new()
    {
        Host = "127.0.0.1",
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
        ClientId = "scripted",
        MaximumPacketSize = 4096,
    };

    private NetworkStream Stream => _client!.GetStream();

    /// <summary>Takes the CONNECT, answers with these bytes, and returns it.</summary>
    public async Task<byte[]> AcceptAsync(byte[] answer, CancellationToken cancellationToken)
    {
        _client = await _listener.AcceptTcpClientAsync(cancellationToken);
        byte[] connect = await ReadAsync(cancellationToken);
        await SayAsync(answer, cancellationToken);
        return connect;
    }

    /// <summary>A link that is connected to this.</summary>
    public async Task<ManagedMqttLink> ConnectedAsync(
        TimeProvider timeProvider, CancellationToken cancellationToken, MqttProtocol protocol = MqttProtocol.V5)
    {
        var link = new ManagedMqttLink(Options with { Protocol = protocol }, timeProvider);
        Task<bool> connecting = link.ConnectAsync(cancellationToken);
        await AcceptAsync(protocol == MqttProtocol.V5 ? [0x20, 3, 0, 0, 0] : [0x20, 2, 0, 0], cancellationToken);
        Assert.False(await Within.Patience(connecting));
        return link;
    }

    public Task SayAsync(byte[] bytes, CancellationToken cancellationToken) => Stream.WriteAsync(bytes, cancellationToken).AsTask();

    /// <summary>The next bytes from the client; empty where it has closed.</summary>
    public async Task<byte[]> ReadAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        int read = await Stream.ReadAsync(buffer, cancellationToken);
        return buffer[..read];
    }

    public void Close() => _client!.Client.Close(0);

    public void Dispose()
    {
        _client?.Dispose();
        _listener.Dispose();
    }
}
