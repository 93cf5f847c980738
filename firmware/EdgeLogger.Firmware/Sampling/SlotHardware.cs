using EdgeLogger.Firmware.Drivers;
using EdgeLogger.Firmware.Drivers.Ads1115;
using EdgeLogger.Firmware.Drivers.Ads122c04;
using EdgeLogger.Firmware.Drivers.Ina228;
using EdgeLogger.Firmware.Drivers.Max31865;
using EdgeLogger.Firmware.Drivers.Nau7802;

namespace EdgeLogger.Firmware.Sampling;

/// <summary>
/// What one slot is built of: addresses, resistors, gains, and what a calibration found. Integers in the unit of the name, so
/// that the schema follows from them without a rounding. The defaults are the reference design for a 10 mm die and 5 mA.
/// </summary>
public sealed class SlotHardware
{
    /// <summary>
    /// Gain of the thermometer's input, and of the cell's: 1. Both bypass the PGA and so may come close to the supplies.
    /// </summary>
    public const int ThermometerGain = 2;

    private const long CodesPerUnity = 1 << 23;
    private const long Ads1115Codes = 1 << 15;
    private const long WideMantissa = 100000000000000000;

    /// <summary>What measures the cell's voltage: ADS122C04, ADS1115, or the INA228 that measures the current.</summary>
    public SlotChip VoltageChip = SlotChip.Ads122c04;

    /// <summary>What measures the current: ADS122C04 or INA228.</summary>
    public SlotChip CurrentChip = SlotChip.Ads122c04;

    /// <summary>What measures the temperature: ADS122C04, ADS1115 (thermistor) or MAX31865.</summary>
    public SlotChip ThermometerChip = SlotChip.Ads122c04;

    /// <summary>What measures the pressure: NAU7802 or HX711.</summary>
    public SlotChip LoadCellChip = SlotChip.Nau7802;

    /// <summary>The converter of the cell's voltage, and of the thermometer if that is the same chip.</summary>
    public byte VoltageChipAddress = 0x40;

    /// <summary>
    /// The converter of the current, which does nothing else, so that no charge goes by between two conversions.
    /// </summary>
    public byte CurrentChipAddress = 0x41;

    /// <summary>The converter of a thermometer that has a chip of its own.</summary>
    public byte ThermometerChipAddress = 0x48;

    /// <summary>Conversions per second of every ADS122C04.</summary>
    public Ads122c04Rate Rate = Ads122c04Rate.Sps20;

    /// <summary>Reference of the voltage converter.</summary>
    public long VoltageReferenceMicroVolt = Ads122c04Registers.InternalReferenceMicroVolt;

    /// <summary>Reference of the current converter.</summary>
    public long CurrentReferenceMicroVolt = Ads122c04Registers.InternalReferenceMicroVolt;

    /// <summary>Range of the voltage converter if that is an ADS1115.</summary>
    public Ads1115Range VoltageRange = Ads1115Range.MilliVolt2048;

    /// <summary>Voltage at the cell over voltage at the converter, x 10^6.</summary>
    public long DividerMillionths = 3000000;

    /// <summary>Shunt in series with the cell, 1 to 10^9.</summary>
    public long ShuntMicroOhm = 10000000;

    /// <summary>Gain of the current converter if that is an ADS122C04; see <see cref="GainForCurrent"/>.</summary>
    public int CurrentGain = 32;

    /// <summary>Range of the current converter if that is an INA228: +-40.96 mV at the shunt, else +-163.84 mV.</summary>
    public bool NarrowShuntRange = true;

    /// <summary>Whether a thermometer is fitted.</summary>
    public bool HasThermometer = true;

    /// <summary>The thermometer's curve if it is a thermistor; null: platinum, as IEC 60751 has it.</summary>
    public Thermistor? Thermistor;

    /// <summary>
    /// Resistor that the thermometer is compared with: between REFP and REFN, on the MAX31865, or above the thermistor.
    /// </summary>
    public long ThermometerReferenceMilliOhm = 3240000;

    /// <summary>Resistance of the thermometer at 0 degC, of a thermistor at 25 degC.</summary>
    public int ThermometerR0Ohm = 1000;

    /// <summary>Wires to a thermometer on a MAX31865: 2, 3 or 4.</summary>
    public int ThermometerWires = 4;

    /// <summary>Frequency of the mains, which the MAX31865 suppresses: 50 or 60.</summary>
    public int MainsHz = 50;

    /// <summary>Current through thermometer and reference; it cancels in the ratio.</summary>
    public Ads122c04Excitation ThermometerCurrent = Ads122c04Excitation.MicroAmp250;

