using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeLogger.Mqtt.Managed;

/// <summary>
/// Everything on its way to the broker. Callers on any thread add packets; one flush at a time, on the thread pool, writes all that has
/// gathered since the last in one piece, so that a thousand acknowledgements cost one system call.
/// </summary>
internal sealed class Outbox : IThreadPoolWorkItem
{
    // Leaves packet ids free for SUBSCRIBE whatever the broker allows.
    private const int MaxSendQuota = 32768;

    private readonly Lock _gate = new();
    private readonly Stream _stream;
    private readonly MqttProtocol _protocol;
    private readonly Action<Exception> _writeFailed;
    private readonly AckOrder _acks;
    private readonly Dictionary<ushort, PendingRequest> _awaited = [];
    private readonly Queue<PendingRequest> _waiting = new();
    private readonly int _sendQuota;
    private SendBuffer _filling = new();
    private SendBuffer _spare = new();
    private TaskCompletionSource? _written;
    private MqttUnreachableException? _failure;
    private bool _flushing;
    private int _publishesUnderWay;
    private int _wroteRecently;
    private ushort _lastPacketId;

    /// <param name="stream">The connection.</param>
    /// <param name="protocol">Its version.</param>
    /// <param name="sendQuota">The broker's receive maximum: QoS 1 messages under way to it.</param>
    /// <param name="receiveMaximum">Ours: QoS 1 messages under way to us.</param>
    /// <param name="writeFailed">Told once, when the connection does not take bytes any more.</param>
    public Outbox(Stream stream, MqttProtocol protocol, int sendQuota, int receiveMaximum, Action<Exception> writeFailed)
    {
        _stream = stream;
        _protocol = protocol;
        _sendQuota = Math.Min(sendQuota, MaxSendQuota);
        _acks = new AckOrder(receiveMaximum);
        _writeFailed = writeFailed;
    }

    /// <summary>Whether anything was written since the last time this was asked.</summary>
    public bool TakeWroteRecently() => Interlocked.Exchange(ref _wroteRecently, 0) != 0;

    /// <summary>Sends a message at QoS 0; the task is done when it is written.</summary>
    public Task PublishAtMostOnce(string topic, ReadOnlySpan<byte> payload, bool retain)
    {
        lock (_gate)
        {
            ThrowIfFailed();
            OutboundPackets.WritePublish(_filling, _protocol, topic, payload, retain, 0);
            _written ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            ScheduleFlush();
            return _written.Task;
        }
    }

    /// <summary>Sends a request as soon as the broker's receive maximum allows; requests keep their order.</summary>
    public void Send(PendingRequest request)
    {
        lock (_gate)
        {
            ThrowIfFailed();
            if (request.Answer == PacketType.Puback && (_publishesUnderWay >= _sendQuota || _waiting.Count > 0))
            {
                _waiting.Enqueue(request);
                return;
            }

            Write(request);
        }
    }

