using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.AlertBench.Rules;
using EdgeLogger.AlertBench.Simulation;
using EdgeLogger.Cycles;

namespace EdgeLogger.AlertBench;

/// <summary>One simulated cell under all rules, and when they rang.</summary>
/// <param name="Fault">What was wrong with it.</param>
/// <param name="Onset">Cycle in which that began.</param>
/// <param name="Cycles">How long it was watched, cycles.</param>
/// <param name="Rung">What rang, in order.</param>
/// <param name="LabRung">Cycle in which each of <see cref="LabRule.All"/> first rang after the onset; null is never.</param>
/// <param name="LabFalse">How often each rang before the onset.</param>
public sealed record CellRun(
    CellFault Fault, int Onset, int Cycles, IReadOnlyList<Verdict> Rung, IReadOnlyList<int?> LabRung, IReadOnlyList<int> LabFalse)
{
    /// <summary>Alarms before anything was wrong.</summary>
    public IEnumerable<Verdict> FalseAlarms => Rung.Where(verdict => verdict.Cycle < Onset);

    /// <summary>The first alarm after the onset.</summary>
    public Verdict? Found => Rung.FirstOrDefault(verdict => verdict.Cycle >= Onset);

    /// <summary>Runs a cell. A healthy one has its onset beyond its end.</summary>
    public static CellRun Of(SimulatedRecipe recipe, CellFault fault, int onset, int cycles, ulong seed)
    {
        CellSimulator cell = new(recipe, fault, onset, seed);
        CellRules rules = new($"cell-{seed}");
        LabRule[] lab = LabRule.All();
        var first = new int?[lab.Length];
        var early = new int[lab.Length];
        foreach (Cycle cycle in cell.Run(cycles))
        {
            rules.Take(cycle);
            for (int i = 0; i < lab.Length; i++)
            {
                bool rings = lab[i].Take(cycle);
                early[i] += rings && cycle.Number < onset ? 1 : 0;
                first[i] ??= rings && cycle.Number >= onset ? cycle.Number : null;
            }
        }

        return new CellRun(fault, onset, cycles, rules.Rung, first, early);
    }
}
