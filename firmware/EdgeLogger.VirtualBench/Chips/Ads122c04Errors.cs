namespace EdgeLogger.VirtualBench.Chips;

/// <summary>
/// How one ADS122C04 departs from the perfect one. The defaults are a chip such as the data sheet (SBAS751B) calls typical, with one
/// number for what the data sheet gives per gain and temperature; they are meant for tests of robustness, not for an error budget.
/// </summary>
public sealed record Ads122c04Errors
{
    /// <summary>A perfect chip.</summary>
    public static Ads122c04Errors Ideal { get; } = new()
    {
        OffsetV = 0,
        OffsetDriftVPerK = 0,
        GainErrorPpm = 0,
        GainDriftPpmPerK = 0,
        ReferenceErrorPpm = 0,
        ClockErrorPpm = 0,
        ExcitationErrorPpm = 0,
        NoiseFactor = 0,
    };

    /// <summary>Input-referred offset, V, with the PGA; over the gain without.</summary>
    public double OffsetV { get; init; } = 4e-6;

    /// <summary>Its drift from 25 degC, V/K.</summary>
    public double OffsetDriftVPerK { get; init; } = 20e-9;

    /// <summary>Gain error, ppm.</summary>
    public double GainErrorPpm { get; init; } = 100;

    /// <summary>Drift of gain and internal reference from 25 degC, ppm/K.</summary>
    public double GainDriftPpmPerK { get; init; } = 5;

    /// <summary>Error of the internal reference, ppm.</summary>
    public double ReferenceErrorPpm { get; init; } = 200;

    /// <summary>Error of the clock, ppm; positive converts slower. Up to 20,000.</summary>
    public double ClockErrorPpm { get; init; } = 5000;

    /// <summary>Error of the current sources, ppm.</summary>
    public double ExcitationErrorPpm { get; init; } = 10000;

    /// <summary>Multiplies the noise of the tables: 0 is silent.</summary>
    public double NoiseFactor { get; init; } = 1;
}
