using System;

namespace EdgeLogger.Units;

/// <summary>
/// Thermistors with a negative coefficient: 1/T = A + B ln R + C (ln R)^3, T in K and R in ohm (Steinhart and Hart, Deep-Sea
/// Research 15, 497, 1968). The simpler law R = R25 exp(Beta (1/T - 1/298.15 K)) is the same with A = 1/298.15 - ln(R25) / Beta,
/// B = 1 / Beta, C = 0.
/// </summary>
public static class ThermistorCurve
{
    private const double KelvinAtZeroDegC = 273.15;
    private const double KelvinAt25DegC = 298.15;
    private const int NewtonSteps = 12;

    /// <summary>Temperature at a resistance, degC.</summary>
    /// <param name="resistanceOhm">Above 0.</param>
    /// <param name="a">1/K.</param>
    /// <param name="b">1/K, above 0.</param>
    /// <param name="c">1/K, 0 or above.</param>
    public static double TemperatureDegC(double resistanceOhm, double a, double b, double c)
    {
        double log = Math.Log(resistanceOhm);
        return (1 / (a + (b * log) + (c * log * log * log))) - KelvinAtZeroDegC;
    }

    /// <summary>Resistance at a temperature, ohm: Newton's method on ln R, where the cubic is convex and grows.</summary>
    public static double ResistanceOhm(double temperatureDegC, double a, double b, double c)
    {
        double target = (1 / (temperatureDegC + KelvinAtZeroDegC)) - a;
        double log = target / b;
        for (int i = 0; i < NewtonSteps; i++)
        {
            double error = (b * log) + (c * log * log * log) - target;
            log -= error / (b + (3 * c * log * log));
        }

        return Math.Exp(log);
    }

    /// <summary>A of the simpler law, 1/K.</summary>
    public static double AOfBeta(double resistanceAt25Ohm, double betaK) =>
        (1 / KelvinAt25DegC) - (Math.Log(resistanceAt25Ohm) / betaK);
}
