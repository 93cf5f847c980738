using System;

namespace EdgeLogger.Cycles.Trends;

/// <summary>
/// Takes off what temperature explains: least squares of the value on cycle number and temperature together, so that a drift of the one
/// is not taken for the other.
/// </summary>
public static class TemperatureRegression
{
    private const int FewestPoints = 6;
    private const double LeastSpreadK = 0.05;

    /// <returns>The values at the mean temperature; as they were, if the temperature is unknown, constant, or runs with the cycles.</returns>
    public static double[] Correct(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> temperatureDegC)
    {
        double[] corrected = y.ToArray();
        double n = 0, meanX = 0, meanY = 0, meanT = 0;
        for (int i = 0; i < x.Length; i++)
        {
            if (double.IsNaN(y[i] + temperatureDegC[i]))
            {
                continue;
            }

            n++;
            meanX += (x[i] - meanX) / n;
            meanY += (y[i] - meanY) / n;
            meanT += (temperatureDegC[i] - meanT) / n;
        }

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
        bool told = n >= FewestPoints && tt > n * LeastSpreadK * LeastSpreadK && determinant > 0.05 * xx * tt;
        double perK = told ? ((xx * ty) - (xt * xy)) / determinant : 0;
        for (int i = 0; i < corrected.Length && told; i++)
        {
            // A value whose temperature is unknown stays.
            corrected[i] -= double.IsNaN(temperatureDegC[i]) ? 0 : perK * (temperatureDegC[i] - meanT);
        }

        return corrected;
    }
}
