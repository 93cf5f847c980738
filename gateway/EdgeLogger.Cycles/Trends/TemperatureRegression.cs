using System;

namespace EdgeLogger.Cycles.Trends;

/// <summary>
/// Takes off what temperature explains: least squares of the value on cycle number and temperature together, so that a drift of
/// the one is not taken for the other.
/// </summary>
public static class TemperatureRegression
{
    private const int FewestPoints = 6;
    private const double LeastSpreadK = 0.05;
    private const double LeastIndependence = 0.05;

    /// <param name="x">Cycle numbers.</param>
    /// <param name="y">Values; NaN is left out.</param>
    /// <param name="temperatureDegC">The temperature of each, degrees Celsius; NaN is unknown.</param>
    /// <returns>The values at the mean temperature; as they were, if the temperature is unknown, constant, or runs with the
    /// cycles.</returns>
    public static double[] Correct(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> temperatureDegC)
    {
        double perK = PerK(x, y, temperatureDegC);
        double meanDegC = Means(x, y, temperatureDegC).T;
        double[] corrected = y.ToArray();
        for (int i = 0; i < corrected.Length && perK != 0; i++)
        {
            // A value whose temperature is unknown stays.
            corrected[i] -= double.IsNaN(temperatureDegC[i]) ? 0 : perK * (temperatureDegC[i] - meanDegC);
        }

        return corrected;
    }

    /// <summary>What one kelvin is worth, in the values' unit; 0 if it is not known.</summary>
    /// <param name="x">Cycle numbers.</param>
    /// <param name="y">Values; NaN is left out.</param>
    /// <param name="temperatureDegC">The temperature of each, degrees Celsius; NaN is unknown.</param>
    public static double PerK(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> temperatureDegC)
    {
        (double n, double meanX, double meanY, double meanT) = Means(x, y, temperatureDegC);
        double xx = 0, xt = 0, tt = 0, xy = 0, ty = 0;
        for (int i = 0; i < x.Length; i++)
        {
            if (double.IsNaN(y[i] + temperatureDegC[i]))
            {
                continue;
            }

            double dx = x[i] - meanX;
            double dt = temperatureDegC[i] - meanT;
            xx += dx * dx;
            xt += dx * dt;
            tt += dt * dt;
            xy += dx * (y[i] - meanY);
            ty += dt * (y[i] - meanY);
        }

        double determinant = (xx * tt) - (xt * xt);
        bool isKnown = n >= FewestPoints && tt > n * LeastSpreadK * LeastSpreadK && determinant > LeastIndependence * xx * tt;
        return isKnown ? ((xx * ty) - (xt * xy)) / determinant : 0;
    }

    private static (double N, double X, double Y, double T) Means(
        ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> temperatureDegC)
    {
        double n = 0, meanX = 0, meanY = 0, meanT = 0;
        for (int i = 0; i < x.Length; i++)
        {
            if (!double.IsNaN(y[i] + temperatureDegC[i]))
            {
                n++;
                meanX += (x[i] - meanX) / n;
                meanY += (y[i] - meanY) / n;
                meanT += (temperatureDegC[i] - meanT) / n;
            }
        }

        return (n, meanX, meanY, meanT);
    }
}
