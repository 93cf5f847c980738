namespace EdgeLogger.Hardware.Design;

/// <summary>
/// The numbers of one slot that firmware, schematic and error budget share. A test holds the firmware's defaults against them.
/// </summary>
public static class SlotDesign
{
    /// <summary>Slots on a board.</summary>
    public const int Slots = 4;

    /// <summary>Shunt, ohm: 50 mV at 5 mA.</summary>
    public const double ShuntOhm = 10;

    /// <summary>Gain of the current's converter: 6.4 mA full scale.</summary>
    public const int CurrentGain = 32;

    /// <summary>Voltage at the cell over voltage at the converter: 2 kohm over 1 kohm on either side.</summary>
    public const double Divider = 3;

    /// <summary>Upper resistor of the divider, ohm.</summary>
    public const double DividerUpperOhm = 2000;

    /// <summary>Lower resistor of the divider, ohm.</summary>
    public const double DividerLowerOhm = 1000;

    /// <summary>Resistor between REFP and REFN, in series with the thermometer, ohm.</summary>
    public const double ThermometerReferenceOhm = 3240;

    /// <summary>Thermometer at 0 degC, ohm.</summary>
    public const double ThermometerR0Ohm = 1000;

    /// <summary>Current through both, A.</summary>
    public const double ThermometerA = 250e-6;

    /// <summary>Gain of the thermometer's input.</summary>
    public const int ThermometerGain = 2;

    /// <summary>Time from one temperature to the next, s; each costs the voltage two conversions.</summary>
    public const double ThermometerPeriodS = 1;

    /// <summary>Conversions per second of both ADS122C04.</summary>
    public const double ConversionsPerS = 20;

    /// <summary>Capacity of the load cell, N.</summary>
    public const double LoadCellN = 10_000;

    /// <summary>Gain of the load cell's converter.</summary>
    public const int LoadCellGain = 128;

    /// <summary>Conversions per second of the load cell.</summary>
    public const double LoadCellConversionsPerS = 10;

    /// <summary>Diameter of the piston, mm.</summary>
    public const double PistonMm = 10;

    /// <summary>Stack pressure at the load cell's capacity, MPa.</summary>
    public const double LoadCellMpa = LoadCellN / (System.Math.PI * PistonMm * PistonMm / 4);

    /// <summary>Full scale of the current, A.</summary>
    public const double FullScaleA = Parts.Ads122c04Sheet.ReferenceV / CurrentGain / ShuntOhm;

    /// <summary>Full scale of the cell's voltage, V.</summary>
    public const double FullScaleV = Parts.Ads122c04Sheet.ReferenceV * Divider;

    /// <summary>One code of the current, A.</summary>
    public const double CodeA = FullScaleA / Codes;

    /// <summary>One code of the cell's voltage, V.</summary>
    public const double CodeV = FullScaleV / Codes;

    private const double Codes = 1 << 23;
}
