using EdgeLogger.Firmware.Drivers;
using EdgeLogger.Firmware.Drivers.Ads122c04;
using EdgeLogger.Firmware.Drivers.Nau7802;

namespace EdgeLogger.Firmware.Sampling;

/// <summary>
/// What one slot is built of: addresses, resistors, gains, and what a calibration found. Integers in the unit of the name, so
/// that the schema follows from them without a rounding. The defaults are the reference design for a 10 mm die and 5 mA.
/// </summary>
public sealed class SlotHardware
{
    /// <summary>Gain of the thermometer's input, and of the cell's: 1. Both bypass the PGA and so may come close to the supplies.</summary>
    public const int ThermometerGain = 2;

    private const long CodesPerUnity = 1 << 23;

    /// <summary>The converter of the cell's voltage and the thermometer.</summary>
    public byte VoltageChipAddress = 0x40;

    /// <summary>The converter of the current, which does nothing else, so that no charge goes by between two conversions.</summary>
    public byte CurrentChipAddress = 0x41;

    /// <summary>Conversions per second of both.</summary>
    public Ads122c04Rate Rate = Ads122c04Rate.Sps20;

    /// <summary>Reference of the voltage converter.</summary>
    public long VoltageReferenceMicroVolt = Ads122c04Registers.InternalReferenceMicroVolt;

    /// <summary>Reference of the current converter.</summary>
    public long CurrentReferenceMicroVolt = Ads122c04Registers.InternalReferenceMicroVolt;

    /// <summary>Voltage at the cell over voltage at the converter, x 10^6.</summary>
    public long DividerMillionths = 3000000;

    /// <summary>Shunt in series with the cell, 1 to 10^9.</summary>
    public long ShuntMicroOhm = 10000000;

    /// <summary>Gain of the current converter; see <see cref="GainForCurrent"/>.</summary>
    public int CurrentGain = 32;

    /// <summary>Whether a Pt1000 is fitted.</summary>
    public bool HasThermometer = true;

    /// <summary>Resistor between REFP and REFN, in series with the thermometer.</summary>
    public long ThermometerReferenceMilliOhm = 3240000;

    /// <summary>Resistance of the thermometer at 0 degC.</summary>
    public int ThermometerR0Ohm = 1000;

    /// <summary>Current through thermometer and reference; it cancels in the ratio.</summary>
    public Ads122c04Excitation ThermometerCurrent = Ads122c04Excitation.MicroAmp250;

    /// <summary>Time from one temperature to the next. Each costs the voltage two conversions.</summary>
    public int ThermometerPeriodMs = 1000;

    /// <summary>Whether a load cell is fitted.</summary>
    public bool HasLoadCell = true;

    public Nau7802Rate LoadCellRate = Nau7802Rate.Sps10;

    public int LoadCellGain = 128;

    /// <summary>Force of one code. A cell of 10 kN and 2 mV/V at gain 128 has 2,328,306.</summary>
    public long LoadCellNanoNewtonPerCode = 2328306;

    /// <summary>Area of the piston: force over area is the stack pressure. 10 mm across by default.</summary>
    public long PistonAreaSquareMicrometre = 78539816;

    /// <summary>Codes at 0 V, 0 A, 0 ohm and no force, as calibrated; up to 10^5 either way, the load cell's up to 10^6.</summary>
    public int VoltageZeroCode;

    public int CurrentZeroCode;

    public int ThermometerZeroCode;

    public int LoadCellZeroCode;

    /// <summary>Day of the calibration, yyyy-mm-dd; empty if these are nominal values.</summary>
    public string Calibrated = "";

    /// <summary>The largest gain at which a current of either sign fits with 2 % to spare.</summary>
    public int GainForCurrent(long maxCurrentMicroAmp)
        => ConverterGain.LargestFitting(maxCurrentMicroAmp * (ShuntMicroOhm / 1000) / 1000, CurrentReferenceMicroVolt);

    /// <summary>What the codes of the four channels mean, in the order of <see cref="Channel"/>.</summary>
    public ChannelSchema[] Schema()
    {
        var schema = new ChannelSchema[Channel.Count];
        schema[Channel.Voltage] = Describe(
            "voltage", "V", "ADS122C04", VoltageReferenceMicroVolt * DividerMillionths, CodesPerUnity, -12, VoltageZeroCode);
        schema[Channel.Current] = Describe(
            "current", "A", "ADS122C04", CurrentReferenceMicroVolt, CodesPerUnity * CurrentGain * ShuntMicroOhm, 0, CurrentZeroCode);
        schema[Channel.Temperature] = Describe(
            "temperature", "degC", "ADS122C04", ThermometerReferenceMilliOhm, CodesPerUnity * ThermometerGain, -3, ThermometerZeroCode);
        schema[Channel.Temperature].Conversion = "rtd:" + ThermometerR0Ohm.ToString();
        schema[Channel.Pressure] = Describe(
            "pressure", "MPa", "NAU7802", LoadCellNanoNewtonPerCode, PistonAreaSquareMicrometre, -3, LoadCellZeroCode);
        return schema;
    }

    private ChannelSchema Describe(
        string quantity, string unit, string chip, long numerator, long denominator, int exponent, int zeroCode)
    {
        var scale = new DecimalQuotient(numerator, denominator);
        var offset = new DecimalQuotient(-zeroCode * numerator, denominator);
        return new ChannelSchema
        {
            Quantity = quantity,
            Unit = unit,
            Chip = chip,
            ScaleMantissa = scale.Mantissa,
            ScaleExponent = scale.Exponent + exponent,
            OffsetMantissa = offset.Mantissa,
            OffsetExponent = offset.Mantissa == 0 ? 0 : offset.Exponent + exponent,
            Calibrated = Calibrated,
        };
    }
}
