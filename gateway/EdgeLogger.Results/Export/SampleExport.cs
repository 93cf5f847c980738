using System;
using System.Threading;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Results.Quantities;
using EdgeLogger.Results.Rows;

namespace EdgeLogger.Results.Export;

/// <summary>Every row of a cell. `edgelogger cycles` reads the file.</summary>
public static class SampleExport
{
    /// <summary>Writes a stream's rows.</summary>
    /// <returns>Rows written.</returns>
    public static long Write(
        string directory, DerivedStore store, TestKey cell, ExportSpan span, QuantityRows<SampleEntry> to,
        Action<double> progress,
        CancellationToken cancellationToken)
    {
        using TestRowReader reader = TestRowReader.Open(directory, store, cell.Id, cancellationToken);
        long rows = 0;
        while (reader.TryRead(out DatedRow row))
        {
            if (!span.Holds(row.UtcMs))
            {
                continue;
            }

            to.Write(new SampleEntry(cell.Name, row.Row, row.TimeS, row.UtcMs, row.Quality));
            if (++rows % 4096 == 0)
            {
                progress(reader.Share);
            }
        }

        return rows;
    }
}
