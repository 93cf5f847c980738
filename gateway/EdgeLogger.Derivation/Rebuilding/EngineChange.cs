using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Plans;

namespace EdgeLogger.Derivation.Rebuilding;

/// <summary>What becomes of a test's cycles when another version of the engine derives it.</summary>
/// <param name="Test">The test.</param>
/// <param name="CyclesBefore">Cycles that are stored.</param>
/// <param name="CyclesAfter">Cycles that this program finds.</param>
/// <param name="Changed">Cycles with other results, those that only one of the two finds included.</param>
/// <param name="FirstChanged">The first of them; null if there is none.</param>
/// <param name="CapacityShare">By how much a discharge capacity changes at most, as a share of what is stored.</param>
/// <param name="MeanVoltageV">By how much a mean discharge voltage changes at most, V.</param>
public sealed record EngineChange(
    TestKey Test, int CyclesBefore, int CyclesAfter, int Changed, int? FirstChanged, double CapacityShare, double MeanVoltageV)
{
    /// <summary>Compares a test's cycles.</summary>
    /// <param name="test">The test.</param>
    /// <param name="before">As they are stored.</param>
    /// <param name="after">As this program finds them.</param>
    internal static EngineChange Of(TestKey test, IReadOnlyList<Cycle> before, IReadOnlyList<Cycle> after)
    {
        Dictionary<int, Cycle> again = after.ToDictionary(cycle => cycle.Number);
        (Cycle Stored, Cycle? Again)[] pairs = [.. before.Select(cycle => (cycle, again.GetValueOrDefault(cycle.Number)))];
        int[] changed =
        [
            .. pairs.Where(pair => pair.Stored != pair.Again).Select(pair => pair.Stored.Number)
                .Concat(again.Keys.Except(before.Select(cycle => cycle.Number))).Order(),
        ];
        (HalfCycle Stored, HalfCycle Again)[] discharges =
        [
            .. pairs.Where(pair => pair is { Stored.Discharge: not null, Again.Discharge: not null })
                .Select(pair => (pair.Stored.Discharge!, pair.Again!.Discharge!)),
        ];
        return new EngineChange(test, before.Count, after.Count, changed.Length, changed.Length > 0 ? changed[0] : null,
            discharges.Select(pair => Math.Abs((pair.Again.Ah / pair.Stored.Ah) - 1)).DefaultIfEmpty().Max(),
            discharges.Select(pair => Math.Abs(pair.Again.MeanVoltageV - pair.Stored.MeanVoltageV)).DefaultIfEmpty().Max());
    }
}
