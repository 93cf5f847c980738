using EdgeLogger.Cycles;

namespace EdgeLogger.Derivation.Store;

/// <summary>A step with its place in wall time.</summary>
/// <param name="Number">Its number in the record, from 1.</param>
/// <param name="Step">The step; its times are on the cell's clock.</param>
/// <param name="StartUtcMs">UTC of its start, Unix ms; null if the board did not know.</param>
/// <param name="EndUtcMs">UTC of its end, Unix ms; null if the board did not know.</param>
public sealed record StoredStep(int Number, Step Step, long? StartUtcMs, long? EndUtcMs);
