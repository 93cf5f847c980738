using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.AlertBench.Rules;
using EdgeLogger.AlertBench.Simulation;
using EdgeLogger.AlertBench.Statistics;

namespace EdgeLogger.AlertBench;

/// <summary>
/// The judge of the detectors: simulated fleets, healthy and with faults, under all rules with their defaults and under the rules
/// a lab has today. docs/specs/alerts.md, section 6.
/// </summary>
public static class FadeBench
{
    private const int CohortCells = 8;
    private const int SoundRowCycles = 20;

    /// <summary>Student's t with 14 degrees of freedom, two-sided p = 0.001.</summary>
    private const double T999OfEightAndEight = 4.14;
    private const double ShareDistinguished = 0.95;

    /// <summary>Runs it.</summary>
    /// <param name="options">How much.</param>
    /// <param name="progress">Receives the share that is done, 0 to 1, and what is going on; from any thread.</param>
    /// <param name="cancellationToken">Ends it between two runs.</param>
    public static FadeBenchReport Run(
        FadeBenchOptions options, Action<double, string> progress, CancellationToken cancellationToken)
    {
        ConcurrentBag<(int Job, IReadOnlyList<CellRun> Cells)> cells = [];
        ConcurrentBag<(int Job, RowRun Run)> rows = [];
        List<(double Weight, string What, Action Do)> jobs =
            [.. HealthyJobs(options, cells), .. FaultJobs(options, cells), .. RowJobs(options, rows)];
        double total = jobs.Sum(job => job.Weight);
        double done = 0;
        Lock gate = new();
        // The long ones first, so that no thread is left with one at the end.
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Workers, CancellationToken = cancellationToken };
        Parallel.ForEach(Partitioner.Create(jobs.OrderByDescending(job => job.Weight), EnumerablePartitionerOptions.NoBuffering),
            parallel, job =>
        {
            job.Do();
            lock (gate)
            {
                done += job.Weight;
                progress(done / total, job.What);
            }
        });
        return Report(options, [.. cells.OrderBy(run => run.Job).Select(run => run.Cells)],
            [.. rows.OrderBy(run => run.Job).Select(run => run.Run)]);
    }

    private static SimulatedRecipe Recipe(int i) => i % 2 == 0 ? SimulatedRecipe.Lrmo : SimulatedRecipe.Tungstate;

    private static IEnumerable<(double, string, Action)> HealthyJobs(
        FadeBenchOptions options, ConcurrentBag<(int, IReadOnlyList<CellRun>)> results) =>
        Enumerable.Range(0, options.HealthyCohorts)
        .Select(i => ((double)CohortCells * options.HealthyCycles, "healthy cells", (Action)(() => results.Add((i, CohortRun.Of(
            Recipe(i), [.. Enumerable.Repeat(CellFault.None, CohortCells)], int.MaxValue, options.HealthyCycles, options.Seed
            + ((ulong)i * 100)))))));

    private static IEnumerable<(double, string, Action)> FaultJobs(
        FadeBenchOptions options, ConcurrentBag<(int, IReadOnlyList<CellRun>)> results)
    {
        int job = options.HealthyCohorts;
        foreach (CellFault fault in Enum.GetValues<CellFault>().Where(fault => fault != CellFault.None))
        {
            for (int i = 0; i < options.RunsPerFault; i++)
            {
                int number = job++;
                ulong seed = options.Seed + 500_000 + ((ulong)number * 100);
                bool hasSiblings = fault == CellFault.WeakSibling;
                int onset = hasSiblings ? 1 : new Random(unchecked((int)seed)).Next(60, 400);
                int cycles = onset + (hasSiblings ? 2 : 1) * (options.FoundWithin + 50);
                CellFault[] faults = hasSiblings ? [fault, .. Enumerable.Repeat(CellFault.None, CohortCells - 1)] : [fault];
                SimulatedRecipe recipe = Recipe(i);
                yield return ((double)faults.Length * cycles, fault.ToString(),
                    () => results.Add((number, [CohortRun.Of(recipe, faults, onset, cycles, seed)[0]])));
            }
        }
    }

    private static IEnumerable<(double, string, Action)> RowJobs(FadeBenchOptions options, ConcurrentBag<(int, RowRun)> results)
    {
        int job = 0;
        foreach (RowFault fault in Enum.GetValues<RowFault>())
        {
            for (int i = 0; i < options.RunsPerFault; i++)
            {
                int number = job++;
                ulong seed = options.Seed + 900_000 + (ulong)number;
                int sound = fault == RowFault.None ? SoundRowCycles : 2;
                yield return (sound * 20.0, fault.ToString(),
                    () => results.Add((number, RowRun.Of(fault, sound, sound + 8, seed))));
            }
        }
    }

    private static FadeBenchReport Report(FadeBenchOptions options, List<IReadOnlyList<CellRun>> runs, List<RowRun> rows)
    {
        List<CellRun> healthy = [.. runs.SelectMany(run => run).Where(run => run.Fault == CellFault.None)];
        List<CellRun> all = [.. runs.SelectMany(run => run)];
        double sound = all.Sum(run => (double)run.SoundCycles);
        int falseAlarms = all.Sum(run => run.FalseAlarms.Count());
        int labs = LabRule.All().Length;
        return new FadeBenchReport
        {
            Options = options,
            HealthyCells = healthy.Count,
            SoundCycles = sound,
            FalsePerThousand = Interval.OfRate(falseAlarms, sound / 1000),
            HealthyRaisedPerHundred = Hundred(Interval.OfShare(healthy.Count(run => run.Raised.Count > 0), healthy.Count)),
            LabFalse = [.. Enumerable.Range(0, labs).Select(i => (
                Interval.OfRate(all.Sum(run => run.LabFalse[i]), sound / 1000),
                Hundred(Interval.OfShare(healthy.Count(run => run.LabFalse[i] > 0), healthy.Count))))],
            FalseAlarms = [.. all.SelectMany(run => run.FalseAlarms.Select(verdict => $"{run.Recipe} {verdict.Subject.Name} "
                + $"cycle {verdict.Cycle}: {verdict.Rule}: {verdict.Sentence}"))],
            Faults = [.. all.Where(run => run.Fault != CellFault.None).GroupBy(run => run.Fault).OrderBy(group => group.Key)
                .Select(group => Of(options, [.. group])),
                .. rows.Where(run => run.Fault != RowFault.None).GroupBy(run => run.Fault).OrderBy(group => group.Key)
                    .Select(group => Of([.. group]))],
            SoundRows = (rows.Sum(run => double.Min(run.OnsetS, run.LengthS) / run.CycleS),
                rows.Sum(run => run.FalseAlarms.Count())),
            Fades = [.. healthy.GroupBy(run => run.Recipe).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (
                group.Key, CohortComparison.Mean(
                    [.. group.Select(run => CohortComparison.FadePercentPerCycle(run.Capacities, 500))])))],
            DistinguishedAfter = DistinguishedAfter(runs, options.HealthyCycles),
        };
    }

    private static FaultResult Of(FadeBenchOptions options, List<CellRun> runs)
    {
        double[] delays =
            [.. runs.Select(run => run.Found is { } found ? found.Cycle!.Value - run.Onset : double.PositiveInfinity).Order()];
        // A sibling that fades faster from its first cycle on cannot be recognised before it has lost more.
        int within = runs[0].Fault == CellFault.WeakSibling ? 2 * options.FoundWithin : options.FoundWithin;
        return new FaultResult(
            runs[0].Fault.ToString(), runs.Count, Interval.OfShare(delays.Count(delay => delay <= within), runs.Count),
            Interval.OfQuantile(delays, 0.5), Interval.OfQuantile(delays, 0.9), Names(runs.Select(run => run.Found?.Rule)),
            [.. Enumerable.Range(0, LabRule.All().Length).Select(i => Lab(
                [.. runs.Select(run => run.LabFound[i] is int found ? found - run.Onset : double.PositiveInfinity).Order()],
                within))]);
    }

    private static (Interval, double) Lab(double[] delays, int within) =>
        (Interval.OfShare(delays.Count(delay => delay <= within), delays.Length), Interval.OfQuantile(delays, 0.5).Value);

    private static FaultResult Of(List<RowRun> runs)
    {
        double[] delays = [.. runs.Select(run => run.DelayCycles ?? double.PositiveInfinity).Order()];
        return new FaultResult(
            runs[0].Fault.ToString(), runs.Count, Interval.OfShare(delays.Count(double.IsFinite), runs.Count),
            Interval.OfQuantile(delays, 0.5),
            Interval.OfQuantile(delays, 0.9), Names(runs.Select(
                run => run.Raised.Where(one => one.TimeS >= run.OnsetS).Select(one => one.Verdict.Rule).FirstOrDefault())), []);
    }

    private static List<string> Names(IEnumerable<string?> rules) =>
        [.. rules.OfType<string>().GroupBy(rule => rule).OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Key} {group.Count()}")];

    private static int? DistinguishedAfter(List<IReadOnlyList<CellRun>> runs, int mostCycles)
    {
        ILookup<string, IReadOnlyList<CellRun>> cohorts = runs.Where(run => run.Count == CohortCells)
            .ToLookup(run => run[0].Recipe);
        for (int until = 40; until <= mostCycles; until += 20)
        {
            double[][] one = [.. cohorts[SimulatedRecipe.Lrmo.Name].Select(cohort => Rates(cohort, until))];
            double[][] other = [.. cohorts[SimulatedRecipe.Tungstate.Name].Select(cohort => Rates(cohort, until))];
            int apart = one.Sum(a => other.Count(b => CohortComparison.WelchT(a, b) > T999OfEightAndEight));
            if (apart >= ShareDistinguished * one.Length * other.Length)
            {
                return until;
            }
        }

        return null;
    }

    private static double[] Rates(IReadOnlyList<CellRun> cohort, int until) =>
        [.. cohort.Select(run => CohortComparison.FadePercentPerCycle(run.Capacities, until))];

    private static Interval Hundred(Interval share) => new(100 * share.Value, 100 * share.Low, 100 * share.High);
}
