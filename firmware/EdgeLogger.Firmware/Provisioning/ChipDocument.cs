using EdgeLogger.Firmware.Drivers.Ads1115;
using EdgeLogger.Firmware.Drivers.Ads122c04;
using EdgeLogger.Firmware.Drivers.Nau7802;
using EdgeLogger.Firmware.Sampling;

namespace EdgeLogger.Firmware.Provisioning;

/// <summary>
/// The parts of a slot in the configuration, one a channel: which chip, with what around it, and its calibration.
/// </summary>
internal static class ChipDocument
{
    /// <summary>Zero codes of the ADS122C04 lie within so many either way.</summary>
    public const int MostZeroCodes = 100000;

    /// <summary>Those of the load cell.</summary>
    public const int MostBridgeZeroCodes = 1000000;

    /// <summary>Gains lie within so much of 1, x 10^-9.</summary>
    public const int MostGainPpb = 100000000;

    public static Ads122c04Rate ReadRate(DocumentReader reader) => (Ads122c04Rate)IndexOf(AdsRates(), reader.OneOf(AdsRates()));

    public static void ReadVoltage(DocumentReader reader, SlotHardware hardware)
    {
        if (!reader.Object())
        {
            return;
        }

        while (reader.NextMember(out string name))
        {
            switch (name)
            {
                case "chip":
                    hardware.VoltageChip = reader.OneOfChips(ChipNames.ForVoltage());
                    break;
                case "address":
                    hardware.VoltageChipAddress = (byte)reader.Integer(0x40, 0x4F);
                    break;
                case "reference_uv":
                    hardware.VoltageReferenceMicroVolt = reader.Integer(500000, 5500000);
                    break;
                case "range_mv":
                    hardware.VoltageRange = (Ads1115Range)IndexOf(Ranges(), reader.OneOf(Ranges()));
                    break;
                case "divider_ppm":
                    hardware.DividerMillionths = reader.Integer(1000000, 100000000);
                    break;
                case "zero_code":
                    hardware.VoltageZeroCode = (int)reader.Integer(-MostZeroCodes, MostZeroCodes);
                    break;
                case "gain_ppb":
                    hardware.VoltageGainPpb = (int)reader.Integer(-MostGainPpb, MostGainPpb);
                    break;
                default:
                    reader.RefuseName("chip, address, reference_uv, range_mv, divider_ppm, zero_code, gain_ppb");
                    break;
            }
        }
    }

    public static void ReadCurrent(DocumentReader reader, SlotHardware hardware)
    {
        if (!reader.Object())
        {
            return;
        }

        while (reader.NextMember(out string name))
        {
            switch (name)
            {
                case "chip":
                    hardware.CurrentChip = reader.OneOfChips(ChipNames.ForCurrent());
                    break;
                case "narrow_range":
                    hardware.NarrowShuntRange = reader.Flag();
                    break;
                case "address":
                    hardware.CurrentChipAddress = (byte)reader.Integer(0x40, 0x4F);
                    break;
                case "reference_uv":
                    hardware.CurrentReferenceMicroVolt = reader.Integer(500000, 5500000);
                    break;
                case "shunt_uohm":
                    hardware.ShuntMicroOhm = reader.Integer(1, 1000000000);
                    break;
                case "gain":
                    hardware.CurrentGain = reader.OneOf(Gains());
                    break;
                case "zero_code":
                    hardware.CurrentZeroCode = (int)reader.Integer(-MostZeroCodes, MostZeroCodes);
                    break;
                case "gain_ppb":
                    hardware.CurrentGainPpb = (int)reader.Integer(-MostGainPpb, MostGainPpb);
                    break;
                default:
                    reader.RefuseName("chip, address, reference_uv, shunt_uohm, gain, narrow_range, zero_code, gain_ppb");
                    break;
            }
        }
    }

