namespace EdgeLogger.Cycles.Model;

/// <summary>One instant reading of a cell, as a cycler's file has it.</summary>
/// <param name="TimeS">Seconds on a clock that integrates (monotonic, any origin).</param>
/// <param name="VoltageV">Cell voltage, V.</param>
/// <param name="CurrentA">Cell current, A; positive charges the cell.</param>
public readonly record struct Sample(double TimeS, double VoltageV, double CurrentA);
