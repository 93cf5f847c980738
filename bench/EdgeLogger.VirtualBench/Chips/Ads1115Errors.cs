using EdgeLogger.Hardware.Parts;

namespace EdgeLogger.VirtualBench.Chips;

/// <summary>
/// How one ADS1115 departs from the perfect one. The defaults are what its data sheet (<see cref="Ads1115Sheet"/>) calls typical.
/// </summary>
public sealed record Ads1115Errors
{
    /// <summary>A perfect chip.</summary>
    public static Ads1115Errors Ideal { get; } = new()
    {
        OffsetCodes = 0,
        OffsetDriftCodesPerK = 0,
        GainErrorPpm = 0,
        GainDriftPpmPerK = 0,
        ClockErrorPpm = 0,
        NoiseCodes = 0,
    };

    /// <summary>Offset, codes of any range.</summary>
    public double OffsetCodes { get; init; } = Ads1115Sheet.OffsetV.Typical / Ads1115Sheet.CodeV;

    /// <summary>Its drift from 25 degC, codes/K.</summary>
    public double OffsetDriftCodesPerK { get; init; } = Ads1115Sheet.OffsetDriftVPerK.Typical / Ads1115Sheet.CodeV;

    /// <summary>Gain error, reference included, ppm.</summary>
    public double GainErrorPpm { get; init; } = Ads1115Sheet.GainErrorPpm.Typical;

    /// <summary>Its drift from 25 degC, ppm/K.</summary>
    public double GainDriftPpmPerK { get; init; } = Ads1115Sheet.GainDriftPpmPerK.Typical;

    /// <summary>Error of the clock, ppm; positive converts slower.</summary>
    public double ClockErrorPpm { get; init; } = Ads1115Sheet.ClockErrorPpm.Typical;

    /// <summary>
    /// Noise before rounding, codes rms. The sheet's one code is the rounding itself; this is what is below it.
    /// </summary>
    public double NoiseCodes { get; init; } = 0.25;
}
