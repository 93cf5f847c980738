using System;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using EdgeLogger.Bench.Soak;
using EdgeLogger.Gateway.Commands.Reading;

namespace EdgeLogger.Bench.Commands;

/// <summary>edgelogger soak: many boards and many faults, and a count of both ends.</summary>
internal static class SoakCommand
{
    public static Command Create()
    {
        Option<int> boards = NumberOption.Of("--boards", "N", "Virtual boards, 1 to 1000.", "a number of boards", 1, 1000, 30);
        Option<double> minutes =
            NumberOption.Of("--minutes", "M", "How long faults are made, real time.", "minutes", 0.01, 60 * 24 * 30, 3.0);
        Option<string> faults = TextOption.Checked(
            new Option<string>("--faults")
            {
                HelpName = "all|none|LIST",
                Description = "Which faults, divided by "
                    + $"commas: {FaultNames.All}.",
                DefaultValueFactory = _ => "all"
            },
            FaultNames.WhatIsWrongWith);
        Option<int?> seed = NumberOption.Optional("--seed", "S",
            "Seed of cells and faults; without it, one of chance, which is printed.", "a whole number", 0, int.MaxValue);
        Option<string?> data = TextOption.Folder(
            "--data", "Keep the gateway's log in this folder; without it, in a temporary one.");
        Command command = new("soak", """
            Runs virtual boards against a real broker and a gateway in a process of its own, kills and cuts what can be killed and cut,
            and counts every frame and row at both ends. Exit code 0: nothing lost, nothing doubled, and a rebuild from the log gives
            the stored results to the last byte.

            Example: edgelogger soak --boards 30 --minutes 3 --seed 1
            """)
        {
            boards, minutes, faults, seed, data,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            SoakOptions options = new()
            {
                Boards = parsed.GetValue(boards),
                Duration = TimeSpan.FromMinutes(parsed.GetValue(minutes)),
                Faults = FaultNames.Parse(parsed.GetRequiredValue(faults)),
                Seed = parsed.GetValue(seed) ?? RandomNumberGenerator.GetInt32(1_000_000),
                DataDirectory = parsed.GetValue(data),
            };
            Line("soak", $"{options.Boards} boards, {options.Duration.TotalMinutes:0.##} min, seed {options.Seed}");
            Line("pace", $"{options.Pace:0.##} s of cell time a second ({options.Pace * options.Boards:N0} board-seconds a "
                + $"second on {Environment.ProcessorCount} processors)");
            FaultCounts counts = new();
            SoakReport report = await SoakRun.RunAsync(
                options, counts, TimeProvider.System, Console.WriteLine, cancellationToken).ConfigureAwait(false);
            Print(options, counts, report);
            return report.Ledger.IsClean ? 0 : 1;
        });
        return command;
    }

    private static void Print(SoakOptions options, FaultCounts counts, SoakReport report)
    {
        SoakLedger ledger = report.Ledger;
        Line("faults", options.Faults.Count == 0
            ? "none"
            : string.Join(", ", options.Faults.Order().Select(fault => $"{FaultNames.Of(fault)} {counts.Of(fault)}")));
        Line("lived", $"{report.Pace:0.##} s of cell time a second; caught up "
            + $"{report.CaughtUpAfter.TotalSeconds:0.0} s after the last fault");
        Line("made", $"{ledger.FramesMade:N0} frames, {ledger.RowsMade:N0} rows; {ledger.RowsGone:N0} rows were in memory "
            + "when a board's power went");
        Line("sent", $"{ledger.FramesSent:N0} frames, {ledger.FramesWaiting:N0} not acknowledged at the end");
        Line("stored", $"{ledger.FramesStored:N0} frames, {ledger.RowsStored:N0} rows");
        Line("derived", $"{ledger.RowsDerived:N0} rows, {ledger.HalfCycles:N0} half cycles, {ledger.Cycles:N0} cycles");
        Line("lost", $"{ledger.FramesLost:N0} frames, {ledger.RowsLost:N0} rows");
        Line("doubled", $"{ledger.FramesDoubled:N0} frames, {ledger.RowsDoubled:N0} rows");
        Line("changed", $"{ledger.BoardsChanged:N0} boards");
        Line("damaged", $"{ledger.Damage:N0}");
        Line("refused", ledger.Refused.Count == 0
            ? "none"
            : string.Join(", ", ledger.Refused.OrderBy(reason => reason.Key, StringComparer.Ordinal)
            .Select(reason => string.Create(CultureInfo.InvariantCulture, $"{reason.Key} {reason.Value:N0}"))));
        Line("rebuild", ledger.RebuildDifference is { } difference ? $"different: {difference}" : "identical");
        Line("memory", $"first {report.Memory.First}; last {report.Memory.Last}; most {report.Memory.Most}");
    }

    private static void Line(string name, string text) => Console.WriteLine($"{name,-9} {text}");
}
