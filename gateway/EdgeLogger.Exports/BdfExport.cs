using System;
using System.Collections.Generic;
using System.Threading;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Store;

namespace EdgeLogger.Exports;

/// <summary>
/// Battery Data Format of the Battery Data Alliance: its preferred labels, one cell a file, charging positive. Its values are instant;
/// a board's row is a mean. Where the current is not the one before, the row is written twice, at the start and at the end of its
/// period, so that straight lines between the rows hold the charge that the means hold.
/// </summary>
public static class BdfExport
{
    // As a share of the larger current: what the cycle engine takes for a step.
    private const double StepShare = 0.05;
    private const double PascalPerMpa = 1e6;

    public static IReadOnlyList<ExportColumn> Columns { get; } =
    [
        new("Test Time / s", ColumnType.Number), new("Voltage / V", ColumnType.Number), new("Current / A", ColumnType.Number),
        new("Unix Time / s", ColumnType.Number), new("Surface Temperature T1 / degC", ColumnType.Number),
        new("Applied Pressure / Pa", ColumnType.Number),
    ];

    /// <summary>Writes a stream's rows.</summary>
    /// <returns>Rows written.</returns>
    public static long Write(
        string directory, DerivedStore store, CellKey cell, ExportSpan span, IRowWriter writer, Action<double> progress,
        CancellationToken cancellationToken)
    {
        using CellRowReader reader = CellRowReader.Open(directory, cell.StreamId, store.Dates(cell.StreamId), cancellationToken);
        long rows = 0;
        double beforeA = double.NaN;
        while (reader.TryRead(out DatedRow row))
        {
            // The format wants a voltage and a current in every row.
            if (!span.Holds(row.UtcMs) || double.IsNaN(row.Row.VoltageV) || double.IsNaN(row.Row.CurrentA))
            {
                continue;
            }

            if (row.StartS < row.TimeS && IsStep(beforeA, row.Row.CurrentA))
            {
                WriteRow(writer, row, row.StartS);
                rows++;
            }

            WriteRow(writer, row, row.TimeS);
            beforeA = row.Row.CurrentA;
            if (++rows % 4096 == 0)
            {
                progress(reader.Share);
            }
        }

        return rows;
    }

    private static bool IsStep(double beforeA, double currentA) =>
        !(Math.Abs(currentA - beforeA) <= StepShare * Math.Max(Math.Abs(beforeA), Math.Abs(currentA)));

    private static void WriteRow(IRowWriter writer, in DatedRow row, double timeS)
    {
        writer.Number(timeS);
        writer.Number(row.Row.VoltageV);
        writer.Number(row.Row.CurrentA);
        writer.Number((row.UtcMs / 1000.0) - (row.TimeS - timeS));
        writer.Number(row.Row.TemperatureDegC);
        writer.Number(row.Row.PressureMpa * PascalPerMpa);
        writer.EndRow();
    }
}
