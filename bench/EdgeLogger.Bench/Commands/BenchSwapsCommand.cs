using System;
using System.CommandLine;
using System.Globalization;
using System.Threading.Tasks;
using EdgeLogger.AlertBench.Statistics;
using EdgeLogger.AlertBench.Swaps;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Output;

namespace EdgeLogger.Bench.Commands;

/// <summary>edgelogger bench swaps: how often another cell is noticed, and how often a pause is taken for one.</summary>
internal static class BenchSwapsCommand
{
    private const double MostFalsePerThousand = 1;

    public static Command Create()
    {
        Option<ulong> seed = NumberOption.Seed("Decides everything.", 1_000_000);
        Option<int> runs = NumberOption.Of("--runs", "N", "Slots of each kind.", "a number of slots", 10, 100_000, 1000);
        Option<int> workers = NumberOption.Of("--workers", "N", "Threads.", "a number of threads", 1, 256, 2);
        Command command = new("swaps", """
            Runs simulated slots in which a cell is exchanged for another one, and slots with pauses only, under the rule
            another-cell with its defaults, and prints how often it asks, with 95 % intervals. docs/specs/alerts.md says what is simulated.
            Exit code 0: at most 1 of 1,000 pauses is taken for a swap.

            Example: edgelogger bench swaps --seed 7
            """)
        {
            seed, runs, workers,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            SwapBenchReport report = await ProgressBar.ShowAsync("bench swaps", progress => Task.Run(
                () => SwapBench.Run(
                    parsed.GetValue(seed), parsed.GetValue(runs), parsed.GetValue(workers), progress, cancellationToken),
                cancellationToken)).ConfigureAwait(false);
            Print(report);
            return report.FalsePerThousand.Value <= MostFalsePerThousand ? 0 : 1;
        });
        return command;
    }

    private static void Print(SwapBenchReport report)
    {
        Line($"{"event",-20}{"runs",6}{"asked",7}   {"of swaps %, of pauses per 1,000 [95 %]",-40}by");
        foreach (SwapKindResult kind in report.Kinds)
        {
            double unit = kind.IsSwap ? 100 : 1;
            Line($"{kind.Kind,-20}{kind.Runs,6}{kind.Suggested,7}   {Text(kind.Rate, unit),-40}{string.Join(", ", kind.By)}");
            foreach (string example in kind.IsSwap ? [] : kind.Examples)
            {
                Line($"    {example}");
            }
        }

        Line($"all pauses: {Text(report.FalsePerThousand, 1)} of 1,000; before anything happened "
            + $"{Text(report.Before, 1000)} of 1,000 slots in five cycles");
    }

    private static string Text(Interval rate, double unit) => string.Create(
        CultureInfo.InvariantCulture, $"{unit * rate.Value:0.0} [{unit * rate.Low:0.0}, {unit * rate.High:0.0}]");

    private static void Line(string text) => Console.WriteLine(text);
}
