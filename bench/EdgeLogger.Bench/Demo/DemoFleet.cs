using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.VirtualBench.Boards;
using EdgeLogger.VirtualBench.Cells;

namespace EdgeLogger.Bench.Demo;

/// <summary>
/// Eight fixtures of one imagined experiment: two recipes at three rates, one cell that loses capacity far too fast, and one that
/// leaks charge. Two fixtures measure their current with an INA228. Made up to look alike to a Li-rich Mn cathode in a pressed
/// die; not measured on anything.
/// </summary>
internal static class DemoFleet
{
    // One of each recipe.
    private static readonly int[] OnIna228 = [2, 5];

    // A pressed die of 10 mm; 1C is then the 1.2 mA of the model cell.
    private static readonly CellMetadata Die = new()
    {
        Electrode = ElectrodeKind.CathodeHalfCell,
        ActiveMassMg = 6,
        AreaCm2 = 0.785,
        OneCMilliampPerG = 200,
    };

    /// <summary>The boards' names, in the order of the screen.</summary>
    public static IReadOnlyList<string> Boards { get; } = [.. Enumerable.Range(1, 8).Select(number => $"fixture-{number}")];

    /// <summary>Writes into a gateway's folder what the lab would know of these cells; what is known already stays.</summary>
    public static void Register(string directory, TimeProvider time)
    {
        Directory.CreateDirectory(directory);
        using CellBook book = CellBook.Open(directory, time);
        for (int index = 0; index < Boards.Count; index++)
        {
            string cohort = index is 3 or 4 or 5 ? "bare cathode" : "coated cathode";
            book.SetSlot(new SlotName(Boards[index], 0), known => known == new CellMetadata()
                ? Die with { Cohort = cohort }
                : known,
                new Author("demo", "made up"));
        }
    }

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
        return new VirtualSlotOptions
        {
            Cell = new ModelCell(chemistry, [formation, cycling], seed: (ulong)(index + 1), startS: 30),
            Hardware = OnIna228.Contains(index) ? VirtualSlotOptions.Ina228Hardware() : new SlotHardware(),
        };
    }
}
