using System.Collections.Generic;

namespace EdgeLogger.Hardware.Parts;

/// <summary>
/// INA228 (Texas Instruments, SLYS021): 20 bit, accumulates charge and energy by itself. Its bus pin is a resistor of 1 Mohm to
/// ground: 4 uA at 4 V flow out of the cell, 7 % of the current at 0.05C on a 10 mm die. It suits cells of 100 mAh and more.
/// </summary>
public static class Ina228Sheet
{
    private const string Electrical = "6.5 Electrical Characteristics, ";
    private const string Features = "INA228, features on its first page (sheetsdata.com)";
    private const string Ranges = "INA228-Q1, table 8-1 (ZHCSLF8A)";
    private const string Ina238 = "INA238-Q1, Electrical Characteristics (ZHCSLG0A; same input stage, 16 bit)";

    /// <summary>
    /// Full scale of the shunt's voltage with ADCRANGE set, V; four times that without. One code is 2^-19 of it.
    /// </summary>
    public const double NarrowFullScaleV = 40.96e-3;

    /// <summary>One code of the bus voltage, V.</summary>
    public const double BusCodeV = 195.3125e-6;

    /// <summary>One code of the shunt's voltage with ADCRANGE set, V.</summary>
    public static Spec ShuntCodeV { get; } = new(78.125e-9, 78.125e-9, "8.1.1, table 8-1", Ranges);

    /// <summary>Offset of the shunt's voltage, V.</summary>
    public static Spec OffsetV
    { get; } = new(0.3e-6, 1e-6, Electrical + "shunt offset voltage", Features + "; typical value not checked");

    /// <summary>Its drift, V/K.</summary>
    public static Spec OffsetDriftVPerK { get; } = new(2e-9, 10e-9, Electrical + "shunt offset voltage drift", Features);

    /// <summary>Gain error of the shunt's voltage, ppm.</summary>
    public static Spec GainErrorPpm { get; } = new(100, 500, Electrical + "shunt voltage gain error", Features);

    /// <summary>Its drift, ppm/K.</summary>
    public static Spec GainDriftPpmPerK { get; } = new(10, 20, Electrical + "shunt voltage gain error drift", Features);

    /// <summary>Current into IN+ or IN-, A.</summary>
    public static Spec InputCurrentA { get; } = new(0.1e-9, 2.5e-9, Electrical + "input bias current", Features);

    /// <summary>Resistance of the bus pin to ground, ohm.</summary>
    public static Spec BusResistanceOhm { get; } = new(1e6, 1.2e6, Electrical + "VBUS pin input impedance, active", Ina238);

    /// <summary>Offset of the bus voltage, V.</summary>
    public static Spec BusOffsetV { get; } = new(1e-3, 2.5e-3, Electrical + "VBUS offset voltage");

    /// <summary>Its drift, V/K.</summary>
    public static Spec BusOffsetDriftVPerK { get; } = new(4e-6, 20e-6, Electrical + "VBUS offset voltage drift");

    /// <summary>Gain error of the bus voltage, ppm.</summary>
    public static Spec BusGainErrorPpm { get; } = new(100, 500, Electrical + "VBUS voltage gain error");

    /// <summary>Error of the clock, and so of charge and energy that the chip sums, ppm.</summary>
    public static Spec ClockErrorPpm
    { get; } = new(2_000, 5_000, Electrical + "internal oscillator frequency tolerance, 25 degC");

    /// <summary>Noise of a shunt conversion of 4.12 ms with ADCRANGE set, V rms: 17.7 effective bits of 81.92 mV.</summary>
    public static Spec NoiseAt4120UsV
    { get; } = new(0.39e-6, double.NaN, "8.1.3 ADC Output Data Rate and Noise Performance, table, 1 average");

    /// <summary>The sheet.</summary>
    public static Sheet Sheet { get; } = new("INA228AIDGSR", "Texas Instruments", "SLYS021", new KeyValuePair<string, Spec>[]
    {
        Parts.Sheet.Row(nameof(ShuntCodeV), ShuntCodeV),
        Parts.Sheet.Row(nameof(OffsetV), OffsetV),
        Parts.Sheet.Row(nameof(OffsetDriftVPerK), OffsetDriftVPerK),
        Parts.Sheet.Row(nameof(GainErrorPpm), GainErrorPpm),
        Parts.Sheet.Row(nameof(GainDriftPpmPerK), GainDriftPpmPerK),
        Parts.Sheet.Row(nameof(InputCurrentA), InputCurrentA),
        Parts.Sheet.Row(nameof(BusResistanceOhm), BusResistanceOhm),
        Parts.Sheet.Row(nameof(BusOffsetV), BusOffsetV),
        Parts.Sheet.Row(nameof(BusOffsetDriftVPerK), BusOffsetDriftVPerK),
        Parts.Sheet.Row(nameof(BusGainErrorPpm), BusGainErrorPpm),
        Parts.Sheet.Row(nameof(ClockErrorPpm), ClockErrorPpm),
        Parts.Sheet.Row(nameof(NoiseAt4120UsV), NoiseAt4120UsV),
    });
}
