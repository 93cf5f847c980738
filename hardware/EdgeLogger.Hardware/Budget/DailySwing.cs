using System;

namespace EdgeLogger.Hardware.Budget;

/// <summary>
/// What is left of a temperature that swings like a sine of unknown phase, once it is averaged: root mean square over all phases,
/// K. A cosine and a sine part of one amplitude stand for all phases.
/// </summary>
public sealed class DailySwing(BudgetConditions conditions)
{
    private readonly double _omega = 2 * Math.PI / conditions.DayS;

    /// <summary>At one moment.</summary>
    public double Instant => Standard(1, 0);

    /// <summary>Mean over [startS, endS).</summary>
    public double Mean(double startS, double endS) => Combined((startS, endS, 1));

    /// <summary>
    /// Weighted sum of the means over several windows; what the weights share of the mean temperature's error included.
    /// </summary>
    public double Combined(params ReadOnlySpan<(double StartS, double EndS, double Weight)> windows)
    {
        double cosine = 0;
        double sine = 0;
        double weights = 0;
        foreach ((double startS, double endS, double weight) in windows)
        {
            double phase = _omega * (endS - startS);
            cosine += weight * (Math.Sin(_omega * endS) - Math.Sin(_omega * startS)) / phase;
            sine += weight * (Math.Cos(_omega * startS) - Math.Cos(_omega * endS)) / phase;
            weights += weight;
        }

        return Standard(cosine, sine, weights);
    }

    /// <summary>Least-squares slope over cycles of the mean over one window in each, K per cycle.</summary>
    /// <param name="startS">Of the first cycle's window.</param>
    /// <param name="endS">Of the same.</param>
    /// <param name="lengthS">Length of a cycle.</param>
    /// <param name="count">How many.</param>
    public double Slope(double startS, double endS, double lengthS, int count)
    {
        var windows = new (double, double, double)[count];
        double middle = (count - 1) / 2.0;
        double squares = count * ((count * (double)count) - 1) / 12;
        for (int i = 0; i < count; i++)
        {
            windows[i] = (startS + (i * lengthS), endS + (i * lengthS), (i - middle) / squares);
        }

        return Combined(windows);
    }

    private double Standard(double cosine, double sine, double weights = 1) =>
        Math.Sqrt((Square(conditions.SwingK) * (Square(cosine) + Square(sine)) / 2) + Square(weights * conditions.MeanOffK));

    private static double Square(double value) => value * value;
}
