using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Plans;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Store;

namespace EdgeLogger.Gateway.Output;

/// <summary>What a change of the book would make of results: tests, and their cycles that lie after the change.</summary>
internal static class PlanPreview
{
    /// <summary>Prints the tests that would be derived again.</summary>
    /// <param name="plans">Their plans, before and after.</param>
    /// <param name="directory">The data directory, for the cycles that there are.</param>
    /// <param name="asJson">As JSON.</param>
    public static void Print(IReadOnlyList<PlanDifference> plans, string directory, bool asJson)
    {
        PlanEffect[] effects = [.. Effects(plans, directory)];
        Console.WriteLine(asJson ? CellJson.Of(effects)
            : effects.Length == 0 ? "No test would change."
            : string.Join(Environment.NewLine, effects.Select(Line)));
    }

    private static IEnumerable<PlanEffect> Effects(IReadOnlyList<PlanDifference> plans, string directory)
    {
        string copy = Directory.CreateTempSubdirectory("edgelogger-preview-").FullName;
        try
        {
            using DerivedStore? store = DerivedStore.OpenCopy(Path.GetFullPath(directory), copy);
            return [.. plans.Select(plan =>
            {
                long? fromUtcMs = FirstChange(plan);
                return new PlanEffect(plan.Before, plan.After, fromUtcMs,
                    store is null || plan.Before is null ? null : CyclesAfter(store, plan.After.Id, fromUtcMs));
            })];
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
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
    private static int[] CyclesAfter(DerivedStore store, ulong test, long? fromUtcMs)
    {
        HashSet<long> after = [.. store.Halves(test)
            .Where(half => fromUtcMs is null || half.EndUtcMs is null || half.EndUtcMs > fromUtcMs)
            .Select(half => half.Half.FirstRow)];
        return [.. store.Cycles(test).Where(cycle => new[] { cycle.Charge, cycle.Discharge }.OfType<HalfCycle>()
            .Any(half => after.Contains(half.FirstRow))).Select(cycle => cycle.Number)];
    }

    private static string Line(PlanEffect effect)
    {
        string what = effect.Before is null ? "would be started" : "would be derived again";
        string since = effect.FromUtcMs is { } utcMs ? $" after {CellText.Time(utcMs)}" : "";
        string cycles = effect.Cycles switch
        {
            null => "",
            [] => $"; no closed cycle lies{since}",
            [int one] => string.Create(CultureInfo.InvariantCulture, $"; cycle {one} lies{since}"),
            [int first, .., int last] => string.Create(CultureInfo.InvariantCulture, $"; cycles {first} to {last} lie{since}"),
        };
        return $"{effect.After.Label}: {what}{(effect.FromUtcMs is null ? cycles.Replace(" lie", " differ") : cycles)}";
    }
}

/// <summary>What a change would make of a test.</summary>
/// <param name="Before">The plan now; null if the change makes the test.</param>
/// <param name="After">The plan after the change.</param>
/// <param name="FromUtcMs">The earliest edge that would change, Unix ms; null: none, what is known of the cell changes.</param>
/// <param name="Cycles">Numbers of the closed cycles that lie after it; null if there are no results yet.</param>
internal sealed record PlanEffect(BookedTest? Before, BookedTest After, long? FromUtcMs, IReadOnlyList<int>? Cycles);
