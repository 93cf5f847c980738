using EdgeLogger.Hardware.Parts;

namespace EdgeLogger.VirtualBench.Chips;

/// <summary>How one MAX31865 departs from the perfect one. The defaults are those of <see cref="Max31865Sheet"/>.</summary>
public sealed record Max31865Errors
{
    /// <summary>A perfect chip.</summary>
    public static Max31865Errors Ideal { get; } = new() { RatioErrorPpm = 0, NoiseCodes = 0 };

    /// <summary>Error of the ratio, ppm of full scale.</summary>
    public double RatioErrorPpm { get; init; } = Max31865Sheet.RatioErrorPpm.Typical;

    /// <summary>Noise before rounding, codes rms.</summary>
    public double NoiseCodes { get; init; } = Max31865Sheet.NoiseCodes.Typical;
}
