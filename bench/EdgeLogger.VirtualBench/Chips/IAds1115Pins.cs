namespace EdgeLogger.VirtualBench.Chips;

/// <summary>The circuit around a simulated ADS1115, as means over [t0, t1) in seconds of uptime.</summary>
public interface IAds1115Pins
{
    /// <summary>Voltage at a pin, AIN0 to AIN3, against ground, V.</summary>
    double PinV(int pin, double t0, double t1);

    /// <summary>Temperature of the chip, degC.</summary>
    double AmbientDegC(double t0, double t1);
}
