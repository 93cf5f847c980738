using EdgeLogger.Firmware.Sampling;

namespace EdgeLogger.Firmware.Provisioning;

/// <summary>The chips that a channel can be measured with, by name.</summary>
internal static class ChipNames
{
    public static string Of(SlotChip chip) => SlotHardware.NameOf(chip);

    public static SlotChip[] ForVoltage() => new SlotChip[] { SlotChip.Ads122c04, SlotChip.Ads1115, SlotChip.Ina228 };

    public static SlotChip[] ForCurrent() => new SlotChip[] { SlotChip.Ads122c04, SlotChip.Ina228 };

    public static SlotChip[] ForThermometer() => new SlotChip[] { SlotChip.Ads122c04, SlotChip.Ads1115, SlotChip.Max31865 };

    public static SlotChip[] ForLoadCell() => new SlotChip[] { SlotChip.Nau7802, SlotChip.Hx711 };
}
