using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeLogger.Cycles.DifferentialCapacity;

/// <summary>Charge by voltage of one half cycle. Bins are as counted; peaks are found on a smoothed copy.</summary>
/// <param name="LowV">Lower edge of the first bin, V.</param>
/// <param name="BinV">Width of a bin, V.</param>
/// <param name="Ah">Charge in each bin, Ah.</param>
public sealed record DifferentialCapacityCurve(double LowV, double BinV, IReadOnlyList<double> Ah)
{
    private const double LeastProminence = 0.05;

    /// <summary>All charge, Ah.</summary>
    public double TotalAh => Ah.Sum();

    /// <summary>Middle of a bin, V.</summary>
    public double VoltageV(int bin) => LowV + ((bin + 0.5) * BinV);

    /// <summary>dQ/dV of a bin, Ah/V.</summary>
    public double AhPerV(int bin) => Ah[bin] / BinV;

    /// <summary>
    /// Maxima that stand out from both sides by 5 % of the highest, on a triangular mean over <c>2 half + 1</c> bins; the voltage
    /// is the vertex of a parabola through three bins. Rising voltage.
    /// </summary>
    /// <param name="half">Bins to either side of the mean, 0 for none. Default 3.</param>
    public IReadOnlyList<DifferentialCapacityPeak> Peaks(int half = 3)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(half);
        double[] smooth = Smooth(half);
        double least = LeastProminence * smooth.DefaultIfEmpty(0).Max();
        List<DifferentialCapacityPeak> peaks = [];
        for (int i = 1; i < smooth.Length - 1; i++)
        {
            if (smooth[i] > smooth[i - 1] && smooth[i] >= smooth[i + 1] && Prominence(smooth, i) >= least)
            {
                double curvature = smooth[i - 1] - (2 * smooth[i]) + smooth[i + 1];
                double shift = curvature < 0 ? 0.5 * (smooth[i - 1] - smooth[i + 1]) / curvature : 0;
                peaks.Add(new DifferentialCapacityPeak(VoltageV(i) + (shift * BinV), smooth[i] / BinV));
            }
        }

        return peaks;
    }

    /// <summary>The curve as peaks are looked for on it: a triangular mean over <c>2 half + 1</c> bins.</summary>
    /// <param name="half">Bins to either side of the mean, 0 for none. Default 3.</param>
    public DifferentialCapacityCurve Smoothed(int half = 3)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(half);
        return this with { Ah = Smooth(half) };
    }

    /// <summary>
    /// How far each peak has moved from the nearest one of a reference, V; NaN if that is farther than
    /// <paramref name="withinV"/>.
    /// </summary>
    public static IReadOnlyList<double> Drift(
        IReadOnlyList<DifferentialCapacityPeak> reference, IReadOnlyList<DifferentialCapacityPeak> peaks, double withinV = 0.1)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return
        [
            .. reference.Select(was => peaks.Select(peak => peak.VoltageV - was.VoltageV)
                .Where(shift => Math.Abs(shift) <= withinV).OrderBy(Math.Abs).DefaultIfEmpty(double.NaN).First())
        ];
    }

    private double[] Smooth(int half)
    {
        var smooth = new double[Ah.Count];
        for (int i = 0; i < smooth.Length; i++)
        {
            double sum = 0;
            double weights = 0;
            for (int k = Math.Max(0, i - half); k <= Math.Min(smooth.Length - 1, i + half); k++)
            {
                double weight = half + 1 - Math.Abs(k - i);
                sum += weight * Ah[k];
                weights += weight;
            }

            smooth[i] = sum / weights;
        }

        return smooth;
    }

    /// <summary>How far one must go down from a maximum before one can go higher than it.</summary>
    private static double Prominence(double[] values, int peak)
    {
        double left = Lowest(values, peak, -1);
        double right = Lowest(values, peak, 1);
        return values[peak] - Math.Max(left, right);
    }

    private static double Lowest(double[] values, int peak, int step)
    {
        double lowest = values[peak];
        for (int i = peak + step; i >= 0 && i < values.Length && values[i] <= values[peak]; i += step)
        {
            lowest = Math.Min(lowest, values[i]);
        }

        return lowest;
    }
}

/// <summary>A maximum of dQ/dV.</summary>
public readonly record struct DifferentialCapacityPeak(double VoltageV, double AhPerV);
