namespace EdgeLogger.Alerts.Detection;

/// <summary>
/// One row of a cell as it arrives. NaN is: the row does not have it (not due), or the sensor gave none.
/// </summary>
/// <param name="TimeS">End of the row on the cell's own clock, s: monotonic, it does not follow UTC.</param>
/// <param name="VoltageV">Mean cell voltage, V.</param>
/// <param name="CurrentA">Mean current, A; positive charges the cell.</param>
/// <param name="TemperatureDegC">Mean temperature, degrees Celsius.</param>
/// <param name="PressureMpa">Mean stack pressure, MPa.</param>
/// <param name="Saturated">A converter of voltage or current stood at the end of its range.</param>
/// <param name="SensorError">Voltage or current has stopped answering, or a sensor reports a fault.</param>
public readonly record struct LiveObservation(
    double TimeS, double VoltageV, double CurrentA, double TemperatureDegC, double PressureMpa, bool Saturated, bool SensorError);
