using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeLogger.Hardware.Kicad;

/// <summary>A part of a netlist.</summary>
/// <param name="Reference">On the board.</param>
/// <param name="Value">Beside the symbol.</param>
/// <param name="Footprint">Its footprint.</param>
/// <param name="PartNumber">What to order.</param>
public sealed record NetlistPart(string Reference, string Value, string Footprint, string PartNumber);

/// <summary>A pin of a part on the board.</summary>
/// <param name="Reference">The part.</param>
/// <param name="Number">Of the pin.</param>
/// <param name="Name">Of the pin.</param>
public readonly record struct NetlistPin(string Reference, string Number, string Name);

/// <summary>Parts, and which of their pins are connected.</summary>
/// <param name="Parts">All parts, by reference.</param>
/// <param name="Nets">Pins by the net's name; a pin that is left open is in none.</param>
public sealed record Netlist(
    IReadOnlyDictionary<string, NetlistPart> Parts, IReadOnlyDictionary<string, IReadOnlyList<NetlistPin>> Nets)
{
    /// <summary>The net of a part's pin by the pin's name; empty if it is open.</summary>
    public string NetOf(string reference, string pin) =>
        Nets.FirstOrDefault(net => net.Value.Any(other => other.Reference == reference && other.Name == pin)).Key ?? "";

    /// <summary>The nets of a part of two pins, in the order of the pins' numbers.</summary>
    public IReadOnlyList<string> NetsOf(string reference) =>
        [.. Nets.SelectMany(net => net.Value.Where(pin => pin.Reference == reference).Select(pin => (pin.Number, net.Key)))
            .OrderBy(pin => pin.Number, StringComparer.Ordinal).Select(pin => pin.Key)];
}
