using System;
using System.Collections.Generic;

namespace EdgeLogger.Alerts.Detectors.Trends;

/// <summary>
/// A series read as one straight line that bends (a knee) and as one that drops, by least squares over the cycle in which it
/// happens.
/// </summary>
/// <param name="Onset">Cycle from which it bends.</param>
/// <param name="SlopeBefore">Change per cycle before.</param>
/// <param name="Bend">Change of the slope.</param>
/// <param name="BendError">Its standard error, with the noise as the residuals have it.</param>
/// <param name="BendsRatherThanDrops">The bend leaves no larger residuals than a drop does.</param>
internal readonly record struct Hinge(double Onset, double SlopeBefore, double Bend, double BendError, bool BendsRatherThanDrops)
{
    /// <param name="samples">In the order of the cycles.</param>
    /// <param name="from">First index at which it may bend.</param>
    /// <param name="until">Last index.</param>
    public static Hinge Fit(IReadOnlyList<TrendSample> samples, int from, int until)
    {
        var best = default(Solution);
        double leastHinge = double.PositiveInfinity;
        double leastDrop = double.PositiveInfinity;
        double onset = double.NaN;
        for (int i = from; i <= until; i++)
        {
            Solution hinge = Solve(samples, i, isDrop: false);
            if (hinge.SquaredError < leastHinge)
            {
                (best, leastHinge, onset) = (hinge, hinge.SquaredError, samples[i].X);
            }

            leastDrop = double.Min(leastDrop, Solve(samples, i, isDrop: true).SquaredError);
        }

        double sigma = Math.Sqrt(leastHinge / int.Max(1, samples.Count - 4));
        return new Hinge(onset, best.Slope, best.Extra, sigma * best.ExtraError, leastHinge <= leastDrop);
    }

    private readonly record struct Solution(double Slope, double Extra, double ExtraError, double SquaredError);

    // Two regressors, the cycle and what comes after the bend, both centred.
    private static Solution Solve(IReadOnlyList<TrendSample> samples, int at, bool isDrop)
    {
        double bendX = samples[at].X;
        double n = samples.Count;
        double mx = 0, mh = 0, my = 0;
        foreach (TrendSample sample in samples)
        {
            mx += sample.X / n;
            mh += After(sample.X, bendX, isDrop) / n;
            my += sample.Y / n;
        }

        double xx = 0, xh = 0, hh = 0, xy = 0, hy = 0, yy = 0;
        foreach (TrendSample sample in samples)
        {
            double x = sample.X - mx;
            double h = After(sample.X, bendX, isDrop) - mh;
            double y = sample.Y - my;
            xx += x * x;
            xh += x * h;
            hh += h * h;
            xy += x * y;
            hy += h * y;
            yy += y * y;
        }

        double determinant = (xx * hh) - (xh * xh);
        if (!(determinant > 1e-9 * xx * hh))
        {
            return new Solution(0, 0, double.PositiveInfinity, double.PositiveInfinity);
        }

        double slope = ((hh * xy) - (xh * hy)) / determinant;
        double extra = ((xx * hy) - (xh * xy)) / determinant;
        return new Solution(slope, extra, Math.Sqrt(xx / determinant), double.Max(0, yy - (slope * xy) - (extra * hy)));
    }

    private static double After(double x, double bendX, bool isDrop) => isDrop ? (x > bendX ? 1 : 0) : double.Max(0, x - bendX);
}
