using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Files;
using EdgeLogger.FrameLog;
using EdgeLogger.Gateway.Backup;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Gateway.Output;
using EdgeLogger.Results.Export;
using EdgeLogger.Results.Rows;

namespace EdgeLogger.Gateway.Commands;

/// <summary>edgelogger export CELL|COHORT: what the log holds, for other programs.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        Argument<string> name = new("CELL|COHORT")
        { Description = "A cell, BOARD/SLOT, or the name of a cohort: then all its cells." };
        Option<DateTimeOffset?> from =
            CommonOptions.UtcMoment("--from", "Leave out what was before, such as 2026-01-31 or 2026-01-31T08:00Z.");
        Option<DateTimeOffset?> to = CommonOptions.UtcMoment("--to", "Leave out what was then or later.");
        ChoiceOption<ExportContent> what = new("--what", "What of the cell.", "samples",
            ("samples", ExportContent.Samples), ("steps", ExportContent.Steps), ("cycles", ExportContent.Cycles),
            ("notes", ExportContent.Notes));
        ChoiceOption<ExportFormat> format = new("--format", "File format; bdf is Battery Data Format, samples only.", "csv",
            ("csv", ExportFormat.Csv), ("parquet", ExportFormat.Parquet), ("bdf", ExportFormat.Bdf));
        Option<string?> output = TextOption.Checked(
            new Option<string?>("--out")
            {
                HelpName = "FILE",
                Description = "The file; without it one in this folder, "
                + "named for cell and content."
            }, TextOption.NoPlace);
        Option<bool> force = new("--force") { Description = "Replace a file that is there." };
        Option<string> data = DataDirectory.Option();
        Command command = new("export", """
            Writes what the log holds of a cell or cohort to a file: every row, the steps, the cycles, or the notes. Also while
            the gateway runs. The file is there when it is whole; an export that is broken off leaves none. Beside CSV stands
            FILE.provenance.json: version of the cycle engine, settings, calibrations; Parquet has it in its metadata.

            Example: edgelogger export bench-01/0 --what cycles --format parquet --out cell.parquet --data /srv/cells
            """)
        {
            name, from, to, what, format, output, force, data,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            Path.GetFullPath(parsed.GetRequiredValue(data)), parsed.GetRequiredValue(name), what.Of(parsed), format.Of(parsed),
            new ExportSpan(parsed.GetValue(from)?.ToUnixTimeMilliseconds(), parsed.GetValue(to)?.ToUnixTimeMilliseconds()),
            parsed.GetValue(output), parsed.GetValue(force), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        string directory, string name, ExportContent what, ExportFormat format, ExportSpan span, string? output, bool force,
        CancellationToken cancellationToken)
    {
        if (format == ExportFormat.Bdf && what != ExportContent.Samples)
        {
            throw new UserErrorException("Battery Data Format holds samples. Take --format csv or parquet for other contents.");
        }

        string copy = Directory.CreateTempSubdirectory("edgelogger-export-").FullName;
        try
        {
            using DerivedStore store = DerivedStore.OpenCopy(directory, copy)
                ?? throw new UserErrorException(
                $"There are no results in {directory}. Start the gateway there, or run `edgelogger rebuild --data {directory}`.");
            CellExport export = new(directory, store);
            IReadOnlyList<TestKey> cells = export.Find(name);
            if (cells.Count == 0)
            {
                throw new UserErrorException($"There is no cell or cohort '{name}' in {directory}. There is: "
                    + $"{string.Join(", ", export.Names().DefaultIfEmpty("nothing yet"))}.");
            }

            (string Path, IReadOnlyList<TestKey> Cells)[] files = [.. Files(cells, name, what, format, output)];
            string[] written = [.. files.SelectMany(file => ExportFile.Paths(file.Path, format))];
            if (!force && Array.Find(written, File.Exists) is { } there)
            {
                throw new UserErrorException($"{there} is there already, and nothing was written. Name another file with --out, "
                    + $"or give --force to replace it.");
            }

            if (Array.Find(written, path => IsThere(path) && FolderPlace.IsWithin(directory, AtomicFile.Target(path)))
                is { } own)
            {
                throw new UserErrorException($"{own} is in the data directory, where the gateway keeps its own files, and "
                    + $"nothing was written. Name another file with --out.");
            }

            foreach ((string path, IReadOnlyList<TestKey> part) in files)
            {
                long rows = await WriteAsync(export, part, what, format, span, path, cancellationToken).ConfigureAwait(false);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {rows:N0} rows"));
            }

            return 0;
        }
        catch (Exception error) when (error is FrameLogException or IOException or UnauthorizedAccessException
            or InvalidOperationException or FormatException)
        {
            throw new UserErrorException(error.Message, error);
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    /// <summary>One file for all; Battery Data Format holds one record of one cell a file.</summary>
    private static IEnumerable<(string Path, IReadOnlyList<TestKey> Cells)> Files(
        IReadOnlyList<TestKey> cells, string name, ExportContent what, ExportFormat format, string? output)
    {
        if (format != ExportFormat.Bdf || cells.Count == 1)
        {
            if (Directory.Exists(output))
            {
                throw new UserErrorException($"{output} is a folder. Give the name of a file with --out; a folder is for "
                    + $"Battery Data Format of several cells.");
            }

            return [(output ?? ExportName.For(name, ExportFile.Ending(what, format)), cells)];
        }

        if (output is not null && !Directory.Exists(output))
        {
            throw new UserErrorException($"Battery Data Format holds one cell a file, and these are {cells.Count}: --out has to "
                + $"be a folder that is there.");
        }

        return cells.Select((cell, i) =>
        {
            int before = cells.Take(i).Count(other => other.Name == cell.Name);
            string ending = before == 0 ? "bdf.csv" : string.Create(CultureInfo.InvariantCulture, $"{before + 1}.bdf.csv");
            return (Path.Combine(output ?? "", ExportName.For(cell.Name, ending)), (IReadOnlyList<TestKey>)[cell]);
        });
    }

    // A link counts where it leads, also if there is nothing yet.
    private static bool IsThere(string path) => File.Exists(path) || AtomicFile.Target(path) != path;

    private static Task<long> WriteAsync(
        CellExport export, IReadOnlyList<TestKey> cells, ExportContent what, ExportFormat format, ExportSpan span, string path,
        CancellationToken cancellationToken) =>
        ProgressBar.ShowAsync("exporting", progress => Task.Run(
            () => ExportFile.WriteWithProvenance(export, cells, what, format, span, path,
                share => progress(share, "exporting"), cancellationToken), cancellationToken));
}