    /// <summary>Time from one temperature to the next. Each costs the voltage two conversions.</summary>
    public int ThermometerPeriodMs = 1000;

    /// <summary>Whether a load cell is fitted.</summary>
    public bool HasLoadCell = true;

    /// <summary>Conversions per second of the load cell; an HX711 has 10 and 80, by its pin RATE.</summary>
    public Nau7802Rate LoadCellRate = Nau7802Rate.Sps10;

    /// <summary>1, 2, 4, ... 128; an HX711 has 128, 64 and, on its channel B, 32.</summary>
    public int LoadCellGain = 128;

    /// <summary>Force of one code. A cell of 10 kN and 2 mV/V at gain 128 has 2,328,306.</summary>
    public long LoadCellNanoNewtonPerCode = 2328306;

    /// <summary>Area of the piston: force over area is the stack pressure. 10 mm across by default.</summary>
    public long PistonAreaSquareMicrometre = 78539816;

    /// <summary>
    /// Codes at 0 V, 0 A, 0 ohm and no force, as calibrated; up to 10^5 either way, the load cell's up to 10^6.
    /// </summary>
    public int VoltageZeroCode;

    public int CurrentZeroCode;

    public int ThermometerZeroCode;

    public int LoadCellZeroCode;

    /// <summary>
    /// What a calibration found beyond the parts' values: true change over the change that the parts' values give, less 1, x
    /// 10^9; up to 10^8 either way.
    /// </summary>
    public int VoltageGainPpb;

    public int CurrentGainPpb;

    public int ThermometerGainPpb;

    public int LoadCellGainPpb;

    /// <summary>Day of the calibration, yyyy-mm-dd; empty if these are nominal values.</summary>
    public string Calibrated = "";

    /// <summary>The largest gain at which a current of either sign fits with 2 % to spare.</summary>
    public int GainForCurrent(long maxCurrentMicroAmp)
        => ConverterGain.LargestFitting(maxCurrentMicroAmp * (ShuntMicroOhm / 1000) / 1000, CurrentReferenceMicroVolt);

    /// <summary>A change between two readings of the current that is a step: 0.024 % of the range.</summary>
    public int StepCodes => CurrentChip == SlotChip.Ina228 ? 125 : 2000;

    /// <summary>Whether the voltage's converter measures the temperature too.</summary>
    public bool ThermometerIsOnVoltageChip => HasThermometer && ThermometerChip == VoltageChip;

    /// <summary>The chip's name, as schemas and configurations have it.</summary>
    public static string NameOf(SlotChip chip) => chip switch
    {
        SlotChip.Ads1115 => "ADS1115",
        SlotChip.Ina228 => "INA228",
        SlotChip.Max31865 => "MAX31865",
        SlotChip.Nau7802 => "NAU7802",
        SlotChip.Hx711 => "HX711",
        _ => "ADS122C04",
    };

    /// <summary>The chip that the slot has at an address of its I2C bus; empty if none.</summary>
    public string ChipAt(byte address)
    {
        if (address == CurrentChipAddress)
        {
            return NameOf(CurrentChip);
        }

        if (VoltageChip != SlotChip.Ina228 && address == VoltageChipAddress)
        {
            return NameOf(VoltageChip);
        }

        if (HasOwnThermometerAddress && address == ThermometerChipAddress)
        {
            return NameOf(ThermometerChip);
        }

        return HasLoadCell && LoadCellChip == SlotChip.Nau7802 && address == Nau7802Registers.Address ? NameOf(LoadCellChip) : "";
    }

    /// <summary>What is wrong with this description, as a sentence; empty if it can be built.</summary>
    public string Contradiction()
    {
        if (CurrentChip != SlotChip.Ads122c04 && CurrentChip != SlotChip.Ina228)
        {
            return "The current is measured with an ADS122C04 or an INA228; no other chip covers all of the time.";
        }

        if (VoltageChip != SlotChip.Ads122c04 && VoltageChip != SlotChip.Ads1115
            && !(VoltageChip == SlotChip.Ina228 && CurrentChip == SlotChip.Ina228))
        {
            return "The voltage is measured with an ADS122C04, an ADS1115, or the INA228 that measures the current.";
        }

        if (HasThermometer && ThermometerChip != SlotChip.Ads122c04 && ThermometerChip != SlotChip.Ads1115
            && ThermometerChip != SlotChip.Max31865)
        {
            return "The temperature is measured with an ADS122C04, an ADS1115 or a MAX31865.";
        }

        if (HasThermometer && ThermometerChip != SlotChip.Ads122c04
            && (ThermometerChip == SlotChip.Ads1115) != (Thermistor != null))
        {
            return "An ADS1115 measures a thermistor, which needs its curve; a MAX31865 measures platinum, which has none.";
        }

        return HasLoadCell && LoadCellChip != SlotChip.Nau7802 && LoadCellChip != SlotChip.Hx711
            ? "The load cell is measured with an NAU7802 or an HX711."
            : HasClash() ? "Two chips of the slot have the same address." : "";
    }

