using System;

namespace EdgeLogger.AlertBench.Statistics;

/// <summary>A figure and the interval that holds the true one with 95 % confidence.</summary>
public readonly record struct Interval(double Value, double Low, double High)
{
    private const double Normal95 = 1.959964;

    /// <summary>A share of independent runs (Wilson 1927).</summary>
    public static Interval OfShare(int found, int runs)
    {
        if (runs == 0)
        {
            return new Interval(double.NaN, 0, 1);
        }

        double z2 = Normal95 * Normal95;
        double p = found / (double)runs;
        double centre = (p + (z2 / (2 * runs))) / (1 + (z2 / runs));
        double half = Normal95 * Math.Sqrt((p * (1 - p) / runs) + (z2 / (4.0 * runs * runs))) / (1 + (z2 / runs));
        return new Interval(p, found == 0 ? 0 : centre - half, found == runs ? 1 : centre + half);
    }

    /// <summary>
    /// Events in an exposure, e.g. cell-cycles: exact limits (Garwood 1936), in Wilson and Hilferty's approximation.
    /// </summary>
    public static Interval OfRate(int events, double exposure)
    {
        double low = events == 0 ? 0 : events * Math.Pow(1 - (1.0 / (9 * events)) - (Normal95 / (3 * Math.Sqrt(events))), 3);
        double more = events + 1;
        double high = events == 0
            ? -Math.Log(0.025)
            : more * Math.Pow(1 - (1 / (9 * more)) + (Normal95 / (3 * Math.Sqrt(more))), 3);
        return new Interval(events / exposure, low / exposure, high / exposure);
    }

    /// <summary>A quantile, between order statistics (binomial, in the normal approximation).</summary>
    /// <param name="sorted">Rising; positive infinity is "never".</param>
    /// <param name="share">0.5 is the median.</param>
    public static Interval OfQuantile(double[] sorted, double share)
    {
        int n = sorted.Length;
        if (n == 0)
        {
            return new Interval(double.NaN, double.NaN, double.NaN);
        }

        double half = Normal95 * Math.Sqrt(n * share * (1 - share));
        return new Interval(At(sorted, share * (n - 1)), At(sorted, (share * (n - 1)) - half),
            At(sorted, (share * (n - 1)) + half));
    }

    private static double At(double[] sorted, double rank) => sorted[(int)double.Clamp(Math.Round(rank), 0, sorted.Length - 1)];
}
