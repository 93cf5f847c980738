using System;
using System.Collections.Generic;
using System.Threading;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Store;

namespace EdgeLogger.Exports;

/// <summary>Every row of a cell. The names of the columns are those of the plain record: `edgelogger cycles` reads the file.</summary>
public static class SampleExport
{
    public static IReadOnlyList<ExportColumn> Columns { get; } =
    [
        new("cell", ColumnType.Text), new("utc", ColumnType.Utc), new("time_s", ColumnType.Number), new("voltage_V", ColumnType.Number),
        new("current_A", ColumnType.Number), new("temperature_degC", ColumnType.Number), new("pressure_MPa", ColumnType.Number),
        new("saturated", ColumnType.Flag), new("utc_quality", ColumnType.Text),
    ];

    /// <summary>Writes a stream's rows.</summary>
    /// <returns>Rows written.</returns>
    public static long Write(
        string directory, DerivedStore store, CellKey cell, ExportSpan span, IRowWriter writer, Action<double> progress,
        CancellationToken cancellationToken)
    {
        using CellRowReader reader = CellRowReader.Open(directory, cell.StreamId, store.Dates(cell.StreamId), cancellationToken);
        long rows = 0;
        while (reader.TryRead(out DatedRow row))
        {
            if (!span.Holds(row.UtcMs))
            {
                continue;
            }

            writer.Text(cell.Name);
            writer.Utc(row.UtcMs);
            writer.Number(row.TimeS);
            writer.Number(row.Row.VoltageV);
            writer.Number(row.Row.CurrentA);
            writer.Number(row.Row.TemperatureDegC);
            writer.Number(row.Row.PressureMpa);
            writer.Flag(row.Row.Saturated);
            writer.Text(NameOf(row.Quality));
            writer.EndRow();
            if (++rows % 4096 == 0)
            {
                progress(reader.Share);
            }
        }

        return rows;
    }

    private static string NameOf(DateQuality quality) => quality switch
    {
        DateQuality.Estimated => "estimated",
        DateQuality.Holdover => "holdover",
        DateQuality.Synchronised => "synchronised",
        _ => "",
    };
}
