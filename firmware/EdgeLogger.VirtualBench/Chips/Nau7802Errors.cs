namespace EdgeLogger.VirtualBench.Chips;

/// <summary>How one NAU7802 departs from the perfect one. The defaults are near the data sheet's typical values at gain 128.</summary>
public sealed record Nau7802Errors
{
    /// <summary>A perfect chip.</summary>
    public static Nau7802Errors Ideal { get; } = new() { OffsetRatio = 0, GainErrorPpm = 0, ClockErrorPpm = 0, NoiseRatio = 0 };

    /// <summary>Offset over the reference, before the chip's own calibration, which takes it away.</summary>
    public double OffsetRatio { get; init; } = 1e-6;

    /// <summary>Gain error, ppm.</summary>
    public double GainErrorPpm { get; init; } = 500;

    /// <summary>Error of the clock, ppm; positive converts slower.</summary>
    public double ClockErrorPpm { get; init; } = 8000;

    /// <summary>Noise at 10 conversions a second over the reference, rms: 50 nV of 3 V.</summary>
    public double NoiseRatio { get; init; } = 50e-9 / 3;
}
