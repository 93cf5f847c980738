using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Results.Quantities;
using EdgeLogger.Results.Rows;

namespace EdgeLogger.Results.Bdf;

/// <summary>
/// Battery Data Format of the Battery Data Alliance: its preferred labels, one cell a file, charging positive. Its values are
/// instant; a board's row is a mean. Where the current is not the one before, the row is written twice, at the start and at the
/// end of its period, so that straight lines between the rows hold the charge that the means hold.
/// </summary>
public static class BdfExport
{
    // As a share of the larger current: what the cycle engine takes for a step.
    private const double StepShare = 0.05;
    private const double PascalPerMpa = 1e6;

    // The format's own labels of the quantities of samples, and what makes their values ones in its unit.
    private static readonly (string Label, Quantity<SampleEntry> Quantity, double Factor)[] Labels =
    [
        ("Test Time / s", SampleQuantities.Time, 1), ("Voltage / V", SampleQuantities.Voltage, 1),
        ("Current / A", SampleQuantities.Current, 1),
        ("Unix Time / s", SampleQuantities.Utc, 1e-3), ("Surface Temperature T1 / degC", SampleQuantities.Temperature, 1),
        ("Applied Pressure / Pa", SampleQuantities.Pressure, PascalPerMpa),
    ];

    /// <summary>The format's columns.</summary>
    public static IReadOnlyList<ExportColumn> Columns
    { get; } = [.. Labels.Select(label => new ExportColumn(label.Label, QuantityType.Number))];

    /// <summary>Writes a stream's rows.</summary>
    /// <returns>Rows written.</returns>
    public static long Write(
        string directory, DerivedStore store, TestKey cell, ExportSpan span, IRowWriter writer, Action<double> progress,
        CancellationToken cancellationToken)
    {
        using TestRowReader reader = TestRowReader.Open(directory, store, cell.Id, cancellationToken);
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
        SampleEntry entry = new("", row.Row, timeS, row.UtcMs, row.Quality);
        foreach ((_, Quantity<SampleEntry> quantity, double factor) in Labels)
        {
            // A row's date is that of its end.
            double earlierS = quantity == SampleQuantities.Utc ? row.TimeS - timeS : 0;
            writer.Number((quantity.Number(entry) * factor) - earlierS);
        }

        writer.EndRow();
    }
}
