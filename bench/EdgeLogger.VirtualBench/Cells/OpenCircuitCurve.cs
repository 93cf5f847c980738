using System;

namespace EdgeLogger.VirtualBench.Cells;

/// <summary>
/// Open-circuit voltage of the model cathode against LiIn over its state of charge, 2.0 V (0) to 4.6 V (1) and steep beyond: a
/// cubic between points that never overshoots (Fritsch and Butland 1984), as a curve with corners would have steps in its dQ/dV.
/// </summary>
internal static class OpenCircuitCurve
{
    private static readonly double[] s_charges = [0, 0.03, 0.10, 0.20, 0.35, 0.50, 0.65, 0.80, 0.90, 0.97, 1];
    private static readonly double[] s_voltages = [2.00, 2.45, 2.80, 3.02, 3.17, 3.33, 3.55, 3.85, 4.10, 4.40, 4.60];
    private static readonly double[] s_slopes = Slopes();

    /// <summary>Voltage at a state of charge, V.</summary>
    /// <param name="charge">State of charge, 0 to 1; a little outside is allowed.</param>
    /// <param name="decayV">How far the mean voltage has fallen; both ends stay.</param>
    public static double VoltageV(double charge, double decayV)
    {
        double inside = Math.Clamp(charge, 0, 1);
        double voltageV = Between(inside) + ((charge - inside) * (charge < 0 ? s_slopes[0] : s_slopes[^1]));

        // 6 x (1 - x) has the mean 1 over 0 to 1.
        return voltageV - (decayV * 6 * inside * (1 - inside));
    }

    private static double Between(double charge)
    {
        int i = 1;
        while (i < s_charges.Length - 1 && charge > s_charges[i])
        {
            i++;
        }

        double width = s_charges[i] - s_charges[i - 1];
        double t = (charge - s_charges[i - 1]) / width;
        double u = 1 - t;
        return (u * u * (1 + (2 * t)) * s_voltages[i - 1]) + (t * t * (3 - (2 * t)) * s_voltages[i])
            + (width * t * u * ((u * s_slopes[i - 1]) - (t * s_slopes[i])));
    }

    private static double[] Slopes()
    {
        double[] slopes = new double[s_charges.Length];
        double Secant(int i) => (s_voltages[i + 1] - s_voltages[i]) / (s_charges[i + 1] - s_charges[i]);
        slopes[0] = Secant(0);
        slopes[^1] = Secant(s_charges.Length - 2);
        for (int i = 1; i < slopes.Length - 1; i++)
        {
            double before = s_charges[i] - s_charges[i - 1];
            double after = s_charges[i + 1] - s_charges[i];
            double share = (before + (2 * after)) / (3 * (before + after));
            slopes[i] = Secant(i - 1) * Secant(i) / ((share * Secant(i)) + ((1 - share) * Secant(i - 1)));
        }

        return slopes;
    }
}
