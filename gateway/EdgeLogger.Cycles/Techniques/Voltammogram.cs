namespace EdgeLogger.Cycles.Techniques;

/// <summary>
/// One sweep up and one down. A peak is the largest current inside the sweep; NaN if the current is largest at its end.
/// </summary>
/// <param name="RateVPerS">Mean sweep rate, V/s.</param>
/// <param name="LowV">Lower end of the sweeps, V.</param>
/// <param name="HighV">Upper end, V.</param>
/// <param name="AnodicPeakA">Largest current of the sweep up, A.</param>
/// <param name="AnodicPeakV">Where, V.</param>
/// <param name="CathodicPeakA">Most negative current of the sweep down, A.</param>
/// <param name="CathodicPeakV">Where, V.</param>
public readonly record struct Voltammogram(
    double RateVPerS,
    double LowV,
    double HighV,
    double AnodicPeakA,
    double AnodicPeakV,
    double CathodicPeakA,
    double CathodicPeakV)
{
    /// <summary>Anodic minus cathodic peak voltage, V: the polarisation.</summary>
    public double SeparationV => AnodicPeakV - CathodicPeakV;
}
