using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Files;
using EdgeLogger.Results.Csv;
using EdgeLogger.Results.Parquet;
using EdgeLogger.Results.Rows;

namespace EdgeLogger.Results.Export;

/// <summary>A file of an export: whole under its name, or not there.</summary>
public static class ExportFile
{
    /// <summary>The files that an export writes under a name.</summary>
    public static IReadOnlyList<string> Paths(string path, ExportFormat format) =>
        format == ExportFormat.Parquet ? [path] : [path, ExportProvenance.FileBeside(path)];

    /// <summary>Writes one, and what made its results: Parquet has that within, the others in a file beside it.</summary>
    /// <inheritdoc cref="Write"/>
    public static long WriteWithProvenance(
        CellExport export, IReadOnlyList<TestKey> cells, ExportContent content, ExportFormat format, ExportSpan span, string path,
        Action<double> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(export);
        if (format == ExportFormat.Parquet)
        {
            return Write(export, cells, content, format, span, path, progress, cancellationToken);
        }

        string beside = ExportProvenance.FileBeside(path);
        ExportProvenance provenance = export.ProvenanceOf(cells);
        // What stands beside an older file would be wrong beside this one. Killed between the two, this one has none.
        long rows = Write(export, cells, content, format, span, path, progress, cancellationToken, () => File.Delete(beside));
        AtomicFile.Write(beside, unfinished => File.WriteAllText(unfinished, provenance.ToText() + "\n"));
        return rows;
    }

    /// <summary>Writes one.</summary>
    /// <param name="export">What to export from.</param>
    /// <param name="cells">The cells, one after another; Battery Data Format holds the first of them.</param>
    /// <param name="content">What of them; Battery Data Format holds samples.</param>
    /// <param name="format">How.</param>
    /// <param name="span">From when to when.</param>
    /// <param name="path">The file; one of that name is replaced at the end.</param>
    /// <param name="progress">Receives the share that is done, 0 to 1.</param>
    /// <param name="cancellationToken">Breaks it off; nothing is left then.</param>
    /// <param name="beforeItIsThere">Called when the file is whole, before it gets its name.</param>
    /// <returns>Rows written.</returns>
    public static long Write(
        CellExport export, IReadOnlyList<TestKey> cells, ExportContent content, ExportFormat format, ExportSpan span, string path,
        Action<double> progress, CancellationToken cancellationToken, Action? beforeItIsThere = null)
    {
        ArgumentNullException.ThrowIfNull(export);
        long rows = 0;
        AtomicFile.Write(path, unfinished =>
        {
            using FileStream? file = format == ExportFormat.Parquet ? null : File.Create(unfinished);
            using IRowWriter writer = file is null
                ? new ParquetRowWriter(unfinished, export.ProvenanceOf(cells).ToText())
                : new CsvRowWriter(file);
            rows = format == ExportFormat.Bdf
                ? export.WriteBdf(cells[0], span, writer, progress, cancellationToken)
                : export.Write(cells, content, span, writer, progress, cancellationToken);
            beforeItIsThere?.Invoke();
        });
        return rows;
    }

    /// <summary>What stands behind the last dots of a file's name.</summary>
    public static string Ending(ExportContent content, ExportFormat format) => format switch
    {
        ExportFormat.Bdf => "bdf.csv",
        ExportFormat.Parquet => $"{content.ToString().ToLowerInvariant()}.parquet",
        _ => $"{content.ToString().ToLowerInvariant()}.csv",
    };
}

/// <summary>What of a cell is exported.</summary>
public enum ExportContent
{
    /// <summary>Every row of the log.</summary>
    Samples,

    /// <summary>Steps of the protocol, as the rows show them.</summary>
    Steps,

    /// <summary>Cycles, the one under way included.</summary>
    Cycles,

    /// <summary>Notes on the test, on its cell and on its cohort.</summary>
    Notes,
}

/// <summary>How an export is written.</summary>
public enum ExportFormat
{
    /// <summary>Comma-separated values, UTF-8, names of columns in the first line.</summary>
    Csv,

    /// <summary>Apache Parquet.</summary>
    Parquet,

    /// <summary>Battery Data Format, as CSV: samples of one cell.</summary>
    Bdf,
}
