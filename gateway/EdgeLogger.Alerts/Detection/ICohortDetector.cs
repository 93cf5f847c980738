using System.Collections.Generic;

namespace EdgeLogger.Alerts.Detection;

/// <summary>
/// Judges the cells of one cohort against each other. It is given the cycles of all of them, each cell's own in their order; how
/// the cells interleave must not matter but for when a verdict comes.
/// </summary>
public interface ICohortDetector
{
    /// <summary>Takes the next cycle of any of the cells.</summary>
    /// <returns>What is found with it, about cells (of which each has a verdict of its own) or the cohort; empty if nothing is
    /// new.</returns>
    IReadOnlyList<Verdict> Take(CycleObservation observation);
}
