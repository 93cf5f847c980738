using System.Collections.Generic;
using EdgeLogger.AlertBench.Statistics;

namespace EdgeLogger.AlertBench;

/// <summary>What a run of the bench found.</summary>
public sealed record FadeBenchReport
{
    public required FadeBenchOptions Options { get; init; }

    /// <summary>Healthy cells.</summary>
    public required int HealthyCells { get; init; }

    /// <summary>Cell-cycles in which nothing was wrong, those before the onset of faults included.</summary>
    public required double SoundCycles { get; init; }

    /// <summary>False alarms of all rules together per 1,000 cell-cycles.</summary>
    public required Interval FalsePerThousand { get; init; }

    /// <summary>Healthy cells, of 100, for which any rule ever raised an alert.</summary>
    public required Interval HealthyRaisedPerHundred { get; init; }

    /// <summary>
    /// Alarms of each lab rule per 1,000 sound cell-cycles (an alarm that stands counts once), and healthy cells of 100 for which
    /// it raised one.
    /// </summary>
    public required IReadOnlyList<(Interval PerThousand, Interval PerHundred)> LabFalse { get; init; }

    /// <summary>Each false alarm: the rule, the cycle, what it said.</summary>
    public required IReadOnlyList<string> FalseAlarms { get; init; }

    public required IReadOnlyList<FaultResult> Faults { get; init; }

    /// <summary>Rows judged while nothing was wrong, and alarms of row rules in them.</summary>
    public required (double Cycles, int FalseAlarms) SoundRows { get; init; }

    /// <summary>For each recipe: its name and its cells' fade, % per cycle, with the interval of the mean.</summary>
    public required IReadOnlyList<(string Recipe, Interval Fade)> Fades { get; init; }

    /// <summary>
    /// Cycles after which 95 % of all pairs of cohorts of eight, one of each recipe, were distinguished with p below 0.001; null
    /// if never.
    /// </summary>
    public required int? DistinguishedAfter { get; init; }
}
