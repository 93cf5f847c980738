using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.FrameLog;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Gateway.Import;
using EdgeLogger.Gateway.Output;
using EdgeLogger.Ingest;
using EdgeLogger.Records.Rows;
using EdgeLogger.Topics;

namespace EdgeLogger.Gateway.Commands;

/// <summary>edgelogger import FILE: a cycler's file into the log.</summary>
internal static class ImportCommand
{
    // The clock of the machine that wrote the file may be ahead of this one.
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromHours(1);

    public static Command Create()
    {
        Argument<string> file = CommonOptions.RecordFile();
        Option<(string Board, int Slot)> cell = ParsedOption.Of(
            "--cell", "BOARD/SLOT", "The name it gets: a board id (3 to 32 of a-z, 0-9 and -) and a slot, 0 to 15. "
            + "Without a slot it is slot 0.", Parse);
        cell.Required = true;
        Option<DateTimeOffset?> start = CommonOptions.UtcMoment(
            "--start", "When its first row was, such as 2026-01-31T08:00Z. Without it the file is dated by its import.");
        Option<string> data = DataDirectory.Option();
        Command command = new("import", """
            Puts a cycler's file into the log as if a board had sent it, and derives its cycles: they are those that `edgelogger cycles
            FILE` finds. Importing the same file again changes nothing. Stop the gateway for it.

            Example: edgelogger import cell-07.csv.gz --cell cycler-07 --start 2026-01-31T08:00Z --data /srv/cells
            """)
        {
            file, cell, start, data,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetRequiredValue(file), parsed.GetRequiredValue(cell), parsed.GetValue(start),
            Path.GetFullPath(parsed.GetRequiredValue(data)), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string file, (string Board, int Slot) cell, DateTimeOffset? start, string directory,
        CancellationToken cancellationToken)
    {
        (string board, int slot) = cell;
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        if (start > now + ClocksDiffer)
        {
            throw new UserErrorException(string.Create(CultureInfo.InvariantCulture,
                $"--start {start:yyyy-MM-dd'T'HH:mm'Z'} is in the future: this machine's clock says "
                + $"{now:yyyy-MM-dd'T'HH:mm'Z'}. Give the moment of the file's first row, in UTC, or set the clock."));
        }

        try
        {
            ImportReport report = await ProgressBar.ShowAsync("importing", progress => Task.Run(
                () => new RecordImport(directory, TimeProvider.System).RunAsync(
                    file, board, slot, start?.ToUnixTimeMilliseconds(), share => progress(share, "importing"), cancellationToken),
                cancellationToken)).ConfigureAwait(false);
            string what = report.FramesNew == 0
                ? "was there already, nothing changed"
                : $"imported, {report.FramesNew} of {report.Frames} frames new";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{board}/{slot}: {report.Rows:N0} rows, {what}; {report.HalfCycles} half cycles, {report.Cycles} cycles"));
            return 0;
        }
        catch (Exception error) when (error is FrameLogException or RecordFormatException or IOException
            or UnauthorizedAccessException)
        {
            throw new UserErrorException(error.Message, error);
        }
    }

    private static (string Board, int Slot) Parse(string cell)
    {
        string[] parts = cell.Split('/');
        int slot = 0;
        bool isName = parts.Length is 1 or 2 && BoardId.IsValid(parts[0])
            && (parts.Length == 1 || (int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out slot)
                && slot < IngestOptions.MaxSlots));
        return isName
            ? (parts[0], slot)
            : throw new UserErrorException($"'{Given.Shown(cell)}' is not a name of a cell; give for example cycler-07/0: 3 to "
                + $"32 of a-z, 0-9 and -, a stroke, and a slot, 0 to {IngestOptions.MaxSlots - 1}.");
    }
}
