using System.Collections.Generic;

namespace EdgeLogger.Hardware.Parts;

/// <summary>
/// NAU7802 (Nuvoton, revision 1.7): 24 bit for a load cell, which it feeds from its own regulator. Figures at gain 128.
/// </summary>
public static class Nau7802Sheet
{
    private const string Dc = "7.2 DC Electrical Characteristics, ";

    /// <summary>Excitation that the firmware sets, V.</summary>
    public const double ExcitationV = 3.0;

    /// <summary>Offset at the input, V, before the chip's own calibration.</summary>
    public static Spec OffsetV { get; } = new(3e-6, double.NaN, Dc + "input offset");

    /// <summary>Its drift, V/K.</summary>
    public static Spec OffsetDriftVPerK { get; } = new(10e-9, double.NaN, Dc + "input offset drift");

    /// <summary>Gain error, ppm.</summary>
    public static Spec GainErrorPpm { get; } = new(500, double.NaN, Dc + "gain error");

    /// <summary>Its drift, ppm/K.</summary>
    public static Spec GainDriftPpmPerK { get; } = new(5, double.NaN, Dc + "gain drift");

    /// <summary>Noise at 10 conversions a second, V rms.</summary>
    public static Spec NoiseAt10SpsV { get; } = new(50e-9, double.NaN, "7.5.2 Noise Performance, gain 128, 10 SPS");

    /// <summary>Error of the clock, ppm.</summary>
    public static Spec ClockErrorPpm { get; } = new(8_000, double.NaN, "7.3 RC OSC and AC Characteristics");

    /// <summary>Current that the regulator gives at 3 V, A; a bridge of 350 ohm takes 8.6 mA.</summary>
    public static Spec SupplyCurrentA
    { get; } = new(10e-3, 10e-3, "3 Features, VDDA drive", "NAU7802 data sheet rev. 1.7, Features");

    /// <summary>The sheet.</summary>
    public static Sheet Sheet
    { get; } = new("NAU7802SGI", "Nuvoton", "NAU7802 data sheet rev. 1.7", new KeyValuePair<string, Spec>[]
    {
        Parts.Sheet.Row(nameof(OffsetV), OffsetV),
        Parts.Sheet.Row(nameof(OffsetDriftVPerK), OffsetDriftVPerK),
        Parts.Sheet.Row(nameof(GainErrorPpm), GainErrorPpm),
        Parts.Sheet.Row(nameof(GainDriftPpmPerK), GainDriftPpmPerK),
        Parts.Sheet.Row(nameof(NoiseAt10SpsV), NoiseAt10SpsV),
        Parts.Sheet.Row(nameof(ClockErrorPpm), ClockErrorPpm),
        Parts.Sheet.Row(nameof(SupplyCurrentA), SupplyCurrentA),
    });
}
