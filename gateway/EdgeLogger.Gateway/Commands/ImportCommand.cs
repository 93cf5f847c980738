using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Cells.Names;
using EdgeLogger.FrameLog;
using EdgeLogger.Gateway.Commands.Cells;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Gateway.Import;
using EdgeLogger.Gateway.Output;
using EdgeLogger.Records.Rows;
using EdgeLogger.Results.Import;

namespace EdgeLogger.Gateway.Commands;

/// <summary>edgelogger import FILE: a cycler's file becomes a segment of a test.</summary>
internal sealed class ImportCommand
{
    // The clock of the machine that wrote the file may be ahead of this one.
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromHours(1);

    private readonly Argument<string> _file = CommonOptions.RecordFile();
    private readonly Option<string> _cell = new("--cell")
    {
        HelpName = "NAME",
        Required = true,
        Description = "The cell's name; it is added if it is not there. BOARD/SLOT for a cell that has no name: a board id "
            + "(3 to 32 of a-z, 0-9 and -), and a slot, 0 to 15.",
    };

    private readonly Option<string?> _test = ParsedOption.Of(
        "--test", "N|new", "The test that it belongs to. Default: the cell's newest, if that has not been ended.", TestOf);

    private readonly Option<int?> _segment = NumberOption.Optional<int>(
        "--segment", "N", "The segment of the test that it is to be, from 1. Default: by its start, else before the slot "
            + "that the test is in.", "the number of a segment", 1, 1001);

    private readonly ChoiceOption<CurrentSign> _sign = CommonOptions.Sign();

    private readonly Option<DateTimeOffset?> _start = CommonOptions.UtcMoment(
        "--start", "When its first row was, such as 2026-01-31T08:00Z. Without it its rows have no date.");

    private readonly Option<string> _by = CellArguments.By();
    private readonly Option<string> _why = CellArguments.Why();
    private readonly Option<string> _data = DataDirectory.Option();

    public static Command Create()
    {
        ImportCommand import = new();
        Command command = new("import", """
            Makes a cycler's file a segment of a test, and derives its cycles: they are those that `edgelogger cycles FILE` finds.
            Importing the same file again changes nothing; with another --start or --sign it takes its own place. A gateway that
            runs on the data directory imports it, and goes on.

            Example: edgelogger import formation.csv.gz --cell WJK-0412 --start 2026-01-31T08:00Z --data /srv/cells
            """)
        {
            import._file, import._cell, import._test, import._segment, import._sign, import._start, import._by, import._why,
            import._data,
        };
        command.SetAction(import.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string file = parsed.GetRequiredValue(_file);
        DateTimeOffset? start = parsed.GetValue(_start);
        RefuseFuture(start);
        ImportRequest request = new()
        {
            FileName = Path.GetFileName(file),
            Cell = parsed.GetRequiredValue(_cell),
            Test = parsed.GetValue(_test) ?? "",
            Place = parsed.GetValue(_segment),
            Sign = _sign.Of(parsed),
            StartUtcMs = start?.ToUnixTimeMilliseconds(),
            By = parsed.GetRequiredValue(_by),
            Why = parsed.GetRequiredValue(_why),
        };
        DataImport import = new(Path.GetFullPath(parsed.GetRequiredValue(_data)), TimeProvider.System);
        try
        {
            ImportStatus status = await ProgressBar.ShowAsync("importing", progress => Task.Run(
                () => import.RunAsync(file, request, share => progress(share, "importing"), cancellationToken),
                cancellationToken)).ConfigureAwait(false);
            Print(request, status);
            return 0;
        }
        catch (Exception error) when (error is FrameLogException or RecordFormatException or CellBookException or IOException
            or UnauthorizedAccessException)
        {
            throw new UserErrorException(error.Message, error);
        }
    }

    private static string? TestOf(string text) =>
        text == "new" || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0)
            ? text
            : throw new UserErrorException($"'{Given.Shown(text)}' is not a test; give its number, from 1, or new.");

    private static void RefuseFuture(DateTimeOffset? start)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        if (start > now + ClocksDiffer)
        {
            throw new UserErrorException(string.Create(CultureInfo.InvariantCulture,
                $"--start {start:yyyy-MM-dd'T'HH:mm'Z'} is in the future: this machine's clock says "
                + $"{now:yyyy-MM-dd'T'HH:mm'Z'}. Give the moment of the file's first row, in UTC, or set the clock."));
        }
    }

    private static void Print(ImportRequest request, ImportStatus status)
    {
        string what = status.FramesNew == 0
            ? "was there already, nothing changed"
            : $"imported, {status.FramesNew} of {status.Frames} frames new";
        string name = request.Cell.Contains('/', StringComparison.Ordinal) ? request.Cell : status.Name;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name}: {status.Rows:N0} rows, {what}; {status.HalfCycles} half cycles, {status.Cycles} cycles"));
        foreach (string note in status.Notes)
        {
            Console.Error.WriteLine($"{request.FileName}: {note}");
        }

        if (request.StartUtcMs is null)
        {
            Console.Error.WriteLine("Its rows have no date: they are in cycles and exports, but not in traces and InfluxDB. "
                + "Import it again with --start to date them.");
        }
    }
}
