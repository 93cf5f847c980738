using System.Collections.Generic;

namespace EdgeLogger.Hardware.Parts;

/// <summary>OPA2192 (Texas Instruments, SBOS620): the two followers before the divider. Chosen for its input current.</summary>
public static class BufferSheet
{
    private const string Electrical = "6.7 Electrical Characteristics, ";
    private const string Features = "OPAx192, SBOS620E, features";

    /// <summary>Current into an input, A: what the board takes out of the cell's sense lead.</summary>
    public static Spec InputCurrentA
    { get; } = new(5e-12, 20e-12, Electrical + "input bias current, 25 degC", Features + "; largest value not checked");

    /// <summary>Offset, V.</summary>
    public static Spec OffsetV
    { get; } = new(5e-6, 25e-6, Electrical + "input offset voltage, 25 degC", Features + "; largest value not checked");

    /// <summary>Its drift, V/K.</summary>
    public static Spec OffsetDriftVPerK
    { get; } = new(0.2e-6, 0.5e-6, Electrical + "input offset voltage drift", Features + "; largest value not checked");

    /// <summary>Voltage noise at 1 kHz, V/sqrt(Hz).</summary>
    public static Spec NoiseVPerRootHz
    { get; } = new(5.5e-9, double.NaN, Electrical + "input voltage noise density, 1 kHz", Features);

    /// <summary>Noise from 0.1 to 10 Hz, V rms: 1.3 uV peak to peak over 6.6.</summary>
    public static Spec SlowNoiseV { get; } = new(0.2e-6, double.NaN, Electrical + "input voltage noise, 0.1 to 10 Hz");

    /// <summary>The sheet.</summary>
    public static Sheet Sheet { get; } = new("OPA2192IDR", "Texas Instruments", "SBOS620", new KeyValuePair<string, Spec>[]
    {
        Parts.Sheet.Row(nameof(InputCurrentA), InputCurrentA),
        Parts.Sheet.Row(nameof(OffsetV), OffsetV),
        Parts.Sheet.Row(nameof(OffsetDriftVPerK), OffsetDriftVPerK),
        Parts.Sheet.Row(nameof(NoiseVPerRootHz), NoiseVPerRootHz),
        Parts.Sheet.Row(nameof(SlowNoiseV), SlowNoiseV),
    });
}
