namespace EdgeLogger.Cycles.DifferentialCapacity;

/// <summary>A maximum of dQ/dV.</summary>
public readonly record struct DifferentialCapacityPeak(double VoltageV, double AhPerV);
