namespace EdgeLogger.VirtualBench.Chips;

/// <summary>The circuit around a simulated ADS122C04, as means over [t0, t1) in seconds of uptime.</summary>
public interface IAds122c04Pins
{
    /// <summary>A pin's number that stands for the negative supply.</summary>
    const int Avss = -1;

    /// <summary>Voltage between two of the pins AIN0 to AIN3 (0 to 3), or one of them and <see cref="Avss"/>, V.</summary>
    double MeanDifferenceV(int positivePin, int negativePin, in Excitation excitation, double t0, double t1);

    /// <summary>Voltage between REFP and REFN, V.</summary>
    double ReferenceV(in Excitation excitation);

    /// <summary>Temperature of the chip, degC.</summary>
    double AmbientDegC(double t0, double t1);
}
