using System.Collections.Generic;

namespace EdgeLogger.Traces;

/// <summary>A stream's pyramid where it grows.</summary>
internal sealed class TraceStream
{
    private readonly ulong _stream;
    private readonly TraceStore _store;
    private readonly (long Span, TraceSpan Value)[] _open = new (long, TraceSpan)[TraceLevel.Count];
    private readonly Dictionary<(int Level, long Span), TraceSpan> _changed = [];
    private readonly Dictionary<uint, long> _boots = [];
    private uint _boot;
    private long _storedNext;

    public TraceStream(ulong stream, long next, TraceStore store)
    {
        _stream = stream;
        _store = store;
        Next = next;
        _storedNext = next;
        for (int level = 0; level < TraceLevel.Count; level++)
        {
            long span = TraceLevel.SpanOf(next, level);
            _open[level] = (span, store.Find(stream, level, span));
        }
    }

    /// <summary>The first frame that is not in the pyramid.</summary>
    public long Next { get; set; }

    /// <summary>Every frame up to this one is in the log or told lost.</summary>
    public uint Contiguous { get; set; }

    /// <summary>Adds a frame's rows, gathered.</summary>
    public void Add(uint sequence, uint boot, in TraceSpan frame)
    {
        if (boot != _boot)
        {
            // After a restart of the gateway the boot under way is told again: the store keeps where it began.
            _boot = boot;
            _boots.TryAdd(boot, frame.StartMs);
        }

        for (int level = 0; level < TraceLevel.Count; level++)
        {
            long span = TraceLevel.SpanOf(sequence, level);
            TraceSpan before = _open[level].Span == span ? _open[level].Value : TraceSpan.None;
            TraceSpan value = before.With(frame);
            _open[level] = (span, value);
            _changed[(level, span)] = value;
        }
    }

    /// <summary>What has changed since it was stored last; null if nothing has.</summary>
    public TraceUpdate? Update() => _storedNext == Next ? null : new TraceUpdate(_stream, Next, _changed, _boots);

    /// <summary>The update has been stored.</summary>
    public void MarkStored()
    {
        _storedNext = Next;
        _changed.Clear();
        _boots.Clear();
    }
}
