using System;

namespace EdgeLogger.VirtualBench.Cells;

/// <summary>Open-circuit voltage of the model cathode against LiIn over its state of charge, 2.0 V (0) to 4.6 V (1) and steep beyond.</summary>
internal static class OpenCircuitCurve
{
    private static readonly double[] s_charges = [0, 0.03, 0.10, 0.20, 0.35, 0.50, 0.65, 0.80, 0.90, 0.97, 1];
    private static readonly double[] s_voltages = [2.00, 2.45, 2.80, 3.02, 3.17, 3.33, 3.55, 3.85, 4.10, 4.40, 4.60];

    /// <summary>Voltage at a state of charge, V.</summary>
    /// <param name="charge">State of charge, 0 to 1; a little outside is allowed.</param>
    /// <param name="decayV">How far the mean voltage has fallen; both ends stay.</param>
    public static double VoltageV(double charge, double decayV)
    {
        int i = 1;
        while (i < s_charges.Length - 1 && charge > s_charges[i])
        {
            i++;
        }

        double share = (charge - s_charges[i - 1]) / (s_charges[i] - s_charges[i - 1]);
        double voltageV = s_voltages[i - 1] + (share * (s_voltages[i] - s_voltages[i - 1]));

        // 6 x (1 - x) has the mean 1 over 0 to 1.
        double inside = Math.Clamp(charge, 0, 1);
        return voltageV - (decayV * 6 * inside * (1 - inside));
    }
}
