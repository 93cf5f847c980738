using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace EdgeLogger.Cells.Names;

/// <summary>Words as a search compares them: without case and accents.</summary>
internal static class SearchWords
{
    /// <summary>The words of a text, in order: runs of letters and digits, in small letters, without accents.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        StringBuilder folded = new();
        // A text that was kept is whole; one that is looked for may be anything.
        foreach (Rune letter in CanonicalForm.Decompose(string.Concat(text.EnumerateRunes().Select(rune => rune.ToString())))
            .EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            {
                folded.Append(Rune.IsLetterOrDigit(letter) ? Rune.ToLowerInvariant(letter).ToString() : " ");
            }
        }

        return folded.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
