using System.Threading;

namespace EdgeLogger.VirtualBench.Cells;

/// <summary>
/// What a calibrator applies to a fixture: steady values, until they are changed. May be changed from any thread.
/// </summary>
public sealed class SuppliedCell : ICellSignal
{
    private double _voltageV;
    private double _currentA;
    private double _temperatureDegC = 25;
    private double _pressureMPa;

    /// <summary>Voltage, V.</summary>
    public double VoltageV
    {
        get => Volatile.Read(ref _voltageV);
        set => Volatile.Write(ref _voltageV, value);
    }

    /// <summary>Current, A.</summary>
    public double CurrentA
    {
        get => Volatile.Read(ref _currentA);
        set => Volatile.Write(ref _currentA, value);
    }

    /// <summary>Temperature, degC.</summary>
    public double TemperatureDegC
    {
        get => Volatile.Read(ref _temperatureDegC);
        set => Volatile.Write(ref _temperatureDegC, value);
    }

    /// <summary>Pressure, MPa.</summary>
    public double PressureMPa
    {
        get => Volatile.Read(ref _pressureMPa);
        set => Volatile.Write(ref _pressureMPa, value);
    }

    /// <inheritdoc/>
    public double MeanVoltageV(double t0, double t1) => VoltageV;

    /// <inheritdoc/>
    public double MeanCurrentA(double t0, double t1) => CurrentA;

    /// <inheritdoc/>
    public double MeanTemperatureDegC(double t0, double t1) => TemperatureDegC;

    /// <inheritdoc/>
    public double MeanPressureMPa(double t0, double t1) => PressureMPa;
}
