using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Traces;
using EdgeLogger.Web.Components.Charts;

namespace EdgeLogger.Web.Components.Cell;

/// <summary>A window of a cell's record, gathered to the pixels it is drawn on and laid out. Never changes.</summary>
public sealed class TraceDrawing
{
    // Frames that follow each other touch but for rounding; what lies farther apart was not measured.
    private const long TouchingMs = 100;

    private const long SilentMs = 60_000;

    // So few that each is shown by a dot of its own.
    private const int RowsAsDots = 160;

    private readonly IReadOnlyList<TraceSpan> _spans;

    private TraceDrawing(TraceWindow window, TraceWindow record, IReadOnlyList<TraceSpan> spans, int width)
    {
        Window = window;
        Record = record;
        _spans = spans;
        Rows = spans.Sum(span => span.Rows);
        IsRaw = spans.Count > 0 && spans.All(span => span.Rows == 1);
        X = TimeTicks.Scale(window.FromMs, window.ToMs, Math.Max(3, width / 110));
        Bands = [.. Gaps(), .. Untrusted()];
        Charts = [.. TraceQuantity.All.Select(Lay)];
    }

    /// <summary>The time drawn.</summary>
    public TraceWindow Window { get; }

    /// <summary>From when to when there is a record.</summary>
    public TraceWindow Record { get; }

    /// <summary>Rows that went into it.</summary>
    public long Rows { get; }

    /// <summary>Each row is drawn as it was measured.</summary>
    public bool IsRaw { get; }

    /// <summary>The axis of time.</summary>
    public ChartScale X { get; }

    /// <summary>Pauses, and times that are not trusted.</summary>
    public IReadOnlyList<ChartBand> Bands { get; }

    /// <summary>One chart for each quantity.</summary>
    public IReadOnlyList<TraceChart> Charts { get; }

    /// <summary>Reads and lays out.</summary>
    /// <param name="reader">Reads the record.</param>
    /// <param name="segments">The segments that are the cell's record.</param>
    /// <param name="query">What is asked for.</param>
    /// <param name="width">Pixels of the charts.</param>
    /// <returns>The drawing; null if there is no record.</returns>
    public static TraceDrawing? Read(TraceReader reader, IReadOnlyList<SegmentFrames> segments, CellQuery query, int width)
    {
        if (reader.Covered(segments) is not { } covered)
        {
            return null;
        }

        TraceWindow record = new(covered.StartMs, covered.EndMs);
        TraceWindow window = TraceWindow.Of(query, record);
        return new TraceDrawing(window, record, reader.Read(segments, window.FromMs, window.ToMs, width), width);
    }

    /// <summary>What is drawn at a time; null where nothing was measured.</summary>
    public TraceSpan? At(long utcMs)
    {
        int low = 0;
        int high = _spans.Count - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _spans[middle].EndMs < utcMs ? (middle + 1, high) : (low, middle);
        }

        return _spans.Count > 0 && _spans[low].StartMs - TouchingMs <= utcMs && utcMs <= _spans[low].EndMs ? _spans[low] : null;
    }

    private TraceChart Lay(TraceQuantity quantity)
    {
        ChartScale y = ChartScale.Around(Values(quantity), 4);
        ChartPath line = new(X, y);
        ChartPath dots = new(X, y);
        long knownMs = 0;
        long spanMs = 0;
        double last = double.NaN;
        bool showsRows = IsRaw && _spans.Count <= RowsAsDots;
        foreach (TraceSpan span in _spans)
        {
            Extent extent = quantity.Of(span);
            bool pauses = span.StartMs - spanMs > TouchingMs;
            spanMs = span.EndMs;
            if (!extent.IsKnown)
            {
                continue;
            }

            // A slow sensor has no value in most rows; one that has failed has none for long.
            if (pauses || span.StartMs - knownMs > SilentMs)
            {
                line.Lift();
            }

            double atMs = span.Rows == 1 ? span.EndMs : span.StartMs + ((span.EndMs - span.StartMs) / 2.0);
            (double one, double other) =
                Math.Abs(last - extent.Min * quantity.Factor) <= Math.Abs(last - extent.Max * quantity.Factor)
                ? (extent.Min, extent.Max) : (extent.Max, extent.Min);
            line.To(atMs, quantity.Factor * one);
            if (one != other)
            {
                line.To(atMs, quantity.Factor * other);
            }

            if (showsRows)
            {
                dots.Dot(atMs, quantity.Factor * one);
            }

            knownMs = span.EndMs;
            last = quantity.Factor * other;
        }

        return new TraceChart(quantity, y, [
            new ChartSeries("", quantity.Colour, line.ToString(), SeriesKind.Line),
            new ChartSeries("", quantity.Colour, dots.ToString(), SeriesKind.Dots)], Summary(quantity));
    }

    private IEnumerable<double> Values(TraceQuantity quantity) =>
        _spans.Select(quantity.Of).Where(extent => extent.IsKnown)
        .SelectMany(extent => (double[])[quantity.Factor * extent.Min, quantity.Factor * extent.Max]);

    private TraceSummary? Summary(TraceQuantity quantity)
    {
        Extent[] known = [.. _spans.Select(quantity.Of).Where(extent => extent.IsKnown)];
        return known.Length == 0
            ? null
            : new TraceSummary(known.Min(extent => extent.Min), known.Max(extent => extent.Max), known[^1].Max);
    }

    private IEnumerable<ChartBand> Gaps()
    {
        for (int i = 1; i < _spans.Count; i++)
        {
            if (_spans[i].StartMs - _spans[i - 1].EndMs > TouchingMs)
            {
                yield return Band(_spans[i - 1].EndMs, _spans[i].StartMs, BandKind.Gap,
                    "Nothing was measured, or it has not come");
            }
        }
    }

    private IEnumerable<ChartBand> Untrusted()
    {
        for (int i = 0; i < _spans.Count; i++)
        {
            if (_spans[i].IsUntrusted)
            {
                int first = i;
                while (i + 1 < _spans.Count && _spans[i + 1].IsUntrusted)
                {
                    i++;
                }

                yield return Band(_spans[first].StartMs, _spans[i].EndMs, BandKind.Untrusted,
                    "The board did not know UTC; the time is estimated from when the data arrived");
            }
        }
    }

    private ChartBand Band(long fromMs, long toMs, BandKind kind, string words) =>
        new(Math.Clamp(X.Share(fromMs), 0, 1), Math.Clamp(X.Share(toMs), 0, 1), kind,
            $"{words}: {UtcText.Between(fromMs, toMs)}");
}
