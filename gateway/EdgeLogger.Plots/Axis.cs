using System;
using System.Collections.Generic;
using System.Globalization;

namespace EdgeLogger.Plots;

/// <summary>A linear axis: its range, its ticks at round numbers, and where a value lies on it.</summary>
public sealed class Axis
{
    /// <summary>
    /// Values closer than this share of themselves are the same to the eye, and their labels would be too long.
    /// </summary>
    private const double SameShare = 1e-5;

    private readonly double _step;

    private Axis(string title, double low, double high, double step)
    {
        Title = title;
        Low = low;
        High = high;
        _step = step;
    }

    /// <summary>What the axis shows, with its unit.</summary>
    public string Title { get; }

    /// <summary>Value at the lower end.</summary>
    public double Low { get; }

    /// <summary>Value at the upper end.</summary>
    public double High { get; }

    /// <summary>
    /// An axis that holds these values with a margin, and about this many ticks; wholeNumbers keeps the ticks on integers.
    /// </summary>
    public static Axis Around(string title, IEnumerable<double> values, int ticks, bool wholeNumbers = false)
    {
        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        foreach (double value in values)
        {
            if (double.IsFinite(value))
            {
                low = Math.Min(low, value);
                high = Math.Max(high, value);
            }
        }

        if (!(low <= high))
        {
            (low, high) = (0, 1);
        }

        // Values equal but for rounding still get an axis with ticks that differ.
        double largest = Math.Max(Math.Abs(low), Math.Abs(high));
        double margin = high - low > SameShare * largest ? 0.04 * (high - low) : largest > 0 ? 1e-3 * largest : 1;
        margin = wholeNumbers ? Math.Max(margin, 0.5) : margin;
        double step = RoundStep((high - low + 2 * margin) / ticks);
        return new Axis(title, low - margin, high + margin, wholeNumbers ? Math.Max(1, step) : step);
    }

    /// <summary>0 at the lower end, 1 at the upper.</summary>
    public double Share(double value) => (value - Low) / (High - Low);

    /// <summary>The ticks from below, with their labels.</summary>
    public IEnumerable<(double Value, string Label)> Ticks()
    {
        string format = "F" + Math.Clamp(-(int)Math.Floor(Math.Log10(_step) + 1e-9), 0, 12)
            .ToString(CultureInfo.InvariantCulture);
        for (double i = Math.Ceiling(Low / _step - 1e-9); i * _step <= High + 1e-9 * _step; i++)
        {
            // Adding 0 makes a negative zero a zero.
            yield return (i * _step, (i * _step + 0.0).ToString(format, CultureInfo.InvariantCulture).Replace('-', '\u2212'));
        }
    }

    /// <summary>The number nearest to the given one that is 1, 2 or 5 times a power of ten.</summary>
    private static double RoundStep(double step)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        double digit = step / power;
        return power * (digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10);
    }
}
