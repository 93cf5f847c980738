using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeLogger.Hardware.Kicad;

namespace EdgeLogger.Hardware.Design;

/// <summary>
/// Holds a netlist, a bill of materials, a pin map and a firmware's configuration against each other. It reads what is wired, not
/// what was meant: addresses from straps, branches from where a slot's lines end, values from the parts that are there.
/// </summary>
public sealed class BoardCheck
{
    private static readonly string[] s_analogueNets = ["NTC", "V_SENSE"];

    private readonly Netlist _netlist;
    private readonly List<string> _faults = [];

    private BoardCheck(Netlist netlist) => _netlist = netlist;

    /// <summary>All that does not agree; empty if everything does.</summary>
    /// <param name="netlist">Read from the schematic.</param>
    /// <param name="partNumbers">Part number by reference, from the bill of materials.</param>
    /// <param name="pins">GPIO by net, as the firmware has it.</param>
    /// <param name="slots">What the firmware's configuration says, slot by slot.</param>
    public static IReadOnlyList<string> Run(
        Netlist netlist, IReadOnlyDictionary<string, string> partNumbers, IReadOnlyDictionary<string, int> pins,
        IReadOnlyList<SlotBelief> slots)
    {
        ArgumentNullException.ThrowIfNull(netlist);
        ArgumentNullException.ThrowIfNull(partNumbers);
        ArgumentNullException.ThrowIfNull(pins);
        ArgumentNullException.ThrowIfNull(slots);
        BoardCheck check = new(netlist);
        check.LooseNets();
        check.Bill(partNumbers);
        check.Processor(pins);
        for (int slot = 0; slot < slots.Count; slot++)
        {
            check.Slot(slot, slots[slot]);
        }

        return check._faults;
    }

    private void LooseNets()
    {
        foreach ((string name, IReadOnlyList<NetlistPin> pins) in _netlist.Nets)
        {
            // A guard ends in copper, not in a pin.
            if (pins.Count < 2 && !name.EndsWith("/GUARD", StringComparison.Ordinal))
            {
                _faults.Add($"net {name}: only {pins[0].Reference}.{pins[0].Name} is on it");
            }
        }
    }

    private void Bill(IReadOnlyDictionary<string, string> partNumbers)
    {
        foreach (NetlistPart part in _netlist.Parts.Values)
        {
            if (!partNumbers.TryGetValue(part.Reference, out string? number))
            {
                _faults.Add($"{part.Reference}: in the schematic, not in the bill of materials");
            }
            else if (number != part.PartNumber)
            {
                _faults.Add($"{part.Reference}: {part.PartNumber} in the schematic, {number} in the bill of materials");
            }
        }

        _faults.AddRange(partNumbers.Keys.Where(reference => !_netlist.Parts.ContainsKey(reference))
            .Select(reference => $"{reference}: in the bill of materials, not in the schematic"));
    }

    private void Processor(IReadOnlyDictionary<string, int> pins)
    {
        foreach ((string net, int gpio) in pins)
        {
            Expect($"GPIO {gpio}", _netlist.NetOf("U1", $"IO{gpio}"), net);
        }

        foreach (int gpio in PinMap.TakenByMemory.Where(gpio => _netlist.NetOf("U1", $"IO{gpio}").Length > 0))
        {
            _faults.Add($"GPIO {gpio}: connected, but the module's PSRAM has it");
        }

        foreach (int gpio in PinMap.Strapping.Where(gpio => gpio != 0 && _netlist.NetOf("U1", $"IO{gpio}").Length > 0))
        {
            _faults.Add($"GPIO {gpio}: connected, but its level chooses how the module starts");
        }

        foreach (string net in s_analogueNets.Where(net => pins.TryGetValue(net, out int gpio) && !PinMap.IsOnAdc1(gpio)))
        {
            _faults.Add($"{net}: GPIO {pins[net]} is not on ADC1");
        }

        Expect("SDA of the multiplexer", _netlist.NetOf("U2", "SDA"), "I2C_SDA");
        Expect("SCL of the multiplexer", _netlist.NetOf("U2", "SCL"), "I2C_SCL");
    }

    private void Slot(int slot, SlotBelief belief)
    {
        string at = $"slot {slot + 1}";
        int first = (slot + 1) * 100;
        string local = $"/slot{slot + 1}/";
        int address = 0x70 + Straps("U2", ("A2", 4), ("A1", 2), ("A0", 1));
        Expect($"{at}: address of the multiplexer", Hex(address), Hex(belief.MuxAddress));
        Expect($"{at}: branch, SDA", _netlist.NetOf($"U{first + 1}", "SDA1"), _netlist.NetOf("U2", $"SD{belief.MuxBranch}"));
        Expect($"{at}: branch, SCL", _netlist.NetOf($"U{first + 1}", "SCL1"), _netlist.NetOf("U2", $"SC{belief.MuxBranch}"));
        string[] chips = [$"U{first + 6}", $"U{first + 7}"];
        int[] believed = [belief.VoltageAddress, belief.CurrentAddress];
        for (int i = 0; i < chips.Length; i++)
        {
            Expect($"{at}: part of {chips[i]}", _netlist.Parts[chips[i]].PartNumber, Catalogue.Converter.PartNumber);
            Expect($"{at}: address of {chips[i]}", Hex(ConverterAddress(chips[i])), Hex(believed[i]));
            Expect($"{at}: SDA of {chips[i]}", _netlist.NetOf(chips[i], "SDA"), _netlist.NetOf($"U{first + 1}", "SDA2"));
            Expect($"{at}: SCL of {chips[i]}", _netlist.NetOf(chips[i], "SCL"), _netlist.NetOf($"U{first + 1}", "SCL2"));
            Expect($"{at}: AVSS of {chips[i]}", _netlist.NetOf(chips[i], "AVSS"), local + "-2V5");
            Expect($"{at}: AVDD of {chips[i]}", _netlist.NetOf(chips[i], "AVDD"), local + "+2V5");
        }

        Expect($"{at}: SDIO of the load cell's converter", _netlist.NetOf($"U{first + 8}", "SDIO"),
            _netlist.NetOf($"U{first + 1}", "SDA2"));
        Expect($"{at}: SCLK of the load cell's converter", _netlist.NetOf($"U{first + 8}", "SCLK"),
            _netlist.NetOf($"U{first + 1}", "SCL2"));
        Expect($"{at}: address of the load cell's converter", Hex(Addresses.LoadCell), Hex(belief.LoadCellAddress));
        Values(at, first, belief);
        Barrier(at, local);
    }

