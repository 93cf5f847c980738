using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cycles;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Cycles.Trends;
using EdgeLogger.Derivation.Cells;
using EdgeLogger.Derivation.Plans;

namespace EdgeLogger.Derivation.Store;

/// <summary>All results of one cell: the closed ones, and the provisional ones of the half cycle still open.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Halves">Half cycles in order.</param>
/// <param name="Cycles">Cycles in order.</param>
/// <param name="Trends">Trends over the closed cycles.</param>
/// <param name="Rows">Rows that went into them.</param>
/// <param name="Flags">What to know of the record as a whole.</param>
public sealed record CellResults(
    TestKey Cell, IReadOnlyList<HalfCycle> Halves, IReadOnlyList<Cycle> Cycles, CellTrends Trends, long Rows, QualityFlags Flags)
{
    /// <summary>Reads a cell's results and ends its record, on a copy, where it stands, if it has not ended yet.</summary>
    /// <exception cref="InvalidOperationException">The store has no usable checkpoint of this cell.</exception>
    public static CellResults Load(DerivedStore store, TestKey cell)
    {
        List<HalfCycle> halves = [.. store.Halves(cell.Id).Select(stored => stored.Half)];
        List<Cycle> cycles = [.. store.Cycles(cell.Id)];
        if (store.Settings(cell.Id) is not { } settings
            || CellProcessor.Restore(settings.Engine, store.Checkpoint(cell.Id)) is not { } processor)
        {
            throw new InvalidOperationException(
                $"Cell {cell.Name} has no usable checkpoint; start the gateway to derive it again.");
        }

        CycleEngine engine = processor.Engine;
        if (!store.IsClosed(cell.Id))
        {
            engine.Finish();
        }

        while (engine.TryTakeHalf(out HalfCycle? half))
        {
            halves.Add(half);
        }

        while (engine.TryTakeCycle(out Cycle? cycle))
        {
            cycles.Add(cycle);
        }

        return new CellResults(cell, halves, cycles, store.TrendsNow(cell.Id)!, engine.Rows, engine.Flags);
    }
}
