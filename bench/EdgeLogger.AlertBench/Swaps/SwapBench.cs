using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.AlertBench.Statistics;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Detectors.Swaps;

namespace EdgeLogger.AlertBench.Swaps;

/// <summary>
/// The judge of the suggestion that a slot holds another cell: simulated swaps, and pauses that are none, with the rule's
/// defaults. docs/specs/alerts.md, section 4.9.
/// </summary>
public static class SwapBench
{
    /// <summary>Kinds that are swaps; the others are pauses.</summary>
    public static IReadOnlyList<SwapEvent> Swaps { get; } =
        [SwapEvent.SiblingAnyCharge, SwapEvent.SiblingDischarged, SwapEvent.SiblingSameVoltage, SwapEvent.OtherRecipe];

    /// <summary>Runs it.</summary>
    /// <param name="seed">Decides everything. Thresholds were chosen on seeds below 1,000,000.</param>
    /// <param name="runs">Slots of each kind.</param>
    /// <param name="workers">Threads.</param>
    /// <param name="progress">Receives the share that is done, 0 to 1, and what is going on; from any thread.</param>
    /// <param name="cancellationToken">Ends it between two runs.</param>
    public static SwapBenchReport Run(
        ulong seed, int runs, int workers, Action<double, string> progress, CancellationToken cancellationToken)
    {
        SwapEvent[] kinds = Enum.GetValues<SwapEvent>();
        List<Verdict>[] before = new List<Verdict>[kinds.Length * runs];
        List<Verdict>[] after = new List<Verdict>[kinds.Length * runs];
        int done = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellationToken };
        Parallel.For(0, kinds.Length * runs, parallel, i =>
        {
            (before[i], after[i]) = Judge(kinds[i / runs], seed + ((ulong)i * 7919));
            progress(Interlocked.Increment(ref done) / (double)(kinds.Length * runs), kinds[i / runs].ToString());
        });
        return new SwapBenchReport
        {
            Kinds = [.. kinds.Select((kind, at) => Of(kind, after[(at * runs)..((at + 1) * runs)]))],
            FalsePerThousand = Thousand(after.Where((_, i) => !Swaps.Contains(kinds[i / runs])).ToArray()),
            Before = Interval.OfRate(before.Sum(found => found.Count), before.Length),
        };
    }

    private static (List<Verdict> Before, List<Verdict> After) Judge(SwapEvent kind, ulong seed)
    {
        (SwapSimulator slot, IReadOnlyList<LiveObservation> rows) = SwapSimulator.Run(kind, seed);
        ILiveDetector detector = AnotherCellDetector.Kind.Create(
            "another-cell", Subject.Cell("cell"), new Dictionary<string, double>());
        List<Verdict> before = [];
        List<Verdict> after = [];
        foreach (LiveObservation row in rows)
        {
            if (detector.Take(row) is { State: DetectionState.Abnormal } verdict)
            {
                // A contact that is lost is part of the event, as is what comes before its end.
                (row.TimeS > slot.BeganS ? after : before).Add(verdict);
            }
        }

        return (before, after);
    }

    private static SwapKindResult Of(SwapEvent kind, List<Verdict>[] runs)
    {
        int found = runs.Count(run => run.Count > 0);
        return new SwapKindResult(kind, Swaps.Contains(kind), runs.Length, found,
            Swaps.Contains(kind) ? Interval.OfShare(found, runs.Length) : Thousand(runs),
            [.. runs.Where(run => run.Count > 0).GroupBy(run => EvidenceOf(run[0]))
                .OrderByDescending(group => group.Count()).Select(group => $"{group.Key} {group.Count()}")],
            [.. runs.Where(run => run.Count > 0).Take(3).Select(run => run[0].Sentence)]);
    }

    private static string EvidenceOf(Verdict verdict) =>
        verdict.Unit switch { "mV" => "rest voltage", "%" => "capacity", _ => "resistance" };

    private static Interval Thousand(List<Verdict>[] runs)
    {
        Interval share = Interval.OfShare(runs.Count(run => run.Count > 0), runs.Length);
        return new Interval(1000 * share.Value, 1000 * share.Low, 1000 * share.High);
    }
}

/// <summary>What a run found.</summary>
public sealed record SwapBenchReport
{
    public required IReadOnlyList<SwapKindResult> Kinds { get; init; }

    /// <summary>Pauses of 1,000, all kinds together, after which another cell was suggested.</summary>
    public required Interval FalsePerThousand { get; init; }

    /// <summary>Suggestions in a slot before anything happened to it, in five cycles.</summary>
    public required Interval Before { get; init; }
}

/// <summary>How one kind of event was judged.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="IsSwap">Another cell came.</param>
/// <param name="Runs">How often.</param>
/// <param name="Suggested">After how many another cell was suggested.</param>
/// <param name="Rate">Of a swap the share that was found; of a pause how many of 1,000 were taken for a swap.</param>
/// <param name="By">By which evidence, the most frequent first.</param>
/// <param name="Examples">Some of the sentences.</param>
public sealed record SwapKindResult(SwapEvent Kind, bool IsSwap, int Runs, int Suggested, Interval Rate, IReadOnlyList<string> By,
    IReadOnlyList<string> Examples);
