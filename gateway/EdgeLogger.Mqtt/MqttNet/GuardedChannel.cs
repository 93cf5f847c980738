using System;
using System.Buffers;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using MQTTnet.Channel;
using MQTTnet.Exceptions;

namespace EdgeLogger.Mqtt.MqttNet;

/// <summary>
/// One TCP connection for MQTTnet's server, with TLS or without, with bounded packets and a time limit for the first one.
/// </summary>
internal sealed class GuardedChannel : IMqttChannel
{
    private const int ReadAhead = 4096;

    private readonly NetworkStream _connection;
    private readonly PacketSizeGuard _guard;
    private readonly Action<EndPoint> _oversized;
    private readonly Action _begun;
    private readonly ITimer _deadline;
    private Stream _stream;
    private BufferedStream _input;
    private int _hasBegun;

    /// <param name="socket">The connection; it is owned.</param>
    /// <param name="maximumPacketSize">Longest packet taken, bytes.</param>
    /// <param name="connectWithin">How long the handshake and the first packet may take; then the connection is closed.</param>
    /// <param name="oversized">Receives a packet that is too long.</param>
    /// <param name="begun">Receives once, when the first packet has come, or when the connection has ended without.</param>
    /// <param name="time">The clock.</param>
    public GuardedChannel(Socket socket, int maximumPacketSize, TimeSpan connectWithin, Action<EndPoint> oversized, Action begun,
        TimeProvider time)
    {
        _connection = new NetworkStream(socket, ownsSocket: true);
        _stream = _connection;

        // MQTTnet reads a header byte by byte.
        _input = new BufferedStream(_stream, ReadAhead);
        _guard = new PacketSizeGuard(maximumPacketSize);
        _oversized = oversized;
        _begun = begun;
        RemoteEndPoint = socket.RemoteEndPoint!;
        LocalEndPoint = socket.LocalEndPoint!;
        _deadline = time.CreateTimer(static connection => ((NetworkStream)connection!).Dispose(), _connection, connectWithin,
            Timeout.InfiniteTimeSpan);
    }

    public X509Certificate2? ClientCertificate => null;

    public EndPoint RemoteEndPoint { get; }

    public EndPoint LocalEndPoint { get; }

    public bool IsSecureConnection => _stream is SslStream;

    /// <summary>Does the TLS handshake, before the first packet.</summary>
    /// <exception cref="AuthenticationException">The two do not agree, or the other side speaks no TLS.</exception>
    /// <exception cref="IOException">The connection is gone, or its time is over.</exception>
    public async Task SecureAsync(SslStreamCertificateContext certificate)
    {
        SslStream tls = new(_connection, leaveInnerStreamOpen: false);
        _stream = tls;
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificateContext = certificate,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            AllowRenegotiation = false,
        }).ConfigureAwait(false);
        _input = new BufferedStream(tls, ReadAhead);
    }

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

        if (_guard.HasFirst)
        {
            Begin();
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
        // The connection first: it ends reads and writes that are under way in the stream above it.
        _connection.Dispose();
        _stream.Dispose();
        Begin();
    }

    private void Begin()
    {
        if (Volatile.Read(ref _hasBegun) == 0 && Interlocked.Exchange(ref _hasBegun, 1) == 0)
        {
            _deadline.Dispose();
            _begun();
        }
    }
}
