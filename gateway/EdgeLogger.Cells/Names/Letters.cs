using System;
using System.Globalization;
using System.Text;

namespace EdgeLogger.Cells.Names;

/// <summary>Which characters a text may have, and how one that it may not have is named.</summary>
internal static class Letters
{
    /// <summary>The text in its composed form, without spaces around it.</summary>
    /// <exception cref="CellBookException">It has half a character.</exception>
    public static string Normalised(string what, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (int i = 0; i < text.Length; i += char.IsSurrogate(text[i]) ? 2 : 1)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])))
            {
                throw new CellBookException($"{what} has half a character at its place {i + 1}. Type it again.");
            }
        }

        return CanonicalForm.Compose(text.Trim());
    }

    /// <summary>
    /// Whether it can be seen, and seen as what it is: no control character, none that turns the direction of writing or has no
    /// width, no line end, none that Unicode has not assigned, and of all spaces the plain one.
    /// </summary>
    public static bool IsPrintable(Rune letter) => letter.Value == ' ' || Rune.GetUnicodeCategory(letter) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.SpaceSeparator);

    /// <summary>A character as a reader of an error finds it: itself if it can be seen, and its number.</summary>
    public static string Named(Rune letter) => IsPrintable(letter) && letter.Value != ' '
        ? letter.IsAscii ? $"'{letter}'" : $"'{letter}' (U+{letter.Value:X4})"
        : $"{Kind(letter)} (U+{letter.Value:X4})";

    private static string Kind(Rune letter) => Rune.GetUnicodeCategory(letter) switch
    {
        UnicodeCategory.Control => "a control character",
        UnicodeCategory.Format => "an invisible character",
        UnicodeCategory.SpaceSeparator => "a space that is not the plain one",
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => "a line end",
        _ => "a character without a meaning of its own",
    };
}