    /// <summary>The caller waits no longer. Under the lock, so that its payload is not read after this.</summary>
    public void Cancel(PendingRequest request, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            request.TrySetCanceled(cancellationToken);
        }
    }

    /// <summary>Settles the request that a PUBACK or SUBACK answers.</summary>
    /// <exception cref="MqttProtocolException">Nothing was asked under this packet id.</exception>
    public void Settle(PacketType answer, InboundReply reply)
    {
        PendingRequest? request;
        lock (_gate)
        {
            if (!_awaited.Remove(reply.PacketId, out request) || request.Answer != answer)
            {
                throw new MqttProtocolException("an answer to nothing that was asked", MqttReason.ProtocolError);
            }

            if (answer == PacketType.Puback)
            {
                _publishesUnderWay--;
                WriteWaiting();
            }
        }

        request.Settle(reply);
    }

    /// <summary>Notes a QoS 1 message that arrived.</summary>
    /// <exception cref="MqttProtocolException">Far more of them than our receive maximum.</exception>
    public void Received(ushort packetId, int size)
    {
        lock (_gate)
        {
            if (!_acks.TryAdd(packetId, size))
            {
                throw new MqttProtocolException("more messages under way than allowed", MqttReason.ReceiveMaximumExceeded);
            }
        }
    }

    /// <summary>The receiver is done with the message; its PUBACK goes out with the next flush that its place in the order allows.</summary>
    public void Acknowledge(ushort packetId)
    {
        lock (_gate)
        {
            _acks.Mark(packetId);
            while (_failure == null && _acks.TryTakeDue(out ushort due))
            {
                OutboundPackets.WritePuback(_filling, due);
                ScheduleFlush();
            }
        }
    }

    public void Ping()
    {
        lock (_gate)
        {
            if (_failure == null)
            {
                OutboundPackets.WritePing(_filling);
                ScheduleFlush();
            }
        }
    }

    /// <summary>Says good-bye after everything gathered so far; done when that is written.</summary>
    public Task Disconnect(byte reasonCode)
    {
        lock (_gate)
        {
            if (_failure != null)
            {
                return Task.CompletedTask;
            }

            OutboundPackets.WriteDisconnect(_filling, _protocol, reasonCode);
            _written ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            ScheduleFlush();
            return _written.Task;
        }
    }

    /// <summary>Nothing is sent any more; whoever waits for an answer gets <paramref name="failure"/>.</summary>
    public void Fail(MqttUnreachableException failure)
    {
        List<TaskCompletionSource> waiters;
        lock (_gate)
        {
            if (_failure != null)
            {
                return;
            }

            _failure = failure;
            waiters = [.. _awaited.Values, .. _waiting];
            if (_written != null)
            {
                waiters.Add(_written);
            }

            _awaited.Clear();
            _waiting.Clear();
            _written = null;
            _filling.Clear();
        }

        foreach (TaskCompletionSource waiter in waiters)
        {
            // Not everyone looks at the task of a QoS 0 message; its failure must not surface as unobserved.
            waiter.TrySetException(failure);
            _ = waiter.Task.Exception;
        }
    }

    void IThreadPoolWorkItem.Execute() => _ = FlushAsync();

    private async Task FlushAsync()
    {
        while (TakeGathered(out SendBuffer gathered, out TaskCompletionSource? written))
        {
            try
            {
                await _stream.WriteAsync(gathered.Written).ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
            {
                gathered.Clear();
                _writeFailed(e);
                written?.TrySetException(new MqttUnreachableException("the connection to the broker is gone", e));
                _ = written?.Task.Exception;
                return;
            }

            gathered.Clear();
            written?.TrySetResult();
        }
    }

    private bool TakeGathered(out SendBuffer gathered, out TaskCompletionSource? written)
    {
        lock (_gate)
        {
            gathered = _filling;
            written = _written;
            if (_filling.Length == 0 || _failure != null)
            {
                _flushing = false;
                return false;
            }

            _written = null;
            _wroteRecently = 1;
            (_filling, _spare) = (_spare, _filling);
            return true;
        }
    }

    private void WriteWaiting()
    {
        while (_publishesUnderWay < _sendQuota && _waiting.TryDequeue(out PendingRequest? next))
        {
            if (!next.Task.IsCompleted)
            {
                Write(next);
            }
        }
    }

    private void Write(PendingRequest request)
    {
        ushort packetId = NextPacketId();
        _awaited.Add(packetId, request);
        if (request.Answer == PacketType.Puback)
        {
            _publishesUnderWay++;
            OutboundPackets.WritePublish(_filling, _protocol, request.Topic, request.Payload.Span, request.Retain, packetId);
        }
        else
        {
            OutboundPackets.WriteSubscribe(_filling, _protocol, request.Topic, packetId);
        }

        ScheduleFlush();
    }

    private ushort NextPacketId()
    {
        do
        {
            _lastPacketId = _lastPacketId == ushort.MaxValue ? (ushort)1 : (ushort)(_lastPacketId + 1);
        }
        while (_awaited.ContainsKey(_lastPacketId));
        return _lastPacketId;
    }

    private void ScheduleFlush()
    {
        if (!_flushing)
        {
            _flushing = true;
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    private void ThrowIfFailed()
    {
        if (_failure != null)
        {
            throw new MqttUnreachableException(_failure.Message, _failure.InnerException);
        }
    }
}
