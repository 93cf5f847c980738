using System;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.AlertBench;
using EdgeLogger.AlertBench.Rules;
using EdgeLogger.AlertBench.Statistics;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Output;

namespace EdgeLogger.Bench.Commands;

/// <summary>edgelogger bench fade: how soon faults are found, and how often alarms are false.</summary>
internal static class BenchFadeCommand
{
    private const double LeastFound = 0.95;
    private const double MostRaisedPerHundred = 1;
    private const double MostKneeDelay = 10;

    public static Command Create()
    {
        FadeBenchOptions defaults = new();
        Option<ulong> seed = NumberOption.Seed("Decides everything.", defaults.Seed);
        Option<int> cohorts = NumberOption.Of("--healthy-cohorts", "N", "Cohorts of eight healthy cells, 1,000 cycles each.",
            "a number of cohorts", 2, 10_000, defaults.HealthyCohorts);
        Option<int> runs = NumberOption.Of("--runs", "N", "Cells of each fault.", "a number of cells", 10, 100_000,
            defaults.RunsPerFault);
        Option<int> workers = NumberOption.Of("--workers", "N", "Threads.", "a number of threads", 1, 256, defaults.Workers);
        Command command = new("fade", """
            Runs simulated fleets, healthy ones and ones with faults, under all rules with their defaults and under rules that labs have
            today, and prints for each fault how often and how soon it is found, and how often alarms are false, with 95 % intervals.
            docs/specs/alerts.md says what is simulated. Exit code 0: at most 1 of 100 healthy cells with an alarm in 1,000 cycles, every fault
            found in 95 % of its runs, knees within 10 cycles (median).

            Example: edgelogger bench fade --seed 7
            """)
        {
            seed, cohorts, runs, workers,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            FadeBenchOptions options = new()
            {
                Seed = parsed.GetValue(seed),
                HealthyCohorts = parsed.GetValue(cohorts),
                RunsPerFault = parsed.GetValue(runs),
                Workers = parsed.GetValue(workers),
            };
            FadeBenchReport report = await ProgressBar.ShowAsync("bench fade", progress =>
                Task.Run(() => FadeBench.Run(options, progress, cancellationToken), cancellationToken)).ConfigureAwait(false);
            Print(report);
            return Passes(report) ? 0 : 1;
        });
        return command;
    }

    private static bool Passes(FadeBenchReport report) =>
        report.HealthyRaisedPerHundred.Value <= MostRaisedPerHundred && report.SoundRows.FalseAlarms == 0
        && report.Faults.All(fault => fault.Found.Value >= LeastFound)
        && report.Faults.Where(fault => fault.Fault == "SuddenKnee").All(fault => fault.Median.Value <= MostKneeDelay);

    private static void Print(FadeBenchReport report)
    {
        string[] lab = [.. LabRule.All().Select(rule => rule.Name)];
        Line($"delay of the first alarm in cycles [95 %]; found within {report.Options.FoundWithin} cycles of the onset "
            + $"({2 * report.Options.FoundWithin} for WeakSibling)");
        Console.WriteLine();
        Line($"{"fault",-17}{"runs",5}{"found % [95 %]",21}{"median",19}{"p90",20}   "
            + $"{string.Concat(lab.Select(name => $"{name,26}"))}   first by");
        foreach (FaultResult fault in report.Faults)
        {
            string beside = string.Concat(fault.Lab.Select(one => $"{Delay(one.Median) + Percent(one.Found.Value),26}"));
            Line($"{fault.Fault,-17}{fault.Runs,5}{Share(fault.Found),21}{Delays(fault.Median),19}{Delays(fault.P90),20}   "
                + $"{(beside.Length == 0 ? new string(' ', 26 * lab.Length) : beside)}   "
                + $"{string.Join(", ", fault.FoundBy.Take(3))}");
        }

        Console.WriteLine();
        Line($"{"healthy",-30}{"all rules",28}{string.Concat(lab.Select(name => $"{name,28}"))}");
        Line($"{"false alarms / 1000 cycles",-30}{Rate(report.FalsePerThousand),28}"
            + $"{string.Concat(report.LabFalse.Select(one => $"{Rate(one.PerThousand),28}"))}");
        Line($"{"of 100 cells, 1000 cycles each",-30}{Rate(report.HealthyRaisedPerHundred),28}"
            + $"{string.Concat(report.LabFalse.Select(one => $"{Rate(one.PerHundred),28}"))}");
        Line($"{report.HealthyCells:N0} healthy cells; {report.SoundCycles:N0} cell-cycles in which nothing was wrong; row "
            + $"rules: {report.SoundRows.FalseAlarms} false in {report.SoundRows.Cycles:N0} cycles");
        foreach (string alarm in report.FalseAlarms)
        {
            Console.WriteLine("  " + alarm);
        }

        Console.WriteLine();
        string fades = string.Join(", ", report.Fades.Select(one => $"{one.Recipe} {Rate(one.Fade)}"));
        string after = report.DistinguishedAfter?.ToString(CultureInfo.InvariantCulture) ?? "no";
        Line($"cohorts: {fades} % per cycle; 95 % of pairs of eight cells each are distinguished (p < 0.001) after {after} "
            + "cycles, neither alarmed");
    }

    private static void Line(string text) => Console.WriteLine(text);

    private static string Share(Interval share) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * share.Value:0.0} [{100 * share.Low:0.0}, {100 * share.High:0.0}]");

    private static string Rate(Interval rate) =>
        string.Create(CultureInfo.InvariantCulture, $"{rate.Value:0.0000} [{rate.Low:0.0000}, {rate.High:0.0000}]");

    private static string Delays(Interval delay) => $"{Delay(delay.Value)} [{Delay(delay.Low)}, {Delay(delay.High)}]";

    private static string Delay(double cycles) => double.IsFinite(cycles)
        ? cycles.ToString(cycles < 10 && cycles != Math.Floor(cycles) ? "0.00" : "0", CultureInfo.InvariantCulture)
        : "never";

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $" ({100 * share:0} %)");
}
