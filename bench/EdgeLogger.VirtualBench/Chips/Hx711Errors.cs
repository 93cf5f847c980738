using EdgeLogger.Hardware.Parts;

namespace EdgeLogger.VirtualBench.Chips;

/// <summary>
/// How one HX711 departs from the perfect one, at an excitation of 4.3 V. The defaults are those of <see cref="Hx711Sheet"/>.
/// </summary>
public sealed record Hx711Errors
{
    private const double ExcitationV = 4.3;

    /// <summary>A perfect chip.</summary>
    public static Hx711Errors Ideal { get; } = new()
    {
        OffsetRatio = 0,
        OffsetDriftRatioPerK = 0,
        GainDriftPpmPerK = 0,
        ClockErrorPpm = 0,
        NoiseRatio = 0,
    };

    /// <summary>Offset over the excitation.</summary>
    public double OffsetRatio { get; init; } = Hx711Sheet.OffsetV.Typical / ExcitationV;

    /// <summary>Its drift from 25 degC over the excitation, 1/K.</summary>
    public double OffsetDriftRatioPerK { get; init; } = Hx711Sheet.OffsetDriftVPerK.Typical / ExcitationV;

    /// <summary>Drift of the gain from 25 degC, ppm/K.</summary>
    public double GainDriftPpmPerK { get; init; } = Hx711Sheet.GainDriftPpmPerK.Typical;

    /// <summary>Error of the clock, ppm; positive converts slower.</summary>
    public double ClockErrorPpm { get; init; } = Hx711Sheet.ClockErrorPpm.Typical;

    /// <summary>Noise at 10 conversions a second over the excitation, rms.</summary>
    public double NoiseRatio { get; init; } = Hx711Sheet.NoiseAt10SpsV.Typical / ExcitationV;
}
