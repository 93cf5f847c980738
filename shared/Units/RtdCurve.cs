using System;

namespace EdgeLogger.Units;

/// <summary>
/// Platinum resistance thermometers of IEC 60751 (alpha 0.00385): R(t) = R0 (1 + A t + B t^2 + C (t - 100) t^3), with C = 0 above
/// 0 degC (Callendar and Van Dusen).
/// </summary>
public static class RtdCurve
{
    private const double A = 3.9083e-3;
    private const double B = -5.775e-7;
    private const double C = -4.183e-12;

    /// <summary>Resistance at a temperature, ohm.</summary>
    /// <param name="temperatureDegC">-200 to 850 degC.</param>
    /// <param name="r0Ohm">Resistance at 0 degC: 100 for a Pt100, 1000 for a Pt1000.</param>
    public static double ResistanceOhm(double temperatureDegC, double r0Ohm)
    {
        double t = temperatureDegC;
        double ratio = 1 + (A * t) + (B * t * t);
        if (t < 0)
        {
            ratio += C * (t - 100) * t * t * t;
        }

        return r0Ohm * ratio;
    }

    /// <summary>
    /// Temperature at a resistance, degC. Above 0 degC the quadratic is solved exactly; below, two Newton steps on the full
    /// polynomial leave less than 1 uK.
    /// </summary>
    /// <param name="resistanceOhm">0.2 to 4 times <paramref name="r0Ohm"/>.</param>
    /// <param name="r0Ohm">Resistance at 0 degC.</param>
    public static double TemperatureDegC(double resistanceOhm, double r0Ohm)
    {
        double ratio = resistanceOhm / r0Ohm;
        double t = (-A + Math.Sqrt((A * A) - (4 * B * (1 - ratio)))) / (2 * B);
        if (ratio >= 1)
        {
            return t;
        }

        for (int i = 0; i < 3; i++)
        {
            double error = (ResistanceOhm(t, 1) - ratio);
            double slope = A + (2 * B * t) + (C * ((4 * t * t * t) - (300 * t * t)));
            t -= error / slope;
        }

        return t;
    }
}
