using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Authentication;
using EdgeLogger.FrameLog;
using EdgeLogger.Frames;
using EdgeLogger.Keys;
using EdgeLogger.Mqtt;

namespace EdgeLogger.Ingest;

/// <summary>
/// Publishes acknowledgements one after another. A stream waits in it once: a newer acknowledgement takes the place of the one
/// that waits, so that a slow link costs no memory and boards get the newest word.
/// </summary>
internal sealed class AckLane : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, PendingAck> _waiting = [];
    private readonly Queue<ulong> _order = new();
    private readonly Stack<PendingAck> _spare = new();
    private readonly SemaphoreSlim _signal = new(0);
    private readonly byte[] _bytes = new byte[Ack.MaxLength + MacLayout.MacLength];
    private readonly IMessageSource _source;
    private readonly BoardKeys _keys;
    private readonly IngestCounters _counters;
    private readonly string _work;
    private readonly Action<string, Exception?> _report;

    public AckLane(IMessageSource source, BoardKeys keys, IngestCounters counters, string work, Action<string, Exception?> report)
    {
        _source = source;
        _keys = keys;
        _counters = counters;
        _work = work;
        _report = report;
    }

    public void Put(StreamProgress stream, string topic)
    {
        lock (_gate)
        {
            if (_waiting.TryGetValue(stream.StreamId, out PendingAck? pending))
            {
                stream.CopyTo(pending.Ack);
                return;
            }

            pending = _spare.TryPop(out PendingAck? spare) ? spare : new PendingAck();
            pending.Board = stream.Board;
            pending.Topic = topic;
            stream.CopyTo(pending.Ack);
            _waiting.Add(stream.StreamId, pending);
            _order.Enqueue(stream.StreamId);
        }

        _signal.Release();
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _signal.WaitAsync(cancellationToken).ConfigureAwait(false);
            int length = Take(out string topic);
            try
            {
                await _source.PublishAsync(
                    topic, _bytes.AsMemory(0, length), MqttQos.AtLeastOnce, cancellationToken).ConfigureAwait(false);
                _counters.CountAckPublished();
                _report(_work, null);
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                // The board, left without an answer, sends the frames again and is answered then.
                _counters.CountAckFailed();
                _report(_work, error is MqttUnreachableException or MqttRefusedException ? null : error);
            }
        }
    }

    public void Dispose() => _signal.Dispose();

    private int Take(out string topic)
    {
        lock (_gate)
        {
            _waiting.Remove(_order.Dequeue(), out PendingAck? pending);
            topic = pending!.Topic;
            int length = pending.Ack.Write(_bytes);
            length = _keys.Find(pending.Board)?.SignBinary(topic, _bytes, length) ?? length;
            _spare.Push(pending);
            return length;
        }
    }
}

/// <summary>The newest acknowledgement of a stream that has not been published yet.</summary>
internal sealed class PendingAck
{
    public string Board { get; set; } = "";

    public string Topic { get; set; } = "";

    public Ack Ack { get; } = new();
}
