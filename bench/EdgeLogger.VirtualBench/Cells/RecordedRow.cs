namespace EdgeLogger.VirtualBench.Cells;

/// <summary>One row of a recorded series.</summary>
/// <param name="TimeS">Seconds; rows are in order, equal times make a jump.</param>
/// <param name="VoltageV">Cell voltage, V.</param>
/// <param name="CurrentA">Current, A, charge positive.</param>
/// <param name="TemperatureDegC">Temperature, degC; NaN where none was recorded.</param>
public readonly record struct RecordedRow(double TimeS, double VoltageV, double CurrentA, double TemperatureDegC = double.NaN);
