using System;
using System.Collections.Generic;
using EdgeLogger.Hardware.Design;

namespace EdgeLogger.Hardware.Tests.Design;

/// <summary>All that has to agree, to be spoiled.</summary>
internal sealed class Faulty(string root, string slot, string bill, Dictionary<string, int> pins, List<SlotBelief> slots)
{
    public string Root { get; set; } = root;

    public string Slot { get; set; } = slot;

    public string Bill { get; set; } = bill;

    public Dictionary<string, int> Pins { get; } = pins;

    public List<SlotBelief> Slots { get; } = slots;

    /// <summary>Replaces a text that has to be there.</summary>
    public static string Swap(string text, string old, string by)
    {
        int at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, $"the seed's place is not there: {old}");
        return text[..at] + by + text[(at + old.Length)..];
    }

    /// <summary>
    /// Gives another net to the label at a pin: the pin's number is looked up in the symbol's definition, its place on the sheet
    /// worked out, and the label there renamed.
    /// </summary>
    public static string Relabel(string sheet, string reference, string pin, string net)
    {
        (double x, double y) = PinPlace.Of(sheet, reference, pin);
        string place = FormattableString.Invariant($" (at {x:0.##} {y:0.##} ");
        int at = sheet.IndexOf("(label \"", StringComparison.Ordinal);
        for (; at >= 0; at = sheet.IndexOf("(label \"", at + 1, StringComparison.Ordinal))
        {
            int end = sheet.IndexOf('\n', at);
            int quote = sheet.IndexOf('"', at + 8);
            if (sheet[quote..end].StartsWith("\"" + place, StringComparison.Ordinal))
            {
                return sheet[..(at + 8)] + net + sheet[quote..];
            }
        }

        Assert.Fail($"no label at {reference}.{pin}");
        return sheet;
    }
}
