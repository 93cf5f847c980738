using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeLogger.AlertBench.Statistics;

/// <summary>Fade rates of cells, and whether two cohorts' differ.</summary>
public static class CohortComparison
{
    private const int BreakIn = 20;

    /// <summary>Fade from the break-in to a cycle, % of what is left per cycle: least squares on the logarithm.</summary>
    public static double FadePercentPerCycle(IEnumerable<(int Number, double Ah)> capacities, int untilCycle)
    {
        double n = 0, mx = 0, my = 0, xx = 0, xy = 0;
        foreach ((int number, double ah) in capacities.Where(one => one.Number > BreakIn && one.Number <= untilCycle))
        {
            n++;
            double dx = number - mx;
            double dy = (100 * Math.Log(ah)) - my;
            mx += dx / n;
            my += dy / n;
            xx += dx * (number - mx);
            xy += dx * ((100 * Math.Log(ah)) - my);
        }

        return -xy / xx;
    }

    /// <summary>Mean and its 95 % interval.</summary>
    public static Interval Mean(IReadOnlyList<double> values)
    {
        double mean = values.Average();
        double half = 2.0 * Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1) / values.Count);
        return new Interval(mean, mean - half, mean + half);
    }

    /// <summary>Welch's t of two cohorts.</summary>
    public static double WelchT(IReadOnlyList<double> one, IReadOnlyList<double> other) =>
        (one.Average() - other.Average()) / Math.Sqrt((Variance(one) / one.Count) + (Variance(other) / other.Count));

    private static double Variance(IReadOnlyList<double> values)
    {
        double mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1);
    }
}
