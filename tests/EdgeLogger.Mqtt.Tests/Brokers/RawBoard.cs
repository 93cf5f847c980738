using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Mqtt.Managed;

namespace EdgeLogger.Mqtt.Tests.Brokers;

/// <summary>A client that keeps to no limit.</summary>
internal sealed class RawBoard : IAsyncDisposable
{
    private readonly NetworkStream _stream;

    private RawBoard(NetworkStream stream) => _stream = stream;

    public static async Task<RawBoard> ConnectAsync(int port, string user, string password, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        var board = new RawBoard(new NetworkStream(socket, ownsSocket: true));
        var connect = new SendBuffer();
        OutboundPackets.WriteConnect(connect, MqttLinkOptions.ForBoard("", port, user, password));
        await board._stream.WriteAsync(connect.Written, cancellationToken);
        var answer = new byte[4];
        await board._stream.ReadExactlyAsync(answer, cancellationToken);
        Assert.Equal(0, answer[3]);
        return board;
    }

    public async Task PublishAsync(string topic, int payloadLength, CancellationToken cancellationToken)
    {
        var packet = new SendBuffer();
        OutboundPackets.WritePublish(packet, MqttProtocol.V311, topic, new byte[payloadLength], retain: false, packetId: 1);
        await _stream.WriteAsync(packet.Written, cancellationToken);
    }

    /// <summary>Done when the broker has closed the connection.</summary>
    public async Task EndedAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[256];
        try
        {
            while (await _stream.ReadAsync(buffer, cancellationToken) > 0)
            {
                // Its last words.
            }
        }
        catch (IOException)
        {
            // Reset: ended as well.
        }
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}
