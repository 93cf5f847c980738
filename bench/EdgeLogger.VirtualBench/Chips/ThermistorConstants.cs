namespace EdgeLogger.VirtualBench.Chips;

/// <summary>A thermistor as it is, 1/K each; see <see cref="Units.ThermistorCurve"/>.</summary>
public readonly record struct ThermistorConstants(double A, double B, double C);
