using EdgeLogger.Hardware.Parts;

namespace EdgeLogger.VirtualBench.Chips;

/// <summary>
/// How one ADS122C04 departs from the perfect one. The defaults are what its data sheet calls typical
/// (<see cref="Ads122c04Sheet"/>), all of them at once and all positive; the error budget draws them at random instead.
/// </summary>
public sealed record Ads122c04Errors
{
    /// <summary>A perfect chip.</summary>
    public static Ads122c04Errors Ideal { get; } = new()
    {
        OffsetV = 0,
        OffsetDriftVPerK = 0,
        BypassedOffsetDriftVPerK = 0,
        GainErrorPpm = 0,
        GainDriftPpmPerK = 0,
        ReferenceErrorPpm = 0,
        ReferenceDriftPpmPerK = 0,
        EvenNonLinearityPpm = 0,
        OddNonLinearityPpm = 0,
        ClockErrorPpm = 0,
        ExcitationErrorPpm = 0,
        NoiseFactor = 0,
    };

    /// <summary>Input-referred offset, V, with the PGA; over the gain without.</summary>
    public double OffsetV { get; init; } = Ads122c04Sheet.OffsetV.Typical;

    /// <summary>Its drift from 25 degC with the PGA, V/K.</summary>
    public double OffsetDriftVPerK { get; init; } = Ads122c04Sheet.OffsetDriftVPerK.Typical;

    /// <summary>Its drift from 25 degC without the PGA, V/K.</summary>
    public double BypassedOffsetDriftVPerK { get; init; } = Ads122c04Sheet.BypassedOffsetDriftVPerK.Typical;

    /// <summary>Gain error, ppm.</summary>
    public double GainErrorPpm { get; init; } = Ads122c04Sheet.GainErrorPpm.Typical;

    /// <summary>Its drift from 25 degC, ppm/K.</summary>
    public double GainDriftPpmPerK { get; init; } = Ads122c04Sheet.GainDriftPpmPerK.Typical;

    /// <summary>Error of the internal reference, ppm.</summary>
    public double ReferenceErrorPpm { get; init; } = Ads122c04Sheet.ReferenceErrorPpm.Typical;

    /// <summary>Its drift from 25 degC, ppm/K. A ratio to an external reference does not know it.</summary>
    public double ReferenceDriftPpmPerK { get; init; } = Ads122c04Sheet.ReferenceDriftPpmPerK.Typical;

    /// <summary>
    /// Non-linearity, ppm of full scale off the best line: a parabola. The sheet gives a size, not a shape; a smooth curve is
    /// assumed.
    /// </summary>
    public double EvenNonLinearityPpm { get; init; } = Ads122c04Sheet.NonLinearityPpm.Typical;

    /// <summary>The same: a cubic.</summary>
    public double OddNonLinearityPpm { get; init; } = Ads122c04Sheet.NonLinearityPpm.Typical;

    /// <summary>Error of the clock, ppm; positive converts slower. Up to 20,000.</summary>
    public double ClockErrorPpm { get; init; } = Ads122c04Sheet.ClockErrorPpm.Typical;

    /// <summary>Error of the current sources, ppm.</summary>
    public double ExcitationErrorPpm { get; init; } = Ads122c04Sheet.ExcitationErrorPpm.Typical;

    /// <summary>Multiplies the noise of the tables: 0 is silent.</summary>
    public double NoiseFactor { get; init; } = 1;
}
