using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Cells.Plans;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Schemas;
using EdgeLogger.Derivation.Store;

namespace EdgeLogger.Derivation.Previews;

/// <summary>What a change of the book would make of a test's results.</summary>
/// <param name="Before">The plan now; null if the change makes the test.</param>
/// <param name="After">The plan after the change.</param>
/// <param name="FromUtcMs">
/// The earliest edge that would change, or the first row by a calibration that does, Unix ms; null: what is known of the cell
/// changes, or that row has no date.
/// </param>
/// <param name="Cycles">Numbers of the closed cycles that lie after it; null if there are no results yet.</param>
public sealed record PlanEffect(BookedTest? Before, BookedTest After, long? FromUtcMs, IReadOnlyList<int>? Cycles)
{
    /// <summary>
    /// Whether results may be others after it. Not if only a calibration changes that no row of the test was measured by.
    /// </summary>
    public bool ChangesResults { get; private init; } = true;

    /// <summary>Rows that a calibration would change have been dropped from the log.</summary>
    public bool IsDropped { get; private init; }

    /// <summary>The effect of a plan that becomes another one.</summary>
    /// <param name="plan">The plan, before and after.</param>
    /// <param name="results">The results that there are; null: none.</param>
    public static PlanEffect Of(PlanDifference plan, DerivedStore? results)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Before is { } before && results?.Reach(before.Id) is { } reach && before.Metadata == plan.After.Metadata
            && before.Segments.SequenceEqual(plan.After.Segments))
        {
            return OfCalibrations(plan, reach, results);
        }

        long? fromUtcMs = FirstChange(plan);
        return new PlanEffect(plan.Before, plan.After, fromUtcMs,
            results is null || plan.Before is null ? null : CyclesAfter(results, plan.After.Id, fromUtcMs));
    }

    /// <summary>The effect as a sentence without its stop; times are UTC.</summary>
    public string InWords()
    {
        string what = Before is null ? "would be started" : "would be derived again";
        string since = FromUtcMs is { } utcMs ? $" after {Moment.Text(utcMs)}" : "";
        string cycles = Cycles switch
        {
            null => "",
            [] => $"; no closed cycle lies{since}",
            [int one] => string.Create(CultureInfo.InvariantCulture, $"; cycle {one} lies{since}"),
            [int first, .., int last] => string.Create(CultureInfo.InvariantCulture, $"; cycles {first} to {last} lie{since}"),
        };
        return $"{After.Label}: {what}{(FromUtcMs is null ? cycles.Replace(" lie", " differ") : cycles)}";
    }

    private static PlanEffect OfCalibrations(PlanDifference plan, TestReach reach, DerivedStore results)
    {
        Recalibrations? now = Recalibrations.Of(plan.After.Recalibrations);
        double[] fromS = [.. reach.Reached.SelectMany(segment => segment.Changed(now)).Select(used => used.FromS)];
        if (fromS.Length == 0)
        {
            return new PlanEffect(plan.Before, plan.After, null, []) { ChangesResults = false };
        }

        HashSet<int> after =
            [.. results.Halves(plan.After.Id).Where(half => half.Half.EndS > fromS.Min()).Select(half => half.Half.Index)];
        return new PlanEffect(plan.Before, plan.After, results.DatesOf(plan.After.Id).UtcMs(fromS.Min()),
            CyclesOf(results, plan.After.Id, half => after.Contains(half.Index)))
        {
            IsDropped = results.BaseReach(plan.After.Id)?.Reached.Any(segment => !segment.HoldsFor(now)) == true,
        };
    }

    // An edge that is there before or after, and not both; where all are, the metadata has changed, and all of the test.
    private static long? FirstChange(PlanDifference plan)
    {
        HashSet<(SlotName?, ulong?, EdgeSide, long)> edges = [.. EdgesOf(plan.Before?.Segments ?? [])];
        edges.SymmetricExceptWith(EdgesOf(plan.After.Segments));
        return edges.Count == 0 ? null : edges.Min(edge => edge.Item4);
    }

    private static IEnumerable<(SlotName?, ulong?, EdgeSide, long)> EdgesOf(IEnumerable<Segment> segments) =>
        from segment in segments
        from side in (EdgeSide[])[EdgeSide.From, EdgeSide.To]
        let edge = segment.EdgeAt(side)
        where edge is not null
        select (segment.Slot, segment.Stream, side, edge.UtcMs);

    // A half whose end has no date may lie after it.
    private static int[] CyclesAfter(DerivedStore results, ulong test, long? fromUtcMs)
    {
        HashSet<long> after = [.. results.Halves(test)
            .Where(half => fromUtcMs is null || half.EndUtcMs is null || half.EndUtcMs > fromUtcMs)
            .Select(half => half.Half.FirstRow)];
        return CyclesOf(results, test, half => after.Contains(half.FirstRow));
    }

    private static int[] CyclesOf(DerivedStore results, ulong test, Func<HalfCycle, bool> isAfter) =>
        [.. results.Cycles(test).Where(cycle => new[] { cycle.Charge, cycle.Discharge }.OfType<HalfCycle>().Any(isAfter))
            .Select(cycle => cycle.Number)];
}
