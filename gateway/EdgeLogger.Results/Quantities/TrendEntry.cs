using EdgeLogger.Cycles.Trends;

namespace EdgeLogger.Results.Quantities;

/// <summary>The trend of a signature with what its quantities are taken from.</summary>
/// <param name="Trend">The trend.</param>
/// <param name="CycleNumber">The cycle it holds up to; null in a record, whose trends hold up to its end.</param>
/// <param name="SlippageAh">Cumulated irreversible capacity of the cell, Ah.</param>
/// <param name="EquivalentFullCycles">Equivalent full cycles of the cell; null: not known.</param>
public sealed record TrendEntry(SignatureTrend? Trend, int? CycleNumber, double? SlippageAh, double? EquivalentFullCycles);
