using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Firmware.Drivers.Nau7802;
using EdgeLogger.Firmware.Drivers.Tca9548a;
using EdgeLogger.Firmware.Provisioning;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Hardware.Design;

namespace EdgeLogger.Hardware.Tests.Design;

/// <summary>What the firmware's own code says of a four-slot board.</summary>
internal static class FirmwareBelief
{
    /// <summary>A board of four slots of the firmware's defaults, slot n on branch n of the multiplexer's base address.</summary>
    public static IReadOnlyList<SlotBelief> Slots() => [.. Enumerable.Range(0, BoardSettings.MaxSlots).Select(slot => Of(new SlotSettings
    {
        Slot = slot,
        MuxAddress = Tca9548a.BaseAddress,
        MuxBranch = slot,
        Hardware = new SlotHardware(),
    }))];

    public static SlotBelief Of(SlotSettings slot) => new(
        slot.MuxAddress, slot.MuxBranch, slot.Hardware.VoltageChipAddress, slot.Hardware.CurrentChipAddress, Nau7802Registers.Address,
        slot.Hardware.ShuntMicroOhm * 1e-6, slot.Hardware.DividerMillionths * 1e-6, slot.Hardware.ThermometerReferenceMilliOhm * 1e-3);
}
