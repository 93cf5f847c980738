using System;

namespace EdgeLogger.VirtualBench.Cells.Reference;

/// <summary>
/// Voltage over the share of a half cycle's charge, on an even grid; straight lines between. The shape is bent until its mean is
/// the one asked for; both ends stay.
/// </summary>
internal static class ReferenceCurve
{
    private const int Intervals = 24;
    private const int FirstIntervals = 60;
    private const double LinearShare = 0.75;
    private const double KneePower = 8;

    // Share of the charge and voltage; a fifth of the charge goes in within 5 mV of 4.45 V: the activation of Li2MnO3.
    private static readonly double[] s_firstShares = [0, 0.05, 0.35, 0.45, 0.65, 0.85, 1];
    private static readonly double[] s_firstVoltages = [3.0, 3.6, 4.38, 4.445, 4.455, 4.52, 4.6];

    /// <summary>A discharge from <paramref name="upperV"/> to <paramref name="lowerV"/>.</summary>
    public static double[] Discharge(double upperV, double lowerV, double meanV)
    {
        double[] curve = Charge(lowerV, upperV, meanV);
        Array.Reverse(curve);
        return curve;
    }

    /// <summary>A charge from <paramref name="lowerV"/> to <paramref name="upperV"/>.</summary>
    public static double[] Charge(double lowerV, double upperV, double meanV)
    {
        double[] shape = new double[Intervals + 1];
        for (int i = 0; i <= Intervals; i++)
        {
            double x = (double)i / Intervals;
            shape[i] = (LinearShare * x) + ((1 - LinearShare) * (1 - Math.Pow(1 - x, KneePower)));
        }

        double power = PowerOfMean(shape, (meanV - lowerV) / (upperV - lowerV));
        return Array.ConvertAll(shape, share => lowerV + ((upperV - lowerV) * Math.Pow(share, power)));
    }

    /// <summary>The first charge of all, with the plateau.</summary>
    public static double[] FirstCharge()
    {
        double[] curve = new double[FirstIntervals + 1];
        int at = 1;
        for (int i = 0; i <= FirstIntervals; i++)
        {
            double x = (double)i / FirstIntervals;
            while (at < s_firstShares.Length - 1 && x > s_firstShares[at])
            {
                at++;
            }

            double share = (x - s_firstShares[at - 1]) / (s_firstShares[at] - s_firstShares[at - 1]);
            curve[i] = s_firstVoltages[at - 1] + (share * (s_firstVoltages[at] - s_firstVoltages[at - 1]));
        }

        return curve;
    }

    private static double PowerOfMean(double[] shape, double mean)
    {
        double low = 0.05;
        double high = 20;
        if (!(mean < Mean(shape, low) && mean > Mean(shape, high)))
        {
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "The mean voltage lies outside what the window allows.");
        }

        for (int i = 0; i < 60; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Mean(shape, middle) > mean ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    private static double Mean(double[] shape, double power)
    {
        double sum = -(Math.Pow(shape[0], power) + Math.Pow(shape[^1], power)) / 2;
        foreach (double share in shape)
        {
            sum += Math.Pow(share, power);
        }

        return sum / (shape.Length - 1);
    }
}
