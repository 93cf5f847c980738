namespace EdgeLogger.VirtualBench.Cells;

/// <summary>
/// What there is to measure in one fixture, as exact means over [t0, t1) in seconds of the board's uptime. Converters ask with
/// times that go forward, each quantity on its own; going back is allowed but slow.
/// </summary>
public interface ICellSignal
{
    /// <summary>Voltage between the cell's terminals, V.</summary>
    double MeanVoltageV(double t0, double t1);

    /// <summary>Current into the cell, A; charge is positive.</summary>
    double MeanCurrentA(double t0, double t1);

    /// <summary>Temperature of the fixture, degC.</summary>
    double MeanTemperatureDegC(double t0, double t1);

    /// <summary>Stack pressure, MPa.</summary>
    double MeanPressureMPa(double t0, double t1);
}
