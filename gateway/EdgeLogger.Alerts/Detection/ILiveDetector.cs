namespace EdgeLogger.Alerts.Detection;

/// <summary>
/// Judges one cell row by row, in bounded memory and without allocation while nothing changes. It starts again after a restart:
/// what still is so is found again.
/// </summary>
public interface ILiveDetector
{
    /// <summary>Takes the cell's next row.</summary>
    /// <returns>What is found, when the state changes (the first time: when it is not clear); else null, and the last verdict
    /// stands.</returns>
    Verdict? Take(in LiveObservation row);
}

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
