using System.Collections.Generic;

namespace EdgeLogger.Hardware.Parts;

/// <summary>B57861S0103F040 (TDK, S861): 10 kohm thermistor, for boards that measure temperature with a free channel.</summary>
public static class ThermistorSheet
{
    /// <summary>Resistance at 25 degC, ohm.</summary>
    public const double ResistanceAt25Ohm = 10_000;

    /// <summary>B between 25 and 100 degC, K.</summary>
    public const double BetaK = 3988;

    /// <summary>Deviation of the resistance at 25 degC, ppm: 0.23 K.</summary>
    public static Spec TolerancePpm { get; } = new(5_000, 10_000, "Technical data, tolerance code F");

    /// <summary>Deviation of B, ppm.</summary>
    public static Spec BetaTolerancePpm { get; } = new(5_000, 10_000, "Technical data, tolerance of B");

    /// <summary>The sheet.</summary>
    public static Sheet Sheet { get; } = new("B57861S0103F040", "TDK Electronics", "S861", new KeyValuePair<string, Spec>[]
    {
        Parts.Sheet.Row(nameof(TolerancePpm), TolerancePpm),
        Parts.Sheet.Row(nameof(BetaTolerancePpm), BetaTolerancePpm),
    });
}
