using System.Collections.Generic;

namespace EdgeLogger.Hardware.Parts;

/// <summary>
/// ADS1115 (Texas Instruments, SBAS444): 16 bit. For slots that need no better; figures at +-2.048 V unless said otherwise.
/// </summary>
public static class Ads1115Sheet
{
    private const string Electrical = "Electrical Characteristics, ";
    private const string Q1 = "ADS1115-Q1, SBAS563, Electrical Characteristics (same chip)";

    /// <summary>One code at +-2.048 V, V.</summary>
    public const double CodeV = 62.5e-6;

    /// <summary>Offset, V: 1 code typical, 3 at most, differential.</summary>
    public static Spec OffsetV { get; } = new(CodeV, 3 * CodeV, Electrical + "offset error, differential", Q1);

    /// <summary>Its drift, V/K: 0.005 codes/K.</summary>
    public static Spec OffsetDriftVPerK { get; } = new(0.005 * CodeV, double.NaN, Electrical + "offset drift", Q1);

    /// <summary>Gain error, reference included, ppm.</summary>
    public static Spec GainErrorPpm { get; } = new(100, 1500, Electrical + "gain error, 25 degC", Q1);

    /// <summary>Its drift, ppm/K.</summary>
    public static Spec GainDriftPpmPerK { get; } = new(5, 40, Electrical + "gain drift", Q1);

    /// <summary>Integral non-linearity, codes.</summary>
    public static Spec NonLinearityCodes { get; } = new(1, 1, Electrical + "integral nonlinearity, 8 SPS, best fit", Q1);

    /// <summary>Error of the clock, ppm: the data rate is good to 10 %.</summary>
    public static Spec ClockErrorPpm { get; } = new(30_000, 100_000, Electrical + "data rate variation", Q1);

    /// <summary>Noise, V rms: one code at 8 conversions a second.</summary>
    public static Spec NoiseV { get; } = new(CodeV, double.NaN, "Noise Performance, table of uVrms at 3.3 V, 8 SPS");

    /// <summary>The sheet.</summary>
    public static Sheet Sheet { get; } = new("ADS1115IDGSR", "Texas Instruments", "SBAS444", new KeyValuePair<string, Spec>[]
    {
        Parts.Sheet.Row(nameof(OffsetV), OffsetV),
        Parts.Sheet.Row(nameof(OffsetDriftVPerK), OffsetDriftVPerK),
        Parts.Sheet.Row(nameof(GainErrorPpm), GainErrorPpm),
        Parts.Sheet.Row(nameof(GainDriftPpmPerK), GainDriftPpmPerK),
        Parts.Sheet.Row(nameof(NonLinearityCodes), NonLinearityCodes),
        Parts.Sheet.Row(nameof(ClockErrorPpm), ClockErrorPpm),
        Parts.Sheet.Row(nameof(NoiseV), NoiseV),
    });
}
