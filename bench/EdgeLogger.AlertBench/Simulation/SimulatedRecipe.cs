namespace EdgeLogger.AlertBench.Simulation;

/// <summary>A kind of cell at 0.5C as it is published; what is not published is assumed alike for both.</summary>
/// <param name="Name">As in the publication.</param>
/// <param name="FadePercentPerCycle">Capacity lost per cycle, % of what is left.</param>
/// <param name="DecayMvPerCycle">Fall of the mean discharge voltage.</param>
/// <param name="PolarisationMv">Mean charge minus mean discharge voltage.</param>
/// <param name="DischargeMv">Mean discharge voltage.</param>
/// <param name="CapacityMah">Capacity at 0.5C.</param>
public sealed record SimulatedRecipe(
    string Name, double FadePercentPerCycle, double DecayMvPerCycle, double PolarisationMv, double DischargeMv,
    double CapacityMah)
{
    /// <summary>Retention 61.2 % after 500 cycles.</summary>
    public static SimulatedRecipe Lrmo { get; } = new("LRMO", 0.098, 1.0, 580, 3400, 0.78);

    /// <summary>Retention 77.2 % after 500 cycles.</summary>
    public static SimulatedRecipe Tungstate { get; } = new("5W&LRMO", 0.052, 0.58, 450, 3460, 0.97);
}
