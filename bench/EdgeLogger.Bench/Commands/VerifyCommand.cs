using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Bench.Verify;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Output;
using EdgeLogger.VirtualBench.Cells.Reference;
using Spectre.Console;

namespace EdgeLogger.Bench.Commands;

/// <summary>edgelogger verify: what goes into the chain is what comes out.</summary>
internal static class VerifyCommand
{
    private const double QuickShare = 0.05;
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(30);

    public static Command Create() => new("verify", """
        Checks the whole chain against cells whose every number is known.

        From a checkout, `./edgelogger verify` also lists test suites that are too long for every change, and runs them.
        """)
    {
        Reference(),
        VerifyBudgetCommand.Create(),
        VerifyBringUpCommand.Create(),
    };

    private static Command Reference()
    {
        Option<bool> quick = new("--quick")
        { Description = "A twentieth of the cycles of the long tests, one cycle at each rate." };
        Option<string[]?> only =
            ParsedOption.Words("--only", "CELL", "Run these cells only; the rows of the others are shown as not run.",
            [.. ReferenceCells.All(QuickShare).Select(cell => cell.Name)]);
        only.AllowMultipleArgumentsPerToken = true;
        Option<bool> uncalibrated = new("--uncalibrated")
        { Description = "Leave the slots' offsets and scales as bought, to see what calibration is for: rows then fail." };
        Option<ulong> seed = NumberOption.Seed("Seed of chip errors, noise and connection losses.");
        Command command = new("reference", """
            Runs simulated LRMO and 5W&LRMO cells, calibrated to published figures, through simulated chips, the board's own program,
            a network that drops connections, a real broker and a gateway in a process of its own, and prints the published table:
            published, true of the simulated cell, measured, difference. Exit code 0: every row is within its tolerance.

            Without --quick this is 1,200 cycles at 1C, 500 at 0.5C and 100 at 0.2C: minutes. docs/specs/reference.md has the rest.
            """)
        {
            quick, only, uncalibrated, seed,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            VerifyReport report = await WithProgressAsync(new VerifyOptions
            {
                Share = parsed.GetValue(quick) ? QuickShare : 1,
                Only = parsed.GetValue(only) ?? [],
                Calibrated = !parsed.GetValue(uncalibrated),
                Seed = parsed.GetValue(seed),
            }, cancellationToken).ConfigureAwait(false);
            Print(report);
            return report.Rows.All(row => row.Passes || !row.WasRun) && report.FramesMade == report.FramesAcknowledged ? 0 : 1;
        });
        return command;
    }

    private static Task<VerifyReport> WithProgressAsync(VerifyOptions options, CancellationToken cancellationToken)
    {
        // Progress goes to standard error, so that the table can be kept in a file.
        if (Console.IsErrorRedirected)
        {
            return WithLinesAsync(options, cancellationToken);
        }

        return Terminal.Errors.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(),
                new ElapsedTimeColumn())
            .StartAsync(context =>
            {
                ProgressTask task = context.AddTask("verify", maxValue: 1);
                return VerifyRun.RunAsync(options, TimeProvider.System, (share, what) =>
                {
                    task.Value = share;
                    task.Description = what;
                }, cancellationToken);
            });
    }

    private static Task<VerifyReport> WithLinesAsync(VerifyOptions options, CancellationToken cancellationToken)
    {
        TimeProvider time = TimeProvider.System;
        long reportedAt = time.GetTimestamp();
        return VerifyRun.RunAsync(options, time, (share, what) =>
        {
            if (time.GetElapsedTime(reportedAt) >= LineEvery)
            {
                reportedAt = time.GetTimestamp();
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{share:P0}  {what}"));
            }
        }, cancellationToken);
    }

    private static void Print(VerifyReport report)
    {
        Console.WriteLine($"{"quantity",-42} {"cell",-8} {"unit",-8} {"published",22} {"true",11} {"measured",11} "
            + $"{"difference",11} {"within",8}");
        foreach (ReferenceRow row in report.Rows)
        {
            string result = row switch
            {
                { WasRun: false } => $"{"not run",11}",
                { Passes: true } => "ok",
                _ => "FAILED",
            };
            Console.WriteLine(row.WasRun
                ? $"{row.Quantity,-42} {row.Recipe,-8} {row.Unit,-8} {row.Published,22} "
                + $"{Number(row.TrueValue, row.Decimals),11} {Number(row.Measured, row.Decimals),11} "
                + $"{Number(row.Difference, row.Decimals + 1),11} {Number(row.Tolerance, 3),8}  {result}"
                : $"{row.Quantity,-42} {row.Recipe,-8} {row.Unit,-8} {row.Published,22} {result}");
        }

        Console.WriteLine();
        PrintVerdict(report);
    }

    private static void PrintVerdict(VerifyReport report)
    {
        List<ReferenceRow> run = [.. report.Rows.Where(row => row.WasRun)];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{run.Count(row => row.Passes)} of {run.Count} rows "
            + $"within tolerance, {report.Rows.Count - run.Count} not run"));
        foreach (ReferenceRow row in run.Where(row => !row.Passes))
        {
            Console.WriteLine(double.IsNaN(row.Measured)
                ? $"FAILED  {row.Recipe}, {row.Quantity}: nothing to compare: not the cycles that were done, or no such peak"
                : $"FAILED  {row.Recipe}, {row.Quantity}: off by {Number(row.Difference, row.Decimals + 1)} {row.Unit}, allowed "
                + $"are {Number(row.Tolerance, row.Decimals + 1)}");
        }

        if (report.FramesMade != report.FramesAcknowledged)
        {
            Console.WriteLine($"FAILED  {report.FramesMade} frames made, {report.FramesAcknowledged} acknowledged");
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.CellHours:N0} h of cycling in "
            + $"{report.ElapsedS:N0} s; {report.RowsMade:N0} rows in {report.FramesMade:N0} frames, sent {report.FramesSent:N0} "
            + $"times over {report.Cuts:N0} cut connections"));
    }

    private static string Number(double value, int decimals) =>
        double.IsNaN(value) ? "-" : value.ToString(
            "F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
