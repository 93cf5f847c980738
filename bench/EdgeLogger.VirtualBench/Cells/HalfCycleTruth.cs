namespace EdgeLogger.VirtualBench.Cells;

/// <summary>What really went through a model cell between two changes of direction.</summary>
/// <param name="IsCharge">Direction.</param>
/// <param name="Cycle">Cycle it belongs to, from 0.</param>
/// <param name="StartS">Uptime when the current set in, s.</param>
/// <param name="EndS">Uptime when it stopped, s.</param>
/// <param name="ChargeAh">Charge, positive either way.</param>
/// <param name="EnergyWh">Energy, positive either way.</param>
public sealed record HalfCycleTruth(bool IsCharge, int Cycle, double StartS, double EndS, double ChargeAh, double EnergyWh);
