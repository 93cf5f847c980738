using System.Collections.Generic;

namespace EdgeLogger.Hardware.Parts;

/// <summary>HX711 (Avia Semiconductor): 24 bit for a load cell on two wires of its own. Figures at gain 128.</summary>
public static class Hx711Sheet
{
    private const string Key = "Key Electrical Characteristics, ";

    /// <summary>Offset at the input, V.</summary>
    public static Spec OffsetV { get; } = new(0.2e-3, double.NaN, Key + "input offset");

    /// <summary>Its drift, V/K.</summary>
    public static Spec OffsetDriftVPerK { get; } = new(6e-9, double.NaN, Key + "temperature drift, offset");

    /// <summary>Drift of the gain, ppm/K.</summary>
    public static Spec GainDriftPpmPerK { get; } = new(5, double.NaN, Key + "temperature drift, gain");

    /// <summary>Noise at 10 conversions a second, V rms.</summary>
    public static Spec NoiseAt10SpsV
    { get; } = new(50e-9, double.NaN, Key + "input noise, RATE = 0", "OpenScale hookup guide, SparkFun");

    /// <summary>Noise at 80 conversions a second, V rms.</summary>
    public static Spec NoiseAt80SpsV
    { get; } = new(90e-9, double.NaN, Key + "input noise, RATE = DVDD", "OpenScale hookup guide, SparkFun");

    /// <summary>Error of the on-chip clock, ppm.</summary>
    public static Spec ClockErrorPpm { get; } = new(30_000, double.NaN, Key + "output data rate, internal oscillator");

    /// <summary>The sheet.</summary>
    public static Sheet Sheet { get; } = new("HX711", "Avia Semiconductor", "HX711 data sheet", new KeyValuePair<string, Spec>[]
    {
        Parts.Sheet.Row(nameof(OffsetV), OffsetV),
        Parts.Sheet.Row(nameof(OffsetDriftVPerK), OffsetDriftVPerK),
        Parts.Sheet.Row(nameof(GainDriftPpmPerK), GainDriftPpmPerK),
        Parts.Sheet.Row(nameof(NoiseAt10SpsV), NoiseAt10SpsV),
        Parts.Sheet.Row(nameof(NoiseAt80SpsV), NoiseAt80SpsV),
        Parts.Sheet.Row(nameof(ClockErrorPpm), ClockErrorPpm),
    });
}
