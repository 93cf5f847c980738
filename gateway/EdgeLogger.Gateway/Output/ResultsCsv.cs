using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Results.Csv;
using EdgeLogger.Results.Quantities;
using EdgeLogger.Results.Rows;

namespace EdgeLogger.Gateway.Output;

/// <summary>
/// Results as CSV, the header first (docs/specs/results.md). Each line names its record, so that the files of several cells can
/// be joined. A quantity that is not known is an empty cell; efficiencies are ratios, not per cent.
/// </summary>
public static class ResultsCsv
{
    /// <summary>Writes one line a cycle to a file, whole or not at all; "-" is standard output.</summary>
    public static void WriteCycles(RecordResults results, string path) => Write(CycleQuantities.All, results.CycleEntries, path);

    /// <summary>Writes one line a half cycle to a file, whole or not at all; "-" is standard output.</summary>
    public static void WriteHalves(RecordResults results, string path) => Write(HalfQuantities.All, results.HalfEntries, path);

    /// <summary>Writes one line a step to a file, whole or not at all; "-" is standard output.</summary>
    public static void WriteSteps(RecordResults results, string path) => Write(StepQuantities.All, results.StepEntries, path);

    private static void Write<T>(IEnumerable<Quantity<T>> quantities, IEnumerable<T> entries, string path) =>
        ResultsFile.Write(path, stream =>
    {
        using CsvRowWriter csv = new(stream);
        QuantityRows<T> rows = new(csv, quantities.Where(quantity => quantity.IsIn(QuantityOrigin.Record)));
        rows.Begin();
        foreach (T entry in entries)
        {
            rows.Write(entry);
        }

        csv.Complete();
    });
}
