using System;
using System.Buffers;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace EdgeLogger.Mqtt.Tests.Brokers;

/// <summary>A client that keeps to no limit.</summary>
internal sealed class RawBoard : IAsyncDisposable
{
    private readonly NetworkStream _stream;
    private readonly MqttPacketFormatterAdapter _formatter = new(MqttProtocolVersion.V311, new MqttBufferWriter(4096, 65535));

    private RawBoard(NetworkStream stream) => _stream = stream;

    public static async Task<RawBoard> ConnectAsync(int port, string user, string password, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        var board = new RawBoard(new NetworkStream(socket, ownsSocket: true));
        await board.WriteAsync(
            new MqttConnectPacket
            {
                ClientId = user,
                Username = user,
                Password = Encoding.UTF8.GetBytes(
                password),
                CleanSession = true
            }, cancellationToken);
        var answer = new byte[4];
        await board._stream.ReadExactlyAsync(answer, cancellationToken);
        Assert.Equal(0, answer[3]);
        return board;
    }

    public Task PublishAsync(string topic, int payloadLength, CancellationToken cancellationToken) => WriteAsync(
        new MqttPublishPacket
        {
            Topic = topic,
            Payload = new ReadOnlySequence<byte>(new byte[payloadLength]),
            QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
            PacketIdentifier = 1,
        },
        cancellationToken);

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

    private async Task WriteAsync(MqttPacket packet, CancellationToken cancellationToken)
    {
        MqttPacketBuffer bytes = _formatter.Encode(packet);
        await _stream.WriteAsync(bytes.ToArray(), cancellationToken);
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}
