using EdgeLogger.Hardware.Parts;

namespace EdgeLogger.VirtualBench.Chips;

/// <summary>
/// How one NAU7802 departs from the perfect one. The defaults are its data sheet's (<see cref="Nau7802Sheet"/>) at gain 128.
/// </summary>
public sealed record Nau7802Errors
{
    /// <summary>A perfect chip.</summary>
    public static Nau7802Errors Ideal { get; } = new()
    {
        OffsetRatio = 0,
        OffsetDriftRatioPerK = 0,
        GainErrorPpm = 0,
        GainDriftPpmPerK = 0,
        ClockErrorPpm = 0,
        NoiseRatio = 0,
    };

    /// <summary>Offset over the reference, before the chip's own calibration, which takes it away.</summary>
    public double OffsetRatio { get; init; } = Nau7802Sheet.OffsetV.Typical / Nau7802Sheet.ExcitationV;

    /// <summary>Drift of the offset over the reference from 25 degC, 1/K.</summary>
    public double OffsetDriftRatioPerK { get; init; } = Nau7802Sheet.OffsetDriftVPerK.Typical / Nau7802Sheet.ExcitationV;

    /// <summary>Gain error, ppm.</summary>
    public double GainErrorPpm { get; init; } = Nau7802Sheet.GainErrorPpm.Typical;

    /// <summary>Its drift from 25 degC, ppm/K.</summary>
    public double GainDriftPpmPerK { get; init; } = Nau7802Sheet.GainDriftPpmPerK.Typical;

    /// <summary>Error of the clock, ppm; positive converts slower.</summary>
    public double ClockErrorPpm { get; init; } = Nau7802Sheet.ClockErrorPpm.Typical;

    /// <summary>Noise at 10 conversions a second over the reference, rms.</summary>
    public double NoiseRatio { get; init; } = Nau7802Sheet.NoiseAt10SpsV.Typical / Nau7802Sheet.ExcitationV;
}
