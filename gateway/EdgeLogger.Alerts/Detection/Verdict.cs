using System;
using EdgeLogger.Derivation.Plans;

namespace EdgeLogger.Alerts.Detection;

/// <summary>What one rule finds about one subject, at one observation.</summary>
public sealed record Verdict
{
    /// <summary>The rule that found it: the name of its instance, not of its kind.</summary>
    public required string Rule { get; init; }

    public required Subject Subject { get; init; }

    public required DetectionState State { get; init; }

    /// <summary>The number that was judged; NaN if there is none.</summary>
    public required double Value { get; init; }

    /// <summary>What it was judged against; NaN if there is none.</summary>
    public required double Threshold { get; init; }

    /// <summary>Unit of both, e.g. "% per cycle"; empty if they have none.</summary>
    public required string Unit { get; init; }

    /// <summary>How soon someone should look, if nobody has said otherwise for the rule.</summary>
    public required Severity Severity { get; init; }

    /// <summary>What was found, with its numbers and units, for a person; no full stop.</summary>
    public required string Sentence { get; init; }

    /// <summary>The number of the cycle that was judged; null for rows and boards.</summary>
    public int? Cycle { get; init; }

    /// <summary>The cycle in which it is thought to have begun; null if that is not known.</summary>
    public int? Onset { get; init; }

    /// <summary>The row with which it was found; null where that is looked up by the cycle, and for boards.</summary>
    public RowPlace? Place { get; init; }

    /// <summary>
    /// From when on it is so, on the cell's own clock, s: of a question the moment that it asks about; null elsewhere.
    /// </summary>
    public double? SinceS { get; init; }

    /// <summary>The same in UTC; null where it is not known.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>What it was found from; null while clear.</summary>
    public Evidence? Evidence { get; init; }
}

/// <summary>How a detector finds its subject.</summary>
public enum DetectionState : byte
{
    /// <summary>As it should be, or not enough is known to say otherwise.</summary>
    Clear = 0,

    /// <summary>On its way to abnormal: worth a colour on a page, not a call.</summary>
    Suspicious = 1,

    /// <summary>Abnormal, with the detector's own design rate of false alarms.</summary>
    Abnormal = 2,
}
