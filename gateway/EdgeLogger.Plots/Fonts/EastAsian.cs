using System.Linq;
using System.Text;

namespace EdgeLogger.Plots.Fonts;

/// <summary>Chinese, Japanese and Korean characters: about as wide as they are high, and in few fonts.</summary>
internal static class EastAsian
{
    // Blocks of Unicode, in order: Hangul letters; radicals to CJK ideographs and Yi; Hangul; compatibility; full widths; planes 2 and 3.
    private static readonly (int First, int Last)[] Blocks =
        [(0x1100, 0x11FF), (0x2E80, 0xA4CF), (0xAC00, 0xD7FF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF), (0x20000, 0x3FFFF)];

    public static bool Holds(Rune rune) => Blocks.Any(block => rune.Value >= block.First && rune.Value <= block.Last);
}
