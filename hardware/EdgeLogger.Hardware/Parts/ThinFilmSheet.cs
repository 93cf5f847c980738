using System.Collections.Generic;

namespace EdgeLogger.Hardware.Parts;

/// <summary>RG2012 (Susumu): thin film resistors, 0805; the divider and the thermometer's reference resistor.</summary>
public static class ThinFilmSheet
{
    private const string Rg = "Susumu RG series, specifications";

    /// <summary>Deviation from the nominal resistance, code W, ppm.</summary>
    public static Spec TolerancePpm { get; } = new(250, 500, "Specifications, tolerance 0.05 % (W)", Rg);

    /// <summary>Temperature coefficient, code V, 100 ohm to 10 kohm, ppm/K.</summary>
    public static Spec TcrPpmPerK { get; } = new(2.5, 5, "Specifications, TCR 5 ppm/K (V)", Rg);

    /// <summary>Change in 10,000 h at 85 degC and 85 % humidity, ppm; in dry argon at 25 degC far less.</summary>
    public static Spec AgeingPpm { get; } = new(100, 1000, "Specifications, moisture and heat, 10,000 h", Rg);

    /// <summary>The sheet, by its 2 kohm member.</summary>
    public static Sheet Sheet { get; } = new("RG2012V-202-W-T1", "Susumu", "RG series", new KeyValuePair<string, Spec>[]
    {
        Parts.Sheet.Row(nameof(TolerancePpm), TolerancePpm),
        Parts.Sheet.Row(nameof(TcrPpmPerK), TcrPpmPerK),
        Parts.Sheet.Row(nameof(AgeingPpm), AgeingPpm),
    });
}
