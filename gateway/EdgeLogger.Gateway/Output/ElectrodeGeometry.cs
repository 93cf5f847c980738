using EdgeLogger.Cycles.Techniques;

namespace EdgeLogger.Gateway.Output;

/// <summary>What makes a relative diffusion coefficient an absolute one.</summary>
/// <param name="ActiveMassG">Active material, g.</param>
/// <param name="MolarVolumeCm3PerMol">Its molar volume, cm3/mol.</param>
/// <param name="MolarMassGPerMol">Its molar mass, g/mol.</param>
/// <param name="ContactAreaCm2">Area between it and the electrolyte, cm2.</param>
public sealed record ElectrodeGeometry(double ActiveMassG, double MolarVolumeCm3PerMol, double MolarMassGPerMol,
    double ContactAreaCm2)
{
    /// <summary>Diffusion coefficient at a pulse, cm2/s.</summary>
    public double DiffusionCm2PerS(in GittPoint point) =>
        point.AbsoluteCm2PerS(ActiveMassG, MolarVolumeCm3PerMol, MolarMassGPerMol, ContactAreaCm2);
}