    /// <summary>What the codes of the four channels mean, in the order of <see cref="Channel"/>.</summary>
    public ChannelSchema[] Schema()
    {
        var schema = new ChannelSchema[Channel.Count];
        schema[Channel.Voltage] = VoltageChip switch
        {
            SlotChip.Ina228 => Describe(
                "voltage", "V", "INA228", Ina228Registers.BusCodeTenthNanoVolt * DividerMillionths, 1, -16, VoltageZeroCode,
                VoltageGainPpb),
            SlotChip.Ads1115 => Describe(
                "voltage", "V", "ADS1115", Ads1115Registers.FullScaleMicroVolt(VoltageRange) * DividerMillionths,
                Ads1115Codes, -12,
                VoltageZeroCode, VoltageGainPpb),
            _ => Describe(
                "voltage", "V", "ADS122C04", VoltageReferenceMicroVolt * DividerMillionths, CodesPerUnity, -12, VoltageZeroCode,
                VoltageGainPpb),
        };
        schema[Channel.Current] = CurrentChip switch
        {
            SlotChip.Ina228 => Describe(
                "current", "A", "INA228", Ina228Registers.ShuntCodeFemtoVolt(NarrowShuntRange), ShuntMicroOhm, -9,
                CurrentZeroCode, CurrentGainPpb),
            _ => Describe(
                "current", "A", "ADS122C04", CurrentReferenceMicroVolt, CodesPerUnity * CurrentGain * ShuntMicroOhm, 0,
                CurrentZeroCode, CurrentGainPpb),
        };
        schema[Channel.Temperature] = Describe(
            "temperature", "degC", NameOf(ThermometerChip), ThermometerReferenceMilliOhm, ThermometerCodes, -3,
            ThermometerZeroCode,
            ThermometerGainPpb);
        schema[Channel.Temperature].Conversion = Thermistor is Thermistor curve ? curve.Conversion : "rtd:"
            + ThermometerR0Ohm.ToString();
        schema[Channel.Pressure] = Describe(
            "pressure", "MPa", NameOf(LoadCellChip), LoadCellNanoNewtonPerCode, PistonAreaSquareMicrometre, -3, LoadCellZeroCode,
            LoadCellGainPpb);
        return schema;
    }

    private bool HasOwnThermometerAddress =>
        HasThermometer && !ThermometerIsOnVoltageChip && ThermometerChip != SlotChip.Max31865;

    // Codes of a thermometer as large as its reference.
    private long ThermometerCodes => ThermometerChip switch
    {
        SlotChip.Max31865 => Max31865Registers.CodesPerUnity,
        SlotChip.Ads1115 => ThermistorDivider.CodesPerUnity,
        _ => CodesPerUnity * ThermometerGain,
    };

    private bool HasClash()
    {
        bool voltageIsOwn = VoltageChip != SlotChip.Ina228;
        return (voltageIsOwn && VoltageChipAddress == CurrentChipAddress)
            || (HasOwnThermometerAddress && (ThermometerChipAddress == CurrentChipAddress
                || (voltageIsOwn && ThermometerChipAddress == VoltageChipAddress)));
    }

    private ChannelSchema Describe(
        string quantity, string unit, string chip, long numerator, long denominator, int exponent, int zeroCode, int gainPpb)
    {
        var scale = new DecimalQuotient(numerator, denominator);
        var offset = new DecimalQuotient(-zeroCode * numerator, denominator);
        var schema = new ChannelSchema
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
        Gain(ref schema.ScaleMantissa, ref schema.ScaleExponent, gainPpb);
        Gain(ref schema.OffsetMantissa, ref schema.OffsetExponent, gainPpb);
        return schema;
    }

    // Times (1 + gain), with as many digits as there is room for, and in two parts, so that nothing overflows.
    private static void Gain(ref long mantissa, ref int exponent, int gainPpb)
    {
        if (mantissa == 0 || gainPpb == 0)
        {
            return;
        }

        while (mantissa < WideMantissa && mantissa > -WideMantissa)
        {
            mantissa *= 10;
            exponent--;
        }

        mantissa += (mantissa / 1000000000 * gainPpb) + (mantissa % 1000000000 * gainPpb / 1000000000);
    }
}
