using System;

namespace EdgeLogger.Cycles.Trends;

/// <summary>
/// The median of the slopes between all pairs of points, and its confidence interval (Theil 1950; Sen 1968). Up to 29 % of the
/// points may be anything.
/// </summary>
public static class TheilSen
{
    private const int FewestPoints = 4;
    private const double Normal95 = 1.959964;

    /// <param name="x">Cycle numbers, rising.</param>
    /// <param name="y">Values; NaN is left out.</param>
    /// <returns>Null if fewer than four points are numbers.</returns>
    public static SlopeEstimate? Fit(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var slopes = new double[x.Length * (x.Length - 1) / 2];
        int pairs = 0;
        int points = 0;
        for (int i = 0; i < x.Length; i++)
        {
            if (double.IsNaN(y[i]))
            {
                continue;
            }

            points++;
            for (int j = 0; j < i; j++)
            {
                if (!double.IsNaN(y[j]) && x[i] > x[j])
                {
                    slopes[pairs++] = (y[i] - y[j]) / (x[i] - x[j]);
                }
            }
        }

        if (points < FewestPoints || pairs == 0)
        {
            return null;
        }

        Span<double> sorted = slopes.AsSpan(0, pairs);
        sorted.Sort();
        double median = 0.5 * (sorted[(pairs - 1) / 2] + sorted[pairs / 2]);
        double spread = Normal95 * Math.Sqrt(points * (points - 1.0) * (2 * points + 5) / 18);
        int low = Math.Clamp((int)Math.Floor((pairs - spread) / 2) - 1, 0, pairs - 1);
        int high = Math.Clamp((int)Math.Ceiling((pairs + spread) / 2), 0, pairs - 1);
        return new SlopeEstimate(median, sorted[low], sorted[high], points);
    }
}

/// <summary>A slope per cycle, and the interval that holds the true one with 95 % confidence.</summary>
public readonly record struct SlopeEstimate(double PerCycle, double LowPerCycle, double HighPerCycle, int Cycles)
{
    /// <summary>The same in another unit; a negative factor turns the interval round.</summary>
    public SlopeEstimate Times(double factor) => factor >= 0
        ? new SlopeEstimate(PerCycle * factor, LowPerCycle * factor, HighPerCycle * factor, Cycles)
        : new SlopeEstimate(PerCycle * factor, HighPerCycle * factor, LowPerCycle * factor, Cycles);
}
