namespace EdgeLogger.Derivation.Following;

/// <summary>One row of a cell in units. A quantity that the row does not have is NaN.</summary>
/// <param name="UptimeMs">End of the row's period on the board's clock.</param>
/// <param name="VoltageV">Mean cell voltage.</param>
/// <param name="CurrentA">Mean current; positive charges the cell.</param>
/// <param name="TemperatureDegC">Mean temperature.</param>
/// <param name="PressureMpa">Mean stack pressure.</param>
/// <param name="Saturated">A converter of voltage or current stood at the end of its range.</param>
/// <param name="SensorError">Voltage or current has no reading, or a sensor reports a fault. A slow sensor without a reading is
/// none.</param>
public readonly record struct CellRow(
    long UptimeMs, double VoltageV, double CurrentA, double TemperatureDegC, double PressureMpa, bool Saturated,
    bool SensorError = false);

/// <summary>A row of a cell with its place in time.</summary>
/// <param name="Row">The row.</param>
/// <param name="StartS">Start of its period on the cell's clock, s; the row's own time where it has no period.</param>
/// <param name="TimeS">Its time, the end of its period, on the cell's clock, s.</param>
/// <param name="UtcMs">The same in UTC, Unix ms; null if it is not known, or not yet.</param>
/// <param name="Quality">How well UTC is known.</param>
public readonly record struct DatedRow(CellRow Row, double StartS, double TimeS, long? UtcMs, DateQuality Quality);