    private void Values(string at, int first, SlotBelief belief)
    {
        Expect($"{at}: shunt", Ohm($"RS{first + 1}"), belief.ShuntOhm);
        Expect($"{at}: divider, upper side", (Ohm($"R{first + 11}") + Ohm($"R{first + 12}")) / Ohm($"R{first + 12}"),
            belief.Divider);
        Expect($"{at}: divider, lower side", (Ohm($"R{first + 13}") + Ohm($"R{first + 14}")) / Ohm($"R{first + 14}"),
            belief.Divider);
        Expect($"{at}: reference resistor", Ohm($"R{first + 16}"), belief.ThermometerReferenceOhm);
        Between(at, $"R{first + 16}", _netlist.NetOf($"U{first + 6}", "REFP"), _netlist.NetOf($"U{first + 6}", "REFN"));
        // Charge flows out of the cell's negative terminal into I1: S1 has to be on the converter's positive input.
        Between(at, $"R{first + 19}", _netlist.NetOf($"RS{first + 1}", "S1"), _netlist.NetOf($"U{first + 7}", "AIN0"));
        Between(at, $"R{first + 20}", _netlist.NetOf($"RS{first + 1}", "S2"), _netlist.NetOf($"U{first + 7}", "AIN1"));
        Between(at, $"R{first + 11}", _netlist.NetOf($"U{first + 5}", "OUTA"), _netlist.NetOf($"U{first + 6}", "AIN0"));
        Between(at, $"R{first + 13}", _netlist.NetOf($"U{first + 5}", "OUTB"), _netlist.NetOf($"U{first + 6}", "AIN1"));
    }

    // Only isolator and supply may stand across the barrier between the board's ground and the slot's.
    private void Barrier(string at, string local)
    {
        HashSet<string> inside = [.. PartsOn(net => net.StartsWith(local, StringComparison.Ordinal))];
        HashSet<string> outside = [.. PartsOn(net => !net.StartsWith("/slot", StringComparison.Ordinal))];
        foreach (string reference in inside.Intersect(outside))
        {
            string number = _netlist.Parts[reference].PartNumber;
            if (number != Catalogue.Isolator.PartNumber && number != Catalogue.IsolatedSupply.PartNumber)
            {
                _faults.Add($"{at}: {reference} bridges the isolation");
            }
        }
    }

    private IEnumerable<string> PartsOn(Func<string, bool> isOne) =>
        _netlist.Nets.Where(net => isOne(net.Key)).SelectMany(net => net.Value).Select(pin => pin.Reference);

    private int Straps(string reference, params ReadOnlySpan<(string Pin, int Weight)> straps)
    {
        int value = 0;
        foreach ((string pin, int weight) in straps)
        {
            value += _netlist.NetOf(reference, pin) == "GND" ? 0 : weight;
        }

        return value;
    }

    // ADS122C04: A1 is worth 4, A0 1; DGND counts 0, DVDD 1, SDA 2, SCL 3.
    private int ConverterAddress(string reference)
    {
        int Level(string pin)
        {
            string net = _netlist.NetOf(reference, pin);
            string[] levels = ["DGND", "DVDD", "SDA", "SCL"];
            return Array.FindIndex(levels, level => _netlist.NetOf(reference, level) == net && net.Length > 0);
        }

        (int a1, int a0) = (Level("A1"), Level("A0"));
        return a1 < 0 || a0 < 0 ? -1 : 0x40 + (4 * a1) + a0;
    }

    private void Between(string at, string reference, string oneNet, string otherNet)
    {
        IReadOnlyList<string> nets = _netlist.NetsOf(reference);
        if (!nets.Order(StringComparer.Ordinal).SequenceEqual(new[] { oneNet, otherNet }.Order(StringComparer.Ordinal)))
        {
            _faults.Add($"{at}: {reference} is between {string.Join(" and ", nets)}, not between {oneNet} and {otherNet}");
        }
    }

    // "2.00k 0.05 %", "499R", "10R0 0.1 %": the letter stands at the decimal point or after it.
    private double Ohm(string reference)
    {
        string value = _netlist.Parts[reference].Value.Split(' ')[0];
        double factor = value.Contains('k', StringComparison.Ordinal) ? 1000 : 1;
        string digits = value.EndsWith('k') || value.EndsWith('R') ? value[..^1] : value.Replace('R', '.').Replace('k', '.');
        return factor * double.Parse(digits, CultureInfo.InvariantCulture);
    }

    private void Expect<T>(string what, T found, T wanted)
    {
        bool agree = found is double number && wanted is double other
            ? Math.Abs(number - other) <= 1e-9 * Math.Abs(other)
            : Equals(found, wanted);
        if (!agree)
        {
            _faults.Add($"{what}: the schematic has {found}, the firmware {wanted}");
        }
    }

    private static string Hex(int address) => "0x" + address.ToString("X2", CultureInfo.InvariantCulture);
}
