using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cycles;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Store;

namespace EdgeLogger.Exports;

/// <summary>Cycles of a cell, the one under way last and marked provisional.</summary>
public static class CycleExport
{
    public static IReadOnlyList<ExportColumn> Columns { get; } =
    [
        new("cell", ColumnType.Text), new("cycle", ColumnType.Whole), new("start_utc", ColumnType.Utc), new("end_utc", ColumnType.Utc),
        new("charge_Ah", ColumnType.Number), new("discharge_Ah", ColumnType.Number), new("charge_Wh", ColumnType.Number),
        new("discharge_Wh", ColumnType.Number), new("coulombic_efficiency_ratio", ColumnType.Number),
        new("energy_efficiency_ratio", ColumnType.Number), new("mean_charge_V", ColumnType.Number), new("mean_discharge_V", ColumnType.Number),
        new("retention_ratio", ColumnType.Number), new("partial", ColumnType.Flag), new("provisional", ColumnType.Flag),
        new("signature", ColumnType.Text), new("flags", ColumnType.Text),
    ];

    /// <summary>Writes a stream's cycles.</summary>
    /// <returns>Cycles written.</returns>
    /// <exception cref="InvalidOperationException">The cell's results are not there to be read; the message says what to do.</exception>
    public static long Write(DerivedStore store, CellKey cell, ExportSpan span, IRowWriter writer)
    {
        CellResults results = CellResults.Load(store, cell);
        StreamDates dates = store.Dates(cell.StreamId);
        Dictionary<int, double?> retention = store.Trends(cell.StreamId).ToDictionary(trend => trend.CycleNumber, trend => trend.Trend.Retention);
        long written = 0;
        foreach (Cycle cycle in results.Cycles)
        {
            HalfCycle[] halves = [.. new[] { cycle.Charge, cycle.Discharge }.OfType<HalfCycle>().OrderBy(half => half.Index)];
            long? endUtcMs = dates.UtcMs(halves[^1].EndS);
            if (!span.Holds(endUtcMs))
            {
                continue;
            }

            writer.Text(cell.Name);
            writer.Whole(cycle.Number);
            writer.Utc(dates.UtcMs(halves[0].StartS));
            writer.Utc(endUtcMs);
            WriteNumbers(writer, cycle, retention.GetValueOrDefault(cycle.Number));
            writer.EndRow();
            written++;
        }

        return written;
    }

    private static void WriteNumbers(IRowWriter writer, Cycle cycle, double? retention)
    {
        writer.Number(cycle.Charge?.Ah);
        writer.Number(cycle.Discharge?.Ah);
        writer.Number(cycle.Charge?.Wh);
        writer.Number(cycle.Discharge?.Wh);
        writer.Number(cycle.CoulombicEfficiency);
        writer.Number(cycle.EnergyEfficiency);
        writer.Number(cycle.Charge?.MeanVoltageV);
        writer.Number(cycle.Discharge?.MeanVoltageV);
        writer.Number(retention);
        writer.Flag(cycle.Partial);
        writer.Flag(cycle.Provisional);
        writer.Text(cycle.Signature);
        writer.Text(cycle.Flags == QualityFlags.None ? "" : cycle.Flags.ToString());
    }
}