    public static void ReadTemperature(DocumentReader reader, SlotHardware hardware)
    {
        hardware.HasThermometer = !reader.IsNull();
        if (!hardware.HasThermometer || !reader.Object())
        {
            return;
        }

        long betaK = hardware.Thermistor is Thermistor before ? before.BetaK : 0;
        while (reader.NextMember(out string name))
        {
            switch (name)
            {
                case "chip":
                    hardware.ThermometerChip = reader.OneOfChips(ChipNames.ForThermometer());
                    break;
                case "address":
                    hardware.ThermometerChipAddress = (byte)reader.Integer(0x40, 0x4F);
                    break;
                case "beta_k":
                    betaK = reader.Integer(0, 10000);
                    break;
                case "wires":
                    hardware.ThermometerWires = (int)reader.Integer(2, 4);
                    break;
                case "mains_hz":
                    hardware.MainsHz = reader.OneOf(Mains());
                    break;
                case "reference_mohm":
                    hardware.ThermometerReferenceMilliOhm = reader.Integer(100000, 100000000);
                    break;
                case "r0_ohm":
                    hardware.ThermometerR0Ohm = (int)reader.Integer(50, 10000);
                    break;
                case "excitation_ua":
                    hardware.ThermometerCurrent = (Ads122c04Excitation)(1 + IndexOf(Excitations(), reader.OneOf(Excitations())));
                    break;
                case "period_ms":
                    hardware.ThermometerPeriodMs = (int)reader.Integer(200, 3600000);
                    break;
                case "zero_code":
                    hardware.ThermometerZeroCode = (int)reader.Integer(-MostZeroCodes, MostZeroCodes);
                    break;
                case "gain_ppb":
                    hardware.ThermometerGainPpb = (int)reader.Integer(-MostGainPpb, MostGainPpb);
                    break;
                default:
                    reader.RefuseName(
                        "chip, address, reference_mohm, r0_ohm, beta_k, wires, mains_hz, excitation_ua, "
                        + "period_ms, zero_code, gain_ppb");
                    break;
            }
        }

        hardware.Thermistor = betaK > 0 ? Thermistor.OfBeta(hardware.ThermometerR0Ohm, betaK) : null;
    }

    public static void ReadPressure(DocumentReader reader, SlotHardware hardware)
    {
        hardware.HasLoadCell = !reader.IsNull();
        if (!hardware.HasLoadCell || !reader.Object())
        {
            return;
        }

        while (reader.NextMember(out string name))
        {
            switch (name)
            {
                case "chip":
                    hardware.LoadCellChip = reader.OneOfChips(ChipNames.ForLoadCell());
                    break;
                case "rate_sps":
                    int index = IndexOf(BridgeRates(), reader.OneOf(BridgeRates()));
                    hardware.LoadCellRate = index == 4 ? Nau7802Rate.Sps320 : (Nau7802Rate)index;
                    break;
                case "gain":
                    hardware.LoadCellGain = reader.OneOf(Gains());
                    break;
                case "nn_per_code":
                    hardware.LoadCellNanoNewtonPerCode = reader.Integer(1, 1000000000);
                    break;
                case "zero_code":
                    hardware.LoadCellZeroCode = (int)reader.Integer(-MostBridgeZeroCodes, MostBridgeZeroCodes);
                    break;
                case "gain_ppb":
                    hardware.LoadCellGainPpb = (int)reader.Integer(-MostGainPpb, MostGainPpb);
                    break;
                default:
                    reader.RefuseName("chip, rate_sps, gain, nn_per_code, zero_code, gain_ppb");
                    break;
            }
        }
    }

    public static int RateSps(Ads122c04Rate rate) => AdsRates()[(int)rate];

    public static int RateSps(Nau7802Rate rate) => BridgeRates()[rate == Nau7802Rate.Sps320 ? 4 : (int)rate];

    public static int RangeMilliVolt(Ads1115Range range) => Ranges()[(int)range];

    public static int ExcitationMicroAmp(Ads122c04Excitation current) =>
        Excitations()[current == Ads122c04Excitation.Off ? 0 : (int)current - 1];

    private static int IndexOf(int[] values, int value)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] == value)
            {
                return i;
            }
        }

        return 0;
    }

    private static int[] AdsRates() => new int[] { 20, 45, 90, 175, 330, 600, 1000 };

    private static int[] BridgeRates() => new int[] { 10, 20, 40, 80, 320 };

    private static int[] Mains() => new int[] { 50, 60 };

    private static int[] Ranges() => new int[] { 6144, 4096, 2048, 1024, 512, 256 };

    private static int[] Gains() => new int[] { 1, 2, 4, 8, 16, 32, 64, 128 };

    private static int[] Excitations() => new int[] { 10, 50, 100, 250, 500, 1000, 1500 };
}
