using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;
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
    private readonly TestPlans? _plans;
    private readonly LogView _log;
    private readonly Dictionary<ulong, StreamDates> _dates = [];

    /// <param name="directory">The data directory.</param>
    /// <param name="store">The pyramids.</param>
    /// <param name="derived">The results, for the dates of boots.</param>
    /// <param name="plans">The tests, for calibrations that are put right; null: none are.</param>
    public TraceReader(string directory, TraceStore store, DerivedStore derived, TestPlans? plans = null)
    {
        _plans = plans;
        _store = store;
        _derived = derived;
        _log = new LogView(directory, static _ => { });
    }

    /// <summary>The time that the record of these segments covers, Unix ms; null if it is empty.</summary>
    public (long StartMs, long EndMs)? Covered(IReadOnlyList<SegmentFrames> segments)
    {
        (long StartMs, long EndMs)[] covered = [.. WithRows(segments).Select(Covered).OfType<(long, long)>()];
        return covered.Length == 0 ? null : (covered.Min(one => one.StartMs), covered.Max(one => one.EndMs));
    }

    /// <summary>
    /// Each time the board started while a segment was on it, in order: where its first row began, Unix ms, and the number of the
    /// boot. In a segment that begins within a boot, that boot is not among them.
    /// </summary>
    public IReadOnlyList<(long StartMs, uint Boot)> Boots(SegmentFrames segment)
    {
        long endMs = segment.Segment.To is null ? long.MaxValue : Covered([segment])?.EndMs ?? long.MinValue;
        return [.. _store.Boots(segment.Stream).Where(boot => boot.StartMs < endMs
            && (segment.Segment.From is not { } from || boot.Boot > from.Boot)
            && (segment.Segment.To is not { } to || boot.Boot <= to.Boot))];
    }

    /// <summary>A cell's record between two times, in at most two spans for each pixel and one more for each pause.</summary>
    /// <param name="segments">The segments that are the cell's record.</param>
    /// <param name="fromMs">Begin, Unix ms.</param>
    /// <param name="toMs">End, Unix ms.</param>
    /// <param name="width">Pixels, 1 or more.</param>
    public IReadOnlyList<TraceSpan> Read(IReadOnlyList<SegmentFrames> segments, long fromMs, long toMs, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        List<TraceSpan> spans = [];
        foreach (SegmentFrames segment in WithRows(segments))
        {
            ReadSegment(segment, fromMs, toMs, width, spans);
        }

        spans.Sort((one, other) => one.StartMs.CompareTo(other.StartMs));
        return TracePixels.Gather(spans, fromMs, toMs, width);
    }

    /// <summary>A cell's rows between two times, the earliest first, but no more than a number of whole frames holds.</summary>
    /// <param name="segments">The segments that are the cell's record.</param>
    /// <param name="fromMs">Begin, Unix ms.</param>
    /// <param name="toMs">End, Unix ms.</param>
    /// <param name="maxRows">Rows after which no further frame is read, 1 or more.</param>
    /// <param name="nextMs">Where to go on: begin of the first frame left out; null if none was.</param>
    public IReadOnlyList<TraceSpan> ReadRows(
        IReadOnlyList<SegmentFrames> segments, long fromMs, long toMs, int maxRows, out long? nextMs)
    {
        List<TraceSpan> rows = [];
        foreach ((SegmentFrames segment, uint frame, TraceSpan span) in WithRows(segments)
            .SelectMany(segment => _store.Between(segment.Stream, 0, fromMs, toMs)
                .Where(found => segment.Touches(found.FirstFrame, found.FirstFrame))
                .Select(found => (segment, found.FirstFrame, found.Span)))
            .OrderBy(found => found.Span.StartMs))
        {
            if (rows.Count >= maxRows)
            {
                nextMs = span.StartMs + 1;
                return rows;
            }

            ReadRows(segment, frame, fromMs, toMs, rows);
        }

        nextMs = null;
        return rows;
    }

    // The last frame of a segment may hold an event: rows that its end cuts are in one before.
    private IEnumerable<SegmentFrames> WithRows(IReadOnlyList<SegmentFrames> segments) => segments
        .Select(segment => segment.Segment.To is null ? segment
            : _store.Ends(segment.Stream, segment.First, segment.Last) is var (_, last) ? segment with { Last = last }
            : (SegmentFrames?)null)
        .OfType<SegmentFrames>();

    private (long StartMs, long EndMs)? Covered(SegmentFrames segment)
    {
        if (segment.Segment is { From: null, To: null })
        {
            return _store.Covered(segment.Stream);
        }

        if (_store.Ends(segment.Stream, segment.First, segment.Last) is not var (first, last))
        {
            return null;
        }

        List<TraceSpan> ends = [];
        foreach (uint frame in (uint[])[first, last])
        {
            AddSpan(segment, 0, (frame, _store.Find(segment.Stream, 0, frame)), long.MinValue, long.MaxValue, 0, ends);
        }

        return ends.Count == 0 ? null : (ends.Min(end => end.StartMs), ends.Max(end => end.EndMs));
    }

    private void ReadSegment(SegmentFrames segment, long fromMs, long toMs, int width, List<TraceSpan> spans)
    {
        double longestMs = PixelsBeforeLookingCloser * Math.Max(1, (toMs - fromMs) / (double)width);
        for (int level = TraceLevel.Count - 1; level >= 0; level--)
        {
            if (_store.CountBetween(segment.Stream, level, fromMs, toMs) >= width)
            {
                _store.Between(segment.Stream, level, fromMs, toMs)
                    .ForEach(found => AddSpan(segment, level, found, fromMs, toMs, longestMs, spans));
                return;
            }
        }

        foreach ((uint frame, TraceSpan _) in _store.Between(segment.Stream, 0, fromMs, toMs)
            .Where(found => segment.Touches(found.FirstFrame, found.FirstFrame)))
        {
            ReadRows(segment, frame, fromMs, toMs, spans);
        }
    }

    // A span that holds a pause is longer than its neighbours: what it was made of shows where nothing was measured. Found by its
    // number, not by its time: rows of an estimated boot may lie where others do. One that an edge of the segment cuts is looked
    // at row by row.
    private void AddSpan(
        SegmentFrames segment, int level, (uint FirstFrame, TraceSpan Span) found, long fromMs, long toMs, double longestMs,
        List<TraceSpan> spans)
    {
        long lastFrame = found.FirstFrame + TraceLevel.Frames(level) - 1;
        if (!segment.Touches(found.FirstFrame, lastFrame))
        {
            return;
        }

        bool isCut = segment.MayCut(found.FirstFrame, lastFrame);
        if (!isCut && (level == 0 || found.Span.EndMs - found.Span.StartMs <= longestMs))
        {
            spans.Add(found.Span);
            return;
        }

        if (level == 0)
        {
            ReadRows(segment, found.FirstFrame, fromMs, toMs, spans);
            return;
        }

        foreach ((uint FirstFrame, TraceSpan Span) part in _store.PartsOf(segment.Stream, level, found.FirstFrame))
        {
            if (part.Span.EndMs >= fromMs && part.Span.StartMs <= toMs)
            {
                AddSpan(segment, level - 1, part, fromMs, toMs, longestMs, spans);
            }
        }
    }

    private void ReadRows(SegmentFrames segment, uint sequence, long fromMs, long toMs, List<TraceSpan> spans)
    {
        StreamFollower follower = new(segment.Stream, sequence) { Recalibrations = _plans?.RecalibrationsOn(segment.Stream) };
        if (!follower.TryPeek(_log, sequence, out RowBlock? block) || block.Within(segment.Segment) != BlockSide.Within
            || !block.HasRows || DateOf(segment.Stream, block) is not { IsKnown: true } date)
        {
            return;
        }

        spans.AddRange(TraceSpan.RowsOf(block, date).Where(row => row.EndMs >= fromMs && row.StartMs <= toMs));
    }

    private BlockDate DateOf(ulong stream, RowBlock block)
    {
        if (!_dates.TryGetValue(stream, out StreamDates? dates))
        {
            _dates.Add(stream, dates = _derived.DatesOfStream(stream));
        }

        return dates.DateOf(block);
    }

    public void Dispose() => _log.Dispose();
}
