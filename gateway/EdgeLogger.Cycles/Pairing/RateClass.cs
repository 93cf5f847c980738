using System;
using System.Globalization;

namespace EdgeLogger.Cycles.Pairing;

/// <summary>The rates that are used in practice. A current belongs to the nearest on a logarithmic scale.</summary>
internal static class RateClass
{
    private static readonly double[] Rates =
        [0.01, 0.02, 0.033, 0.05, 0.1, 0.2, 0.25, 0.33, 0.5, 1, 1.5, 2, 3, 4, 5, 10, 20, 50, 100];

    public static double Nearest(double rate)
    {
        double nearest = Rates[0];
        double distance = double.PositiveInfinity;
        foreach (double candidate in Rates)
        {
            double off = Math.Abs(Math.Log(rate / candidate));
            if (off < distance)
            {
                distance = off;
                nearest = candidate;
            }
        }

        return nearest;
    }

    public static string Text(double rateClass) => rateClass.ToString("0.###", CultureInfo.InvariantCulture);
}
