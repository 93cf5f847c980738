using System.Collections.Generic;

namespace EdgeLogger.Cycles.DifferentialCapacity;

/// <summary>The maxima of dQ/dV of both halves of a cycle, by rising voltage; empty where they are not known.</summary>
public sealed record CyclePeaks(IReadOnlyList<DifferentialCapacityPeak> Charge, IReadOnlyList<DifferentialCapacityPeak> Discharge)
{
    /// <summary>Nothing is known.</summary>
    public static CyclePeaks None { get; } = new([], []);
}
