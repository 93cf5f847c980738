using System;
using System.Buffers;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using MQTTnet.Channel;
using MQTTnet.Exceptions;

namespace EdgeLogger.Mqtt.MqttNet;

/// <summary>One TCP connection for MQTTnet's server, with bounded packets.</summary>
internal sealed class GuardedChannel : IMqttChannel
{
    private readonly Socket _socket;
    private readonly BufferedStream _input;
    private readonly NetworkStream _stream;
    private readonly PacketSizeGuard _guard;
    private readonly Action<EndPoint> _oversized;
    private ITimer? _deadline;

    /// <param name="socket">The connection; it is owned.</param>
    /// <param name="maximumPacketSize">Longest packet taken, bytes.</param>
    /// <param name="connectWithin">How long the first packet may take; then the connection is closed.</param>
    /// <param name="oversized">Told of a packet that is too long.</param>
    /// <param name="time">The clock.</param>
    public GuardedChannel(Socket socket, int maximumPacketSize, TimeSpan connectWithin, Action<EndPoint> oversized, TimeProvider time)
    {
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: true);

        // MQTTnet reads a header byte by byte.
        _input = new BufferedStream(_stream, 4096);
        _guard = new PacketSizeGuard(maximumPacketSize);
        _oversized = oversized;
        RemoteEndPoint = socket.RemoteEndPoint!;
        LocalEndPoint = socket.LocalEndPoint!;
        _deadline = time.CreateTimer(static stream => ((NetworkStream)stream!).Dispose(), _stream, connectWithin, Timeout.InfiniteTimeSpan);
    }

    public X509Certificate2? ClientCertificate => null;

    public EndPoint RemoteEndPoint { get; }

    public EndPoint LocalEndPoint { get; }

    public bool IsSecureConnection => false;

    public Task ConnectAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task DisconnectAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        int read = await _input.ReadAsync(buffer.AsMemory(offset, count), cancellationToken).ConfigureAwait(false);
        if (!_guard.Accepts(buffer.AsSpan(offset, read)))
        {
            _oversized(RemoteEndPoint);
            throw new MqttProtocolViolationException("A packet above the size limit.");
        }

        if (_deadline is { } deadline && _guard.HasFirst)
        {
            _deadline = null;
            deadline.Dispose();
        }

        return read;
    }

    public async Task WriteAsync(ReadOnlySequence<byte> buffer, bool isEndOfPacket, CancellationToken cancellationToken)
    {
        foreach (ReadOnlyMemory<byte> part in buffer)
        {
            await _stream.WriteAsync(part, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        _deadline?.Dispose();
        _stream.Dispose();
    }
}
