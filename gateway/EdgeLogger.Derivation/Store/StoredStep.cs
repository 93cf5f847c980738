using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Following;

namespace EdgeLogger.Derivation.Store;

/// <summary>A step with its place in wall time.</summary>
/// <param name="Number">Its number in the record, from 1.</param>
/// <param name="Step">The step; its times are on the test's clock.</param>
/// <param name="StartUtcMs">UTC of its start, Unix ms; null if it is not known, or not yet.</param>
/// <param name="EndUtcMs">UTC of its end, Unix ms; null if it is not known, or not yet.</param>
/// <param name="EndQuality">How well its end is known.</param>
public sealed record StoredStep(int Number, Step Step, long? StartUtcMs, long? EndUtcMs, DateQuality EndQuality)
{
    /// <summary>A step, dated by its test's clock.</summary>
    public static StoredStep Of(int number, Step step, TestDates dates) =>
        new(number, step, dates.UtcMs(step.StartS), dates.UtcMs(step.EndS), dates.QualityAt(step.EndS));
}
