using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using EdgeLogger.Firmware.Drivers.Nau7802;
using EdgeLogger.Firmware.Drivers.Tca9548a;
using EdgeLogger.Firmware.Provisioning;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Hardware.Design;

namespace EdgeLogger.Hardware.Tests.Design;

/// <summary>What the firmware's own code says of a four-slot board.</summary>
internal static partial class FirmwareBelief
{
    private static readonly Dictionary<string, string> s_fields = new()
    {
        ["I2C_SDA"] = "I2cData",
        ["I2C_SCL"] = "I2cClock",
        ["LED"] = "Lamp",
        ["UART_TX"] = "SerialTransmit",
        ["UART_RX"] = "SerialReceive",
        ["SD_MOSI"] = "CardCommand",
        ["SD_CLK"] = "CardClock",
        ["SD_MISO"] = "CardData",
    };

    // A channel of the ESP32-S3's first converter is the GPIO above it.
    private static readonly Dictionary<string, string> s_channels = new()
    {
        ["V_SENSE"] = "SupplyChannel",
        ["NTC"] = "ThermistorChannel",
    };

    /// <summary>A board of four slots of the firmware's defaults, slot n on branch n of the multiplexer's base address.</summary>
    public static IReadOnlyList<SlotBelief> Slots() =>
        [.. Enumerable.Range(0, BoardSettings.MaxSlots).Select(slot => Of(new SlotSettings
    {
        Slot = slot,
        MuxAddress = Tca9548a.BaseAddress,
        MuxBranch = slot,
        Hardware = new SlotHardware(),
    }))];

    /// <summary>GPIO by net, as the device flavour has it; what it does not use yet, as the design has it.</summary>
    public static Dictionary<string, int> Pins()
    {
        Dictionary<string, int[]> device = DevicePins();
        Dictionary<string, int> pins = PinMap.Nets.ToDictionary();
        foreach ((string net, string field) in s_fields)
        {
            pins[net] = device[field].Single();
        }

        foreach ((string net, string field) in s_channels)
        {
            pins[net] = device[field].Single() + 1;
        }

        return pins;
    }

    /// <summary>GPIO that the device flavour uses for chips that the board does not have.</summary>
    public static IEnumerable<int> OtherPins() => DevicePins()
        .Where(pin => !s_fields.ContainsValue(pin.Key) && !s_channels.ContainsValue(pin.Key)).SelectMany(pin => pin.Value);

    // The device flavour is not compiled for this platform: its fields are read from the source.
    private static Dictionary<string, int[]> DevicePins() => Field()
        .Matches(File.ReadAllText(Path.Combine(HardwareFolder.Root, "firmware", "EdgeLogger.Device", "Board", "BoardPins.cs")))
        .ToDictionary(
            match => match.Groups[1].Value,
            match => Number().Matches(match.Groups[2].Value)
                .Select(number => int.Parse(number.Value, CultureInfo.InvariantCulture)).ToArray());

    [GeneratedRegex(@"public int(?:\[\])? (\w+) = ([^;]*);")]
    private static partial Regex Field();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();

    public static SlotBelief Of(SlotSettings slot) => new(
        slot.MuxAddress, slot.MuxBranch, slot.Hardware.VoltageChipAddress, slot.Hardware.CurrentChipAddress,
        Nau7802Registers.Address,
        slot.Hardware.ShuntMicroOhm * 1e-6, slot.Hardware.DividerMillionths * 1e-6,
        slot.Hardware.ThermometerReferenceMilliOhm * 1e-3);
}
