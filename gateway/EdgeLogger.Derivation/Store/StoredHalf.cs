using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Following;

namespace EdgeLogger.Derivation.Store;

/// <summary>A half cycle with its place in wall time.</summary>
/// <param name="Half">The half cycle; its times are on the test's clock.</param>
/// <param name="StartUtcMs">UTC of its start, Unix ms; null if it is not known, or not yet.</param>
/// <param name="EndUtcMs">UTC of its end, Unix ms; null if it is not known, or not yet.</param>
/// <param name="EndQuality">How well its end is known.</param>
public sealed record StoredHalf(HalfCycle Half, long? StartUtcMs, long? EndUtcMs, DateQuality EndQuality)
{
    /// <summary>A half cycle, dated by its test's clock.</summary>
    public static StoredHalf Of(HalfCycle half, TestDates dates) =>
        new(half, dates.UtcMs(half.StartS), dates.UtcMs(half.EndS), dates.QualityAt(half.EndS));
}
