using System.Collections.Generic;
using EdgeLogger.Derivation.Following;

namespace EdgeLogger.Traces;

/// <summary>A stream's pyramid where it grows.</summary>
internal sealed class TraceStream
{
    private readonly (long Span, TraceSpan Value)[] _open = new (long, TraceSpan)[TraceLevel.Count];
    private readonly Dictionary<(int Level, long Span), TraceSpan> _changed = [];
    private readonly Dictionary<uint, long> _boots = [];
    private uint _boot;
    private long _storedNext;

    public TraceStream(ulong stream, long next, TraceStore store)
    {
        Follower = new StreamFollower(stream, next);
        _storedNext = next;
        for (int level = 0; level < TraceLevel.Count; level++)
        {
            long span = TraceLevel.SpanOf(next, level);
            _open[level] = (span, store.Find(stream, level, span));
        }
    }

    public StreamFollower Follower { get; }

    /// <summary>The offset book, as it was when a date was looked for last.</summary>
    public StreamDates Dates { get; set; } = StreamDates.Empty;

    /// <summary>Adds a frame's rows, gathered.</summary>
    public void Add(RowBlock block, in TraceSpan frame)
    {
        if (block.Boot != _boot)
        {
            // After a restart of the gateway the boot under way comes again: the store keeps where it began.
            _boot = block.Boot;
            _boots.TryAdd(block.Boot, frame.StartMs);
        }

        for (int level = 0; level < TraceLevel.Count; level++)
        {
            long span = TraceLevel.SpanOf(block.Sequence, level);
            TraceSpan before = _open[level].Span == span ? _open[level].Value : TraceSpan.None;
            TraceSpan value = before.With(frame);
            _open[level] = (span, value);
            _changed[(level, span)] = value;
        }
    }

    /// <summary>What has changed since it was stored last; null if nothing has.</summary>
    public TraceUpdate? Update() =>
        _storedNext == Follower.Next ? null : new TraceUpdate(Follower.StreamId, Follower.Next, _changed, _boots);

    /// <summary>The update has been stored.</summary>
    public void MarkStored()
    {
        _storedNext = Follower.Next;
        _changed.Clear();
        _boots.Clear();
    }
}

/// <summary>What has changed in a stream's pyramid.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Next">The first frame that is not in it.</param>
/// <param name="Spans">Spans by level and number.</param>
/// <param name="Boots">Boots that began, and where, Unix ms.</param>
internal sealed record TraceUpdate(
    ulong Stream, long Next, IReadOnlyDictionary<(int Level, long Span), TraceSpan> Spans, IReadOnlyDictionary<uint, long> Boots);
