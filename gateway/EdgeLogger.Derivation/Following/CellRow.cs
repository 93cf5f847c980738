namespace EdgeLogger.Derivation.Following;

/// <summary>One row of a cell in units. A quantity that the row does not have is NaN.</summary>
/// <param name="UptimeMs">End of the row's period on the board's clock.</param>
/// <param name="VoltageV">Mean cell voltage.</param>
/// <param name="CurrentA">Mean current; positive charges the cell.</param>
/// <param name="TemperatureDegC">Mean temperature.</param>
/// <param name="PressureMpa">Mean stack pressure.</param>
/// <param name="Saturated">A converter of voltage or current stood at the end of its range.</param>
/// <param name="SensorError">Voltage or current has no reading, or a sensor reports a fault. A slow sensor without a reading is none.</param>
public readonly record struct CellRow(
    long UptimeMs, double VoltageV, double CurrentA, double TemperatureDegC, double PressureMpa, bool Saturated, bool SensorError = false);
