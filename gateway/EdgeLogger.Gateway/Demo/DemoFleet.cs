using System.Collections.Generic;
using System.Linq;
using EdgeLogger.VirtualBench.Boards;
using EdgeLogger.VirtualBench.Cells;

namespace EdgeLogger.Gateway.Demo;

/// <summary>
/// Eight fixtures of one imagined experiment: two recipes at three rates, one cell that loses capacity far too fast, and one that leaks
/// charge. Made up to look alike to a Li-rich Mn cathode in a pressed die; not measured on anything.
/// </summary>
internal static class DemoFleet
{
    /// <summary>The boards' names, in the order of the screen.</summary>
    public static IReadOnlyList<string> Boards { get; } = [.. Enumerable.Range(1, 8).Select(number => $"fixture-{number}")];

    /// <summary>What stands on a fixture.</summary>
    /// <param name="index">0 to 7.</param>
    public static VirtualSlotOptions Slot(int index)
    {
        CellChemistry coated = new() { Spread = 0.01, DailySwingK = 1 };
        CellChemistry bare = coated with
        {
            OhmicOhm = 80,
            PolarisationOhm = 75,
            CoulombicEfficiency = 0.996,
            FadePerCycle = 1.5e-3,
            VoltageDecayPerCycle = 1.3e-3,
        };
        (CellChemistry chemistry, double cRate) = index switch
        {
            0 => (coated, 1.0),
            1 => (coated, 1.0),
            2 => (coated, 0.5),
            3 => (bare, 1.0),
            4 => (bare, 1.0),
            5 => (bare, 0.5),
            6 => (coated with { FadePerCycle = 50e-3, ResistanceGrowthPerCycle = 30e-3 }, 1.0),
            _ => (coated with { CoulombicEfficiency = 0.96 }, 1.0),
        };
        CyclerPhase formation = CyclerPhase.ChargeFirst(1, cRate, restS: 300);
        CyclerPhase cycling = CyclerPhase.ChargeFirst(100_000, cRate, restS: 300);
        return new VirtualSlotOptions { Cell = new ModelCell(chemistry, [formation, cycling], seed: (ulong)(index + 1), startS: 30) };
    }
}
