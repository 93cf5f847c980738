using System.Collections.Generic;

namespace EdgeLogger.Gateway.Verify;

/// <summary>Theil and Sen's slope: the median of the slopes between all pairs of values that stand one apart.</summary>
internal static class Slope
{
    /// <summary>Change of the value from one to the next; NaN for fewer than two.</summary>
    public static double Of(IReadOnlyList<double> values)
    {
        List<double> slopes = new(values.Count * (values.Count - 1) / 2);
        for (int i = 0; i < values.Count; i++)
        {
            for (int j = i + 1; j < values.Count; j++)
            {
                slopes.Add((values[j] - values[i]) / (j - i));
            }
        }

        slopes.Sort();
        return slopes.Count == 0 ? double.NaN : (slopes[(slopes.Count - 1) / 2] + slopes[slopes.Count / 2]) / 2;
    }
}
