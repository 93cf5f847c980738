using System;

namespace EdgeLogger.AlertBench.Swaps;

/// <summary>What cells of one recipe have in common.</summary>
/// <param name="Kind">Its curve: 0 layered oxide against an alloy, 1 the same 0.15 V lower, 2 silicon against lithium.</param>
/// <param name="CapacityAh">Capacity, Ah.</param>
/// <param name="CapacityScatter">Standard deviation of the capacities within a cohort, as a share.</param>
/// <param name="Ohm">Resistance at once, Ohm.</param>
internal sealed record SwapRecipe(int Kind, double CapacityAh, double CapacityScatter, double Ohm)
{
    public double UpperV => Kind == 2 ? 1.5 : 4.5;

    public double LowerV => Kind == 2 ? 0.01 : 2.2;

    public double OpenCircuitV(double charge) => Kind switch
    {
        2 => 0.05 + (0.45 * charge) + (0.9 * Math.Exp((charge - 1) * 12)) - (0.1 * Math.Exp(-charge * 30)),
        _ => 2.9 - (0.15 * Kind) + (1.3 * charge) + (0.25 * Math.Tanh((charge - 0.1) * 14)) - (0.5 * Math.Exp(-charge * 30))
            + (0.15 * Math.Exp((charge - 1) * 25)),
    };
}
