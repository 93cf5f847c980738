using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeLogger.Hardware.Design;

/// <summary>A part that can be ordered.</summary>
public sealed record PartType
{
    /// <summary>Name of its symbol, unique.</summary>
    public required string Symbol { get; init; }

    /// <summary>What stands beside the symbol.</summary>
    public required string Value { get; init; }

    /// <summary>What it is, for the bill of materials.</summary>
    public required string Description { get; init; }

    /// <summary>Who makes it.</summary>
    public required string Manufacturer { get; init; }

    /// <summary>What to order.</summary>
    public required string PartNumber { get; init; }

    /// <summary>What may be fitted instead; empty if nothing is known to fit.</summary>
    public string Alternatives { get; init; } = "";

    /// <summary>
    /// Where the part number, and the pin-out of a chip, were found in public text; empty: from memory, to be checked before
    /// ordering.
    /// </summary>
    public string CheckedAgainst { get; init; } = "";

    /// <summary>Footprint of KiCad's own libraries; empty for what is not soldered to the board.</summary>
    public required string Footprint { get; init; }

    /// <summary>Value in ohm or farad; NaN for what has none.</summary>
    public double Quantity { get; init; } = double.NaN;

    /// <summary>Its pins, in the order of the symbol: first half on the left, top to bottom.</summary>
    public required IReadOnlyList<PartPin> Pins { get; init; }

    /// <summary>Pins written as "1:IN 2:GND".</summary>
    internal static IReadOnlyList<PartPin> PinsOf(string list) =>
        [.. list.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pin => pin.Split(':'))
            .Select(pin => new PartPin(pin[0], pin[1]))];
}

/// <summary>One pin of a part.</summary>
/// <param name="Number">On the package.</param>
/// <param name="Name">In the data sheet.</param>
public sealed record PartPin(string Number, string Name);
