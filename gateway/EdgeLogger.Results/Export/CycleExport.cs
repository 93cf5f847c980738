using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Results.Quantities;
using EdgeLogger.Results.Rows;

namespace EdgeLogger.Results.Export;

/// <summary>Cycles of a cell, the one under way last and marked provisional.</summary>
public static class CycleExport
{
    /// <summary>The columns.</summary>
    public static IReadOnlyList<Quantity<CycleEntry>> Columns { get; } =
        [.. CycleQuantities.All.Where(quantity => quantity.IsIn(QuantityOrigin.Gateway))];

    /// <summary>Writes a stream's cycles.</summary>
    /// <returns>Cycles written.</returns>
    /// <exception cref="InvalidOperationException">The cell's results are not there to be read; the message says what to
    /// do.</exception>
    public static long Write(DerivedStore store, TestKey cell, CellMetadata metadata, ExportSpan span,
        QuantityRows<CycleEntry> rows)
    {
        CellResults results = CellResults.Load(store, cell);
        TestDates dates = store.DatesOf(cell.Id);
        Dictionary<int, double?> retention = store.Trends(cell.Id)
            .ToDictionary(trend => trend.CycleNumber, trend => trend.Trend.Retention);
        long written = 0;
        foreach (Cycle cycle in results.Cycles)
        {
            HalfCycle[] halves = [.. new[] { cycle.Charge, cycle.Discharge }.OfType<HalfCycle>().OrderBy(half => half.Index)];
            long? endUtcMs = dates.UtcMs(halves[^1].EndS);
            if (span.Holds(endUtcMs))
            {
                rows.Write(new CycleEntry(cell.Name, cycle, metadata)
                {
                    Reference = results.Trends.Reference,
                    Retention = retention.GetValueOrDefault(cycle.Number),
                    StartUtcMs = dates.UtcMs(halves[0].StartS),
                    EndUtcMs = endUtcMs,
                });
                written++;
            }
        }

        return written;
    }
}
