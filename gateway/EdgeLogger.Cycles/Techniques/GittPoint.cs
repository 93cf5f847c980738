namespace EdgeLogger.Cycles.Techniques;

/// <summary>One pulse of a galvanostatic intermittent titration, between two rests.</summary>
/// <param name="TimeS">Begin of the pulse, s.</param>
/// <param name="PulseS">Its length tau, s.</param>
/// <param name="ChargeAh">Its charge, Ah, signed.</param>
/// <param name="RestV">Voltage at the end of the rest after it, V.</param>
/// <param name="EquilibriumStepV">Change of the rest voltage, dE_s, V.</param>
/// <param name="PulseStepV">Change of the voltage during the pulse without its first jump, dE_tau, V.</param>
public readonly record struct GittPoint(
    double TimeS, double PulseS, double ChargeAh, double RestV, double EquilibriumStepV, double PulseStepV)
{
    /// <summary>
    /// Diffusion coefficient over the square of the diffusion length, 1/s: (4 / (pi tau)) (dE_s / dE_tau)^2 (Weppner and Huggins
    /// 1977). Good for comparing states of one cell.
    /// </summary>
    public double RelativePerS =>
        4 / (double.Pi * PulseS) * (EquilibriumStepV / PulseStepV) * (EquilibriumStepV / PulseStepV);

    /// <summary>tau D / L^2: the formula holds while it is far below 1.</summary>
    public double TauShare => PulseS * RelativePerS;

    /// <summary>Whether tau is below a tenth of L^2 / D, so that the pulse did not see the end of the diffusion length.</summary>
    public bool IsShortPulse => TauShare < 0.1;

    /// <summary>Diffusion coefficient, cm2/s: the relative one times (m V_M / (M S))^2.</summary>
    /// <param name="activeMassG">m, g.</param>
    /// <param name="molarVolumeCm3PerMol">V_M, cm3/mol.</param>
    /// <param name="molarMassGPerMol">M, g/mol.</param>
    /// <param name="contactAreaCm2">S, electrode to electrolyte, cm2.</param>
    public double AbsoluteCm2PerS(
        double activeMassG, double molarVolumeCm3PerMol, double molarMassGPerMol, double contactAreaCm2)
    {
        double lengthCm = activeMassG * molarVolumeCm3PerMol / (molarMassGPerMol * contactAreaCm2);
        return RelativePerS * lengthCm * lengthCm;
    }
}
