using EdgeLogger.Firmware.Sampling;

namespace EdgeLogger.Firmware.Provisioning;

/// <summary>The chips that a channel can be measured with, by name.</summary>
internal static class ChipNames
{
    public static string Of(SlotChip chip) => chip switch
    {
        SlotChip.Ads122c04 => "ADS122C04",
        SlotChip.Ads1115 => "ADS1115",
        SlotChip.Ina228 => "INA228",
        SlotChip.Max31865 => "MAX31865",
        SlotChip.Nau7802 => "NAU7802",
        _ => "HX711",
    };

    public static SlotChip[] ForVoltage() => new SlotChip[] { SlotChip.Ads122c04, SlotChip.Ina228 };

    public static SlotChip[] ForCurrent() => new SlotChip[] { SlotChip.Ads122c04, SlotChip.Ina228 };

    public static SlotChip[] ForThermometer() => new SlotChip[] { SlotChip.Ads122c04 };

    public static SlotChip[] ForLoadCell() => new SlotChip[] { SlotChip.Nau7802 };
}
