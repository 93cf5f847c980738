using System;
using System.Buffers;
using System.IO;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeLogger.Mqtt.Managed;

/// <summary>The half that connects and reads.</summary>
public sealed partial class ManagedMqttLink
{
    private async Task<bool> ConnectOnceAsync(CancellationToken cancellationToken)
    {
        _stream = await BrokerConnection.OpenAsync(_options, cancellationToken).ConfigureAwait(false);
        _reader = PipeReader.Create(_stream, ReaderOptions);
        var connect = new SendBuffer();
        OutboundPackets.WriteConnect(connect, _options);
        await _stream.WriteAsync(connect.Written, cancellationToken).ConfigureAwait(false);
        connect.Clear();
        Connack answer = await ReadConnackAsync(_reader, cancellationToken).ConfigureAwait(false);
        if (answer.ReasonCode != MqttReason.Success)
        {
            throw MqttReason.Login(_options, answer.ReasonCode, answer.Properties.Explanation);
        }

        if (answer.SessionPresent && _options.CleanStart)
        {
            throw new MqttProtocolException("it kept a session that we asked it to forget", MqttReason.ProtocolError);
        }

        _broker = answer.Properties;
        _outbox = new Outbox(_stream, _options.Protocol, _broker.ReceiveMaximum, _options.ReceiveMaximum, OnWriteFailed);
        TimeSpan keepAlive = _broker.ServerKeepAliveS is { } seconds ? TimeSpan.FromSeconds(seconds) : _options.KeepAlive;
        _keepAlive = new KeepAlive(keepAlive, _outbox, _timeProvider, OnSilence);
        _reading = ReadAsync(_reader, _outbox, _keepAlive);
        if (Volatile.Read(ref _closing) != 0)
        {
            // Closed by another thread while we connected: it may have missed what was made since.
            _keepAlive.Dispose();
            await _stream.DisposeAsync().ConfigureAwait(false);
            throw new MqttUnreachableException($"the connection to {Where} was closed while it was made");
        }

        return answer.SessionPresent;
    }

    private async Task<Connack> ReadConnackAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        while (true)
        {
            ReadResult read = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            ReadOnlySequence<byte> buffer = read.Buffer;
            if (!buffer.IsEmpty && buffer.FirstSpan[0] != (byte)PacketType.Connack << 4)
            {
                // Not worth waiting for the rest of whatever this is.
                throw new MqttProtocolException("it says something else than CONNACK", MqttReason.ProtocolError);
            }

            if (PacketFraming.TryRead(ref buffer, _options.MaximumPacketSize, out byte header, out ReadOnlySequence<byte> body))
            {
                Connack answer = Connack.Parse(header, body.ToArray(), _options.Protocol);
                reader.AdvanceTo(buffer.Start);
                return answer;
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
            {
                throw new MqttProtocolException("it closed the connection without an answer");
            }
        }
    }

    private async Task ReadAsync(PipeReader reader, Outbox outbox, KeepAlive keepAlive)
    {
        Exception? reason;
        try
        {
            reason = await ReadUntilEndAsync(reader, outbox, keepAlive).ConfigureAwait(false);
        }
        catch (MqttProtocolException e)
        {
            reason = new MqttUnreachableException($"the broker at {Where} broke the protocol: {e.Message}", e);
            await FarewellAsync(outbox, e.ReasonCode).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException or SocketException)
        {
            reason = new MqttUnreachableException($"the connection to {Where} is gone: {(_writeFailure ?? e).Message}", e);
        }

        // The broker closes when it has read our farewell: no error.
        Close(Volatile.Read(ref _leaving) != 0 ? null : reason);
        await reader.CompleteAsync().ConfigureAwait(false);
    }

    private async Task<Exception?> ReadUntilEndAsync(PipeReader reader, Outbox outbox, KeepAlive keepAlive)
    {
        while (true)
        {
            ReadResult read = await reader.ReadAsync().ConfigureAwait(false);
            ReadOnlySequence<byte> buffer = read.Buffer;
            keepAlive.Heard();
            while (PacketFraming.TryRead(ref buffer, _options.MaximumPacketSize, out byte header, out ReadOnlySequence<byte> body))
            {
                if (header >> 4 == (int)PacketType.Disconnect && _options.Protocol == MqttProtocol.V5)
                {
                    InboundReply farewell = InboundReply.ParseDisconnect(body.ToArray());
                    return new MqttUnreachableException(
                        $"the broker at {Where} ended the connection: {MqttReason.Words(farewell.ReasonCode, farewell.Explanation)}");
                }

                Take(outbox, header, body);
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
            {
                return new MqttUnreachableException($"the broker at {Where} closed the connection without a reason");
            }
        }
    }

    private void Take(Outbox outbox, byte header, ReadOnlySequence<byte> body)
    {
        if (body.IsSingleSegment)
        {
            Take(outbox, header, body.FirstSpan);
            return;
        }

        byte[] joined = ArrayPool<byte>.Shared.Rent((int)body.Length);
        try
        {
            body.CopyTo(joined);
            Take(outbox, header, joined.AsSpan(0, (int)body.Length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(joined);
        }
    }

    private void Take(Outbox outbox, byte header, ReadOnlySpan<byte> body)
    {
        switch ((PacketType)(header >> 4))
        {
            case PacketType.Publish:
                TakeMessage(outbox, InboundPublish.Parse(header, body, _options.Protocol));
                break;
            case PacketType.Puback when header == (byte)PacketType.Puback << 4:
                outbox.Settle(PacketType.Puback, InboundReply.ParsePuback(body, _options.Protocol));
                break;
            case PacketType.Suback when header == (byte)PacketType.Suback << 4:
                outbox.Settle(PacketType.Suback, InboundReply.ParseSuback(body, _options.Protocol));
                break;
            case PacketType.Pingresp when header == (byte)PacketType.Pingresp << 4 && body.IsEmpty:
                break;
            default:
                throw new MqttProtocolException($"a packet that starts with 0x{header:X2}", MqttReason.ProtocolError);
        }
    }

    private void TakeMessage(Outbox outbox, InboundPublish publish)
    {
        if (publish.PacketId == 0 && _messages.Reader.Count >= 2 * _options.ReceiveMaximum)
        {
            return;
        }

        if (publish.PacketId != 0)
        {
            outbox.Received(publish.PacketId, publish.Payload.Length);
        }

        string topic = _topics.Get(publish.Topic);
        _messages.Writer.TryWrite(new MqttMessage(topic, publish.Payload.ToArray(), publish.Retain, publish.PacketId, this));
    }

    // The read loop goes on to the end of what the broker said: its DISCONNECT names the reason better than a failed write does.
    private void OnWriteFailed(Exception failure) => _writeFailure = failure;

    private void OnSilence(TimeSpan keepAlive) =>
        Close(new MqttUnreachableException($"the broker at {Where} gave no sign of life for {keepAlive.TotalSeconds:0.#} s"));

    private async Task FarewellAsync(Outbox outbox, byte reasonCode)
    {
        if (_options.Protocol == MqttProtocol.V311)
        {
            // Any farewell at 3.1.1 means that all is well, and would keep the broker from publishing the will.
            return;
        }

        try
        {
            await outbox.Disconnect(reasonCode).WaitAsync(FarewellTimeout, _timeProvider).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or MqttUnreachableException)
        {
            // The connection is closed next in any case.
        }
    }
}
