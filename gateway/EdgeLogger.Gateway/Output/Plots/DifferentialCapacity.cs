using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Plots;

namespace EdgeLogger.Gateway.Output.Plots;

/// <summary>
/// dQ/dV of one half cycle: the charge that flowed at each voltage, in bins of 5 mV. Binning asks for no derivative of noisy
/// readings and stands a voltage that wavers.
/// </summary>
internal static class DifferentialCapacity
{
    /// <summary>Width of a bin, V.</summary>
    public const double BinV = 0.005;

    /// <summary>
    /// One point a bin, by rising voltage: x in V, y in Ah/V, negative on discharge. Charge that flowed while the voltage was
    /// held at the cut-off is left out: it has no dV, and would be a spike as high as the bin is narrow.
    /// </summary>
    public static IReadOnlyList<PlotPoint> Of(CurveBranch branch)
    {
        if (branch.Samples.Count < 2)
        {
            return [];
        }

        long first = Bin(branch.Samples.Min(sample => sample.VoltageV));
        double[] chargesAh = new double[Bin(branch.Samples.Max(sample => sample.VoltageV)) - first + 1];
        for (int i = 1; i < branch.Samples.Count; i++)
        {
            double fromV = branch.Samples[i - 1].VoltageV;
            double toV = branch.Samples[i].VoltageV;
            if (branch.Flows(i - 1) && branch.Flows(i) && !(IsHeld(branch, fromV) && IsHeld(branch, toV)))
            {
                Spread(chargesAh, first, fromV, toV, branch.ChargesAh[i] - branch.ChargesAh[i - 1]);
            }
        }

        return [.. chargesAh.Select((chargeAh, i) => new PlotPoint((first + i + 0.5) * BinV, branch.Sign * chargeAh / BinV))];
    }

    /// <summary>For display: each bin becomes the weighted mean 1-2-1 of itself and its neighbours.</summary>
    public static IReadOnlyList<PlotPoint> Smooth(IReadOnlyList<PlotPoint> bins) =>
        [.. bins.Select((bin, i) => bin
            with { Y = (bins[Math.Max(0, i - 1)].Y + 2 * bin.Y + bins[Math.Min(bins.Count - 1, i + 1)].Y) / 4 })];

    private static long Bin(double voltageV) => (long)Math.Floor(voltageV / BinV);

    private static bool IsHeld(CurveBranch branch, double voltageV) =>
        branch.Half.ConstantVoltage
        && (branch.Sign > 0 ? voltageV > branch.Half.MaxVoltageV - BinV : voltageV < branch.Half.MinVoltageV + BinV);

    // Between two readings charge is taken as even over the voltage, so that sparse readings leave no empty bins.
    private static void Spread(double[] chargesAh, long first, double fromV, double toV, double chargeAh)
    {
        double lowV = Math.Min(fromV, toV);
        double highV = Math.Max(fromV, toV);
        long lowBin = Bin(lowV);
        long highBin = Bin(highV);
        for (long bin = lowBin; bin <= highBin; bin++)
        {
            double withinV = Math.Min(highV, (bin + 1) * BinV) - Math.Max(lowV, bin * BinV);
            chargesAh[bin - first] += lowBin == highBin ? chargeAh : chargeAh * withinV / (highV - lowV);
        }
    }
}
