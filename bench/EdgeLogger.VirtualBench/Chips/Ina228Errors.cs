using EdgeLogger.Hardware.Parts;

namespace EdgeLogger.VirtualBench.Chips;

/// <summary>
/// How one INA228 departs from the perfect one. The defaults are what its data sheet (<see cref="Ina228Sheet"/>) calls typical.
/// </summary>
public sealed record Ina228Errors
{
    /// <summary>A perfect chip.</summary>
    public static Ina228Errors Ideal { get; } = new()
    {
        OffsetV = 0,
        OffsetDriftVPerK = 0,
        GainErrorPpm = 0,
        GainDriftPpmPerK = 0,
        BusOffsetV = 0,
        BusGainErrorPpm = 0,
        ClockErrorPpm = 0,
        NoiseV = 0,
        BusNoiseV = 0,
    };

    /// <summary>Offset of the shunt's voltage, V.</summary>
    public double OffsetV { get; init; } = Ina228Sheet.OffsetV.Typical;

    /// <summary>Its drift from 25 degC, V/K.</summary>
    public double OffsetDriftVPerK { get; init; } = Ina228Sheet.OffsetDriftVPerK.Typical;

    /// <summary>Gain error of the shunt's voltage, ppm.</summary>
    public double GainErrorPpm { get; init; } = Ina228Sheet.GainErrorPpm.Typical;

    /// <summary>Its drift from 25 degC, ppm/K.</summary>
    public double GainDriftPpmPerK { get; init; } = Ina228Sheet.GainDriftPpmPerK.Typical;

    /// <summary>Offset of the bus voltage, V.</summary>
    public double BusOffsetV { get; init; } = Ina228Sheet.BusOffsetV.Typical;

    /// <summary>Gain error of the bus voltage, ppm.</summary>
    public double BusGainErrorPpm { get; init; } = Ina228Sheet.BusGainErrorPpm.Typical;

    /// <summary>Error of the oscillator, ppm; positive converts slower.</summary>
    public double ClockErrorPpm { get; init; } = Ina228Sheet.ClockErrorPpm.Typical;

    /// <summary>Noise of one shunt conversion of 4.12 ms with ADCRANGE set, V rms.</summary>
    public double NoiseV { get; init; } = Ina228Sheet.NoiseAt4120UsV.Typical;

    /// <summary>Noise of one bus conversion of 540 us, V rms: two codes; the data sheet's table is for the shunt.</summary>
    public double BusNoiseV { get; init; } = 400e-6;
}
