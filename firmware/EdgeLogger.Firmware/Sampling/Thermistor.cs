using System;
using EdgeLogger.Units;

namespace EdgeLogger.Firmware.Sampling;

/// <summary>
/// A thermistor's curve in integers, so that the schema says it without a rounding; see <see cref="ThermistorCurve"/>.
/// </summary>
public sealed class Thermistor
{
    private const double PerKelvin = 1e12;

    /// <summary>A and B in units of 10^-12 / K.</summary>
    public long APico;
    public long BPico;

    /// <summary>C in units of 10^-15 / K; 0 for a curve of Beta.</summary>
    public long CFemto;

    /// <summary>Beta, K, rounded, of a curve that has no C.</summary>
    public long BetaK => (long)Math.Round(PerKelvin / BPico);

    /// <summary>What the schema says of it: ohm to degC.</summary>
    public string Conversion => "ntc:" + APico.ToString() + "e-12:" + BPico.ToString() + "e-12:" + CFemto.ToString() + "e-15";

    /// <summary>The curve of a resistance at 25 degC and Beta.</summary>
    public static Thermistor OfBeta(double resistanceAt25Ohm, double betaK)
    {
        Thermistor thermistor = new Thermistor();
        thermistor.APico = (long)Math.Round(ThermistorCurve.AOfBeta(resistanceAt25Ohm, betaK) * PerKelvin);
        thermistor.BPico = (long)Math.Round(PerKelvin / betaK);
        return thermistor;
    }
}
