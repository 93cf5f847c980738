using System.Collections.Generic;
using System.Linq;
using EdgeLogger.AlertBench.Rules;
using EdgeLogger.AlertBench.Simulation;
using EdgeLogger.Alerts.Detection;

namespace EdgeLogger.AlertBench;

/// <summary>One simulated cell under all rules, and which alerts they raised, and when.</summary>
/// <param name="Recipe">What it is made of.</param>
/// <param name="Fault">What was wrong with it.</param>
/// <param name="Onset">Cycle in which that began.</param>
/// <param name="Cycles">How long it was watched, cycles.</param>
/// <param name="Raised">What was raised, in order.</param>
/// <param name="LabFound">Cycle in which each of <see cref="LabRule.All"/> first raised an alert after the onset; null is
/// never.</param>
/// <param name="LabFalse">How often each raised one before the onset.</param>
/// <param name="Capacities">Its capacities at the rate of the long test, Ah.</param>
public sealed record CellRun(
    string Recipe, CellFault Fault, int Onset, int Cycles, IReadOnlyList<Verdict> Raised, IReadOnlyList<int?> LabFound,
    IReadOnlyList<int> LabFalse, IReadOnlyList<(int Number, double Ah)> Capacities)
{
    /// <summary>Alarms before anything was wrong.</summary>
    public IEnumerable<Verdict> FalseAlarms => Raised.Where(verdict => verdict.Cycle < Onset);

    /// <summary>The first alarm after the onset.</summary>
    public Verdict? Found => Raised.FirstOrDefault(verdict => verdict.Cycle >= Onset);

    /// <summary>Cycles during which any alarm was false.</summary>
    public int SoundCycles => int.Min(Onset, Cycles);

    /// <summary>Runs a cell without siblings. A healthy one has its onset beyond its end.</summary>
    public static CellRun Of(SimulatedRecipe recipe, CellFault fault, int onset, int cycles, ulong seed) =>
        CohortRun.Of(recipe, [fault], onset, cycles, seed)[0];
}
