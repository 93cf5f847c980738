using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace EdgeLogger.Plots.Fonts;

/// <summary>Characters for which this machine has no font.</summary>
/// <param name="Characters">The characters, in the order of the drawing.</param>
public sealed record MissingFont(IReadOnlyList<Rune> Characters)
{
    private const int MostShown = 10;

    // Latin, Greek and Cyrillic letters, and their accents, end here.
    private const int FirstOfOtherScripts = 0x530;

    /// <summary>What is missing and what brings it, as a sentence.</summary>
    public string Advice
    {
        get
        {
            string shown = string.Concat(Characters.Take(MostShown));
            string more = Characters.Count > MostShown ? " and others" : "";
            return $"no font on this machine has {shown}{more}, and the plot shows them as boxes or not at all. "
                + "Install one that has them (on Debian: apt-get install "
                + $"{string.Join(' ', Characters.Select(Package).Distinct())}).";
        }
    }

    private static string Package(Rune rune) =>
        EastAsian.Holds(rune) ? "fonts-noto-cjk"
        : rune.Value < FirstOfOtherScripts || Rune.IsPunctuation(rune) || Rune.IsSymbol(rune) && rune.IsBmp ? "fonts-dejavu-core"
        : Rune.IsSymbol(rune) ? "fonts-noto-color-emoji"
        : "fonts-noto-core";
}

/// <summary>Chinese, Japanese and Korean characters: about as wide as they are high, and in few fonts.</summary>
internal static class EastAsian
{
    // Blocks of Unicode, in order: Hangul letters; radicals to CJK ideographs and Yi; Hangul; compatibility; full widths; planes
    // 2 and 3.
    private static readonly (int First, int Last)[] Blocks =
        [(0x1100, 0x11FF), (0x2E80, 0xA4CF), (0xAC00, 0xD7FF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF),
            (0x20000, 0x3FFFF)];

    public static bool Holds(Rune rune) => Blocks.Any(block => rune.Value >= block.First && rune.Value <= block.Last);
}
