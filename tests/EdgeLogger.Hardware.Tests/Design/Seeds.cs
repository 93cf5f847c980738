using System;
using System.Collections.Generic;

namespace EdgeLogger.Hardware.Tests.Design;

/// <summary>
/// One thing done wrong, in the schematic's files, the bill of materials, the pin map or the firmware's configuration.
/// </summary>
internal sealed record Seed(string Name, Action<Faulty> Spoil);

/// <summary>The mistakes that have to be found.</summary>
internal static class Seeds
{
    public static IReadOnlyList<Seed> All { get; } =
    [
        // Schematic
        new("converter of the current strapped to the voltage's address",
            f => f.Slot = Faulty.Relabel(f.Slot, "U107", "A0", "AGND")),
        new("A1 of the voltage's converter at SDA", f => f.Slot = Faulty.Relabel(f.Slot, "U106", "A1", "SDA_I")),
        new("SDA and SCL of a converter swapped", f =>
        {
            f.Slot = Faulty.Relabel(f.Slot, "U107", "SDA", "SCL_I");
            f.Slot = Faulty.Relabel(f.Slot, "U107", "SCL", "SDA_I");
        }),
        new("SCL of the load cell's converter left alone", f => f.Slot = Faulty.Relabel(f.Slot, "U108", "SCLK", "SCL_X")),
        new("shunt's sense pads swapped at the converter", f =>
        {
            f.Slot = Faulty.Relabel(f.Slot, "U107", "AIN0", "CUR_N");
            f.Slot = Faulty.Relabel(f.Slot, "U107", "AIN1", "CUR_P");
        }),
        new("shunt of 1 ohm", f =>
            f.Root = f.Root.Replace("(value \"10R0 0.1 %\")", "(value \"1R00 0.1 %\")", StringComparison.Ordinal)),
        new("divider by 2", f =>
            f.Root = f.Root.Replace("(value \"2.00k 0.05 %\")", "(value \"1.00k 0.05 %\")", StringComparison.Ordinal)),
        new("reference resistor of 3.42 kohm",
            f => f.Root = f.Root.Replace("(value \"3.24k 0.05 %\")", "(value \"3.42k 0.05 %\")", StringComparison.Ordinal)),
        new("reference resistor at the wrong pin", f => f.Slot = Faulty.Relabel(f.Slot, "R116", "1", "RTD_P")),
        new("multiplexer strapped to 0x71", f => f.Root = Faulty.Relabel(f.Root, "U2", "A0", "+3V3")),
        new("two branches of the multiplexer swapped", f =>
        {
            f.Root = Faulty.Relabel(f.Root, "U2", "SD1", "SDA_3");
            f.Root = Faulty.Relabel(f.Root, "U2", "SD2", "SDA_2");
        }),
        new("slot's sheet connected to another branch",
            f => f.Root = Faulty.Swap(f.Root, "(label \"SCL_4\" (at 274", "(label \"SCL_3\" (at 274")),
        new("SDA of the processor at another pin", f =>
        {
            f.Root = Faulty.Relabel(f.Root, "U1", "IO8", "SD_CS");
            f.Root = Faulty.Relabel(f.Root, "U1", "IO10", "I2C_SDA");
        }),
        new("ground across the isolation", f => f.Slot = Faulty.Relabel(f.Slot, "C103", "2", "AGND")),
        new("supply of a converter without its negative half", f => f.Slot = Faulty.Relabel(f.Slot, "U106", "AVSS", "AGND")),
        new("lines of a slot's sheet crossed", f =>
        {
            f.Root = Faulty.Swap(f.Root, "(label \"SCL_4\" (at 274", "(label \"SDX_4\" (at 274");
            f.Root = Faulty.Swap(f.Root, "(label \"SDA_4\" (at 274", "(label \"SCL_4\" (at 274");
            f.Root = Faulty.Swap(f.Root, "(label \"SDX_4\" (at 274", "(label \"SDA_4\" (at 274");
        }),
        new("another chip in the converter's place",
            f => f.Slot = Faulty.Swap(f.Slot, "\"MPN\" \"ADS122C04IPWR\"", "\"MPN\" \"ADS112C04IPWR\"")),

        // Bill of materials
        new("a part is not in the bill", f => f.Bill = Faulty.Swap(f.Bill, "RS101 ", "")),
        new("another part number in the bill", f => f.Bill = Faulty.Swap(f.Bill, ",Nuvoton,NAU7802SGI,", ",Nuvoton,NAU7802KGI,")),
        new("a part too many in the bill", f => f.Bill = Faulty.Swap(f.Bill, "RS101 ", "RS101 RS901 ")),

        // Pin map and firmware
        new("firmware has SDA and SCL swapped",
            f => (f.Pins["I2C_SDA"], f.Pins["I2C_SCL"]) = (f.Pins["I2C_SCL"], f.Pins["I2C_SDA"])),
        new("firmware has the LED at GPIO 48", f => f.Pins["LED"] = 48),
        new("firmware has the card's select at a pin of the PSRAM", f => f.Pins["SD_CS"] = 36),
        new("firmware measures the supply with ADC2", f => f.Pins["V_SENSE"] = 12),
        new("firmware expects a branch one higher", f => f.Slots[2] = f.Slots[2] with { MuxBranch = 3 }),
        new("firmware expects the multiplexer at 0x74", f => f.Slots[0] = f.Slots[0] with { MuxAddress = 0x74 }),
        new("firmware expects the converters the other way round", f => f.Slots[1] = f.Slots[1]
            with { VoltageAddress = 0x41, CurrentAddress = 0x40 }),
        new("firmware expects another load cell's converter", f => f.Slots[3] = f.Slots[3] with { LoadCellAddress = 0x2B }),
        new("firmware counts on 100 ohm", f => f.Slots[0] = f.Slots[0] with { ShuntOhm = 100 }),
        new("firmware counts on a divider by 2", f => f.Slots[3] = f.Slots[3] with { Divider = 2 }),
        new("firmware counts on 3.3 kohm", f => f.Slots[2] = f.Slots[2] with { ThermometerReferenceOhm = 3300 }),
    ];
}
