using System;

namespace EdgeLogger.Alerts.Detectors.Trends;

/// <summary>
/// One-sided cumulative sum of standardised errors (Page 1954) with reference value 1: made for shifts of two standard deviations
/// and more. Errors are clipped at four, so that no single cycle, however wrong, comes near the limit.
/// </summary>
internal struct Cusum
{
    private const double Reference = 1;
    private const double Clip = 4;

    /// <summary>Mean excess over the boundary of a random walk of unit normal steps (Siegmund 1985).</summary>
    private const double Overshoot = 1.166;

    public double Value { get; private set; }

    /// <param name="error">Standardised; positive is what is looked for.</param>
    /// <param name="most">Where the sum stops, so that it can come down again.</param>
    public void Add(double error, double most) =>
        Value = double.Clamp(Value + double.Clamp(error, -Clip, Clip) - Reference, 0, most);

    public void Reset(double value) => Value = value;

    /// <summary>
    /// The limit that normal independent errors cross once in so many steps: the inverse of Siegmund's (exp(2b) - 2b - 1)/2 with
    /// b = limit + 1.166.
    /// </summary>
    public static double LimitFor(double meanStepsBetweenFalseAlarms)
    {
        double b = 1;
        for (int i = 0; i < 50; i++)
        {
            b = Math.Log((2 * meanStepsBetweenFalseAlarms) + (2 * b) + 1) / 2;
        }

        return b - Overshoot;
    }
}
