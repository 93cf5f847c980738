namespace EdgeLogger.Cycles.Trends;

/// <summary>A dQ/dV peak of the last cycle of a signature.</summary>
/// <param name="VoltageV">Where it is, V.</param>
/// <param name="AhPerV">How high it is, Ah/V.</param>
/// <param name="DriftV">How far from the reference cycle's nearest peak, V; null if that has none within 0.1 V.</param>
public readonly record struct PeakTrend(double VoltageV, double AhPerV, double? DriftV);
