using System.Collections.Generic;

namespace EdgeLogger.Hardware.Parts;

/// <summary>VCS1625 (Vishay Foil Resistors, document 63023): shunt of 10 mohm to 10 ohm with four pads.</summary>
public static class ShuntSheet
{
    private const string Document63023 = "VCS1625, document 63023, features";

    /// <summary>Deviation from the nominal resistance, ppm.</summary>
    public static Spec TolerancePpm { get; } = new(500, 1000, "Features, tolerance 0.1 %", Document63023);

    /// <summary>Temperature coefficient, ppm/K.</summary>
    public static Spec TcrPpmPerK
    { get; } = new(2, 5, "Features, TCR typical; the largest from table 1, not checked", Document63023);

    /// <summary>Change in 2000 h at rated power, 70 degC, ppm; at microwatts far less.</summary>
    public static Spec LoadLifePpm { get; } = new(50, 200, "Features, load life stability", Document63023);

    /// <summary>Thermocouple at its ends, V per K between them.</summary>
    public static Spec ThermalEmfVPerK { get; } = new(0.05e-6, double.NaN, "Features, thermal EMF", Document63023);

    /// <summary>Rated power at 70 degC, W.</summary>
    public static Spec PowerW { get; } = new(0.5, 0.5, "Features, power rating, or 5 A", Document63023);

    /// <summary>
    /// The sheet. The order code is Vishay's global form for VCS1625, 10 ohm, 0.1 %; have the seller confirm it.
    /// </summary>
    public static Sheet Sheet
    { get; } = new("Y085010R0000B9L", "Vishay Foil Resistors", "63023, VCS1625", new KeyValuePair<string, Spec>[]
    {
        Parts.Sheet.Row(nameof(TolerancePpm), TolerancePpm),
        Parts.Sheet.Row(nameof(TcrPpmPerK), TcrPpmPerK),
        Parts.Sheet.Row(nameof(LoadLifePpm), LoadLifePpm),
        Parts.Sheet.Row(nameof(ThermalEmfVPerK), ThermalEmfVPerK),
        Parts.Sheet.Row(nameof(PowerW), PowerW),
    });
}
