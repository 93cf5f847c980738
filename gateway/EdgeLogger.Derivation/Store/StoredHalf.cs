using EdgeLogger.Cycles;

namespace EdgeLogger.Derivation.Store;

/// <summary>A half cycle with its place in wall time.</summary>
/// <param name="Half">The half cycle; its times are on the cell's clock.</param>
/// <param name="StartUtcMs">UTC of its start, Unix ms; null if the board did not know.</param>
/// <param name="EndUtcMs">UTC of its end, Unix ms; null if the board did not know.</param>
public sealed record StoredHalf(HalfCycle Half, long? StartUtcMs, long? EndUtcMs);
