using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Store;

namespace EdgeLogger.Traces;

/// <summary>
/// Reads a cell's record for a drawing of some width: from the level of the pyramid that has at least a span for each pixel, or
/// from the rows themselves where no level is fine enough. Not thread-safe; cheap to make.
/// </summary>
public sealed class TraceReader : IDisposable
{
    private const int PixelsBeforeLookingCloser = 3;

    private readonly TraceStore _store;
    private readonly DerivedStore _derived;
    private readonly LogView _log;
    private readonly Dictionary<ulong, StreamDates> _dates = [];

    /// <param name="directory">The data directory.</param>
    /// <param name="store">The pyramids.</param>
    /// <param name="derived">The results, for the dates of boots.</param>
    public TraceReader(string directory, TraceStore store, DerivedStore derived)
    {
        _store = store;
        _derived = derived;
        _log = new LogView(directory, static _ => { });
    }

    /// <summary>The time that the record of these streams covers, Unix ms; null if it is empty.</summary>
    public (long StartMs, long EndMs)? Covered(IReadOnlyList<ulong> streams)
    {
        (long StartMs, long EndMs)[] covered = [.. streams.Select(_store.Covered).OfType<(long, long)>()];
        return covered.Length == 0 ? null : (covered.Min(one => one.StartMs), covered.Max(one => one.EndMs));
    }

    /// <summary>
    /// Each time the board of these streams started, in order: where its first row began, Unix ms, and the number of the boot.
    /// </summary>
    public IReadOnlyList<(long StartMs, uint Boot)> Boots(IReadOnlyList<ulong> streams) => [.. streams.SelectMany(_store.Boots)];

    /// <summary>A cell's record between two times, in at most two spans for each pixel and one more for each pause.</summary>
    /// <param name="streams">The streams that are the cell's record.</param>
    /// <param name="fromMs">Begin, Unix ms.</param>
    /// <param name="toMs">End, Unix ms.</param>
    /// <param name="width">Pixels, 1 or more.</param>
    public IReadOnlyList<TraceSpan> Read(IReadOnlyList<ulong> streams, long fromMs, long toMs, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        List<TraceSpan> spans = [];
        foreach (ulong stream in streams)
        {
            ReadStream(stream, fromMs, toMs, width, spans);
        }

        spans.Sort((one, other) => one.StartMs.CompareTo(other.StartMs));
        return TracePixels.Gather(spans, fromMs, toMs, width);
    }

    /// <summary>A cell's rows between two times, the earliest first, but no more than a number of whole frames holds.</summary>
    /// <param name="streams">The streams that are the cell's record.</param>
    /// <param name="fromMs">Begin, Unix ms.</param>
    /// <param name="toMs">End, Unix ms.</param>
    /// <param name="maxRows">Rows after which no further frame is read, 1 or more.</param>
    /// <param name="nextMs">Where to go on: begin of the first frame left out; null if none was.</param>
    public IReadOnlyList<TraceSpan> ReadRows(IReadOnlyList<ulong> streams, long fromMs, long toMs, int maxRows, out long? nextMs)
    {
        List<TraceSpan> rows = [];
        foreach ((ulong stream, uint frame, TraceSpan span) in streams
            .SelectMany(stream => _store.Between(stream, 0, fromMs, toMs).Select(found => (stream, found.FirstFrame, found.Span)))
            .OrderBy(found => found.Span.StartMs))
        {
            if (rows.Count >= maxRows)
            {
                nextMs = span.StartMs + 1;
                return rows;
            }

            ReadRows(stream, frame, fromMs, toMs, rows);
        }

        nextMs = null;
        return rows;
    }

    private void ReadStream(ulong stream, long fromMs, long toMs, int width, List<TraceSpan> spans)
    {
        double longestMs = PixelsBeforeLookingCloser * Math.Max(1, (toMs - fromMs) / (double)width);
        for (int level = TraceLevel.Count - 1; level >= 0; level--)
        {
            if (_store.CountBetween(stream, level, fromMs, toMs) >= width)
            {
                _store.Between(stream, level, fromMs, toMs)
                    .ForEach(found => AddSpan(stream, level, found, fromMs, toMs, longestMs, spans));
                return;
            }
        }

        foreach ((uint firstFrame, TraceSpan _) in _store.Between(stream, 0, fromMs, toMs))
        {
            ReadRows(stream, firstFrame, fromMs, toMs, spans);
        }
    }

    // A span that holds a pause is longer than its neighbours: what it was made of shows where nothing was measured. Found by its
    // number, not by its time: rows of an estimated boot may lie where others do.
    private void AddSpan(
        ulong stream, int level, (uint FirstFrame, TraceSpan Span) found, long fromMs, long toMs, double longestMs,
        List<TraceSpan> spans)
    {
        if (level == 0 || found.Span.EndMs - found.Span.StartMs <= longestMs)
        {
            spans.Add(found.Span);
            return;
        }

        foreach ((uint FirstFrame, TraceSpan Span) part in _store.PartsOf(stream, level, found.FirstFrame))
        {
            if (part.Span.EndMs >= fromMs && part.Span.StartMs <= toMs)
            {
                AddSpan(stream, level - 1, part, fromMs, toMs, longestMs, spans);
            }
        }
    }

    private void ReadRows(ulong stream, uint sequence, long fromMs, long toMs, List<TraceSpan> spans)
    {
        StreamFollower follower = new(stream, sequence);
        if (!follower.TryPeek(_log, sequence, out RowBlock? block) || !block.HasRows
            || DateOf(stream, block) is not { IsKnown: true } date)
        {
            return;
        }

        spans.AddRange(TraceSpan.RowsOf(block, date).Where(row => row.EndMs >= fromMs && row.StartMs <= toMs));
    }

    private BlockDate DateOf(ulong stream, RowBlock block)
    {
        if (!_dates.TryGetValue(stream, out StreamDates? dates))
        {
            _dates.Add(stream, dates = _derived.Dates(stream));
        }

        return dates.DateOf(block);
    }

    public void Dispose() => _log.Dispose();
}
