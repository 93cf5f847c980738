using EdgeLogger.Cycles.Trends;

namespace EdgeLogger.Derivation.Store;

/// <summary>How a cell stood when a complete cycle had closed.</summary>
/// <param name="CycleNumber">The cycle.</param>
/// <param name="Trend">The trend of its signature, that cycle included.</param>
/// <param name="SlippageAh">Cumulated irreversible capacity of the cell, Ah.</param>
/// <param name="EquivalentFullCycles">Charge that has passed over twice the capacity; null before a capacity is known.</param>
public sealed record CycleTrend(int CycleNumber, SignatureTrend Trend, double SlippageAh, double? EquivalentFullCycles);
