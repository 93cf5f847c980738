using System.Collections.Generic;

namespace EdgeLogger.VirtualBench.Accuracy;

/// <summary>Measured minus true, of the last cycle of a trial.</summary>
/// <param name="ChargePpm">Charge of the first half, ppm of itself.</param>
/// <param name="EfficiencyPpm">Coulombic efficiency, ppm.</param>
/// <param name="MeanVoltagesV">Mean discharge voltage of each cycle, V.</param>
public sealed record CycleErrors(double ChargePpm, double EfficiencyPpm, IReadOnlyList<double> MeanVoltagesV)
{
    /// <summary>Least-squares slope of the mean discharge voltage, mV per cycle. The true one is nothing.</summary>
    public double SlopeMvPerCycle
    {
        get
        {
            double middle = (MeanVoltagesV.Count - 1) / 2.0;
            double products = 0;
            double squares = 0;
            for (int i = 0; i < MeanVoltagesV.Count; i++)
            {
                products += (i - middle) * MeanVoltagesV[i];
                squares += (i - middle) * (i - middle);
            }

            return products / squares * 1000;
        }
    }
}
