using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace EdgeLogger.Plots;

/// <summary>Text as it can be drawn: a name of a file may hold what is not a letter.</summary>
internal static class PlainText
{
    /// <summary>Its characters. Control characters, halves of characters and those that XML refuses become U+FFFD.</summary>
    public static IEnumerable<Rune> Runes(string text) =>
        text.EnumerateRunes().Select(
            rune => Rune.IsControl(rune) || (rune.Value & 0xFFFE) == 0xFFFE ? Rune.ReplacementChar : rune);
}
