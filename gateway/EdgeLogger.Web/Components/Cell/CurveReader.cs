using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Traces;

namespace EdgeLogger.Web.Components.Cell;

/// <summary>
/// Reads the curves of half cycles from the log: by their time where that is known, else, and for cyclers' records, row by row
/// from the record's begin. What has been read is kept. One view's own; not thread-safe.
/// </summary>
internal sealed class CurveReader(GatewayView view)
{
    private const int RowsAtATime = 50_000;

    private readonly Dictionary<(ulong Test, HalfCycle Half), HalfCurve?> _read = [];

    /// <summary>The curves of a cell's cycles, charge and discharge of each; those that cannot be read are left out.</summary>
    /// <param name="test">The test.</param>
    /// <param name="cycles">The cycles.</param>
    public IReadOnlyList<(int Cycle, IReadOnlyList<HalfCurve> Curves)> Read(ulong test, IReadOnlyList<int> cycles)
    {
        if (cycles.Count == 0)
        {
            return [];
        }

        Cycle[] wanted = [.. view.Derivation.Store.Cycles(test, cycles.Min()).Where(cycle => cycles.Contains(cycle.Number))];
        HalfCycle[] halves = [.. wanted.SelectMany(Halves)];
        ReadMissing(test, [.. halves.Where(half => !_read.ContainsKey((test, half)))]);
        return [.. wanted.Select(cycle => (cycle.Number,
            (IReadOnlyList<HalfCurve>)[.. Halves(cycle).Select(half => _read[(test, half)]).OfType<HalfCurve>()]))];
    }

    private static IEnumerable<HalfCycle> Halves(Cycle cycle) => new[] { cycle.Charge, cycle.Discharge }.OfType<HalfCycle>();

    private void ReadMissing(ulong test, IReadOnlyList<HalfCycle> halves)
    {
        if (halves.Count == 0)
        {
            return;
        }

        Dictionary<int, StoredHalf> stored = view.Derivation.Store.Halves(test, halves.Min(half => half.Index))
            .ToDictionary(one => one.Half.Index);
        using TestRowReader rows = TestRowReader.Open(view.DataDirectory, view.Derivation.Store, test);
        bool isRead = rows.TryRead(out DatedRow first);
        bool isDated = halves.All(half => stored.GetValueOrDefault(half.Index) is { StartUtcMs: not null, EndUtcMs: not null });
        // Segments follow each other in the plan's order, whatever their times are.
        IReadOnlyList<SegmentFrames> segments = view.Derivation.Store.FramesOf(test);
        if (isRead && (rows.HoldsReadings || !isDated || segments.Count > 1))
        {
            ReadInOrder(test, halves, rows, first);
            return;
        }

        using TraceReader traces = view.OpenTraces();
        foreach (HalfCycle half in halves)
        {
            _read[(test, half)] = isDated ? ReadByTime(traces, segments, half, stored[half.Index]) : null;
        }
    }

    private static HalfCurve? ReadByTime(
        TraceReader traces, IReadOnlyList<SegmentFrames> segments, HalfCycle half, StoredHalf stored)
    {
        double Seconds(long utcMs) => (utcMs - stored.StartUtcMs!.Value) / 1000.0;
        HalfCurveBuilder builder = new(half, 0, Seconds(stored.EndUtcMs!.Value), holdsReadings: false);
        long? from = stored.StartUtcMs;
        long readMs = long.MinValue;
        while (from is { } fromMs)
        {
            foreach (TraceSpan row in traces.ReadRows(segments, fromMs, stored.EndUtcMs.Value, RowsAtATime, out from))
            {
                // Where reading goes on, a row may come again.
                if (row.EndMs > readMs && builder.Holds(Seconds(row.EndMs)))
                {
                    builder.Add(Seconds(row.StartMs), Seconds(row.EndMs), row.VoltageV.Min, row.CurrentA.Min);
                    readMs = row.EndMs;
                }
            }
        }

        return builder.Build();
    }

    private void ReadInOrder(ulong test, IReadOnlyList<HalfCycle> halves, TestRowReader rows, DatedRow first)
    {
        bool holdsReadings = rows.HoldsReadings;
        (HalfCycle Half, HalfCurveBuilder Builder)[] builders =
            [.. halves.Select(half => (half, new HalfCurveBuilder(half, half.StartS, half.EndS, holdsReadings)))];
        double endS = halves.Max(half => half.EndS);
        DatedRow row = first;
        do
        {
            foreach ((HalfCycle _, HalfCurveBuilder builder) in builders.Where(one => one.Builder.Holds(row.TimeS)))
            {
                builder.Add(row.StartS, row.TimeS, row.Row.VoltageV, row.Row.CurrentA);
            }
        }
        while (rows.TryRead(out row) && row.TimeS <= endS);
        foreach ((HalfCycle half, HalfCurveBuilder builder) in builders)
        {
            _read[(test, half)] = builder.Build();
        }
    }
}
