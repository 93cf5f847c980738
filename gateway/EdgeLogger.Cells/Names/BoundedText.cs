using System.Linq;
using System.Text;

namespace EdgeLogger.Cells.Names;

/// <summary>Texts of the book: each has a limit, is in composed form, and holds nothing that cannot be seen.</summary>
internal static class BoundedText
{
    /// <summary>A text of one line, without spaces around it; it may be empty.</summary>
    /// <param name="what">What it is, as the subject of an error.</param>
    /// <param name="text">The text.</param>
    /// <param name="most">Characters it has at most.</param>
    /// <exception cref="CellBookException">It is too long, or has a character that it must not have.</exception>
    public static string Line(string what, string text, int most) =>
        Check(what, Letters.Normalised(what, text), most, lines: false);

    /// <summary>A text that may have line ends and tabulators.</summary>
    /// <exception cref="CellBookException">It is too long, or has a character that it must not have.</exception>
    public static string Lines(string what, string text, int most) =>
        Check(what, Letters.Normalised(what, text.ReplaceLineEndings("\n")), most, lines: true);

    /// <summary>A text of one line that is not empty.</summary>
    /// <exception cref="CellBookException">It is empty, too long, or has a character that it must not have.</exception>
    public static string Word(string what, string text, int most) =>
        Line(what, text, most) is { Length: > 0 } word
        ? word
        : throw new CellBookException($"{what} is empty. Give 1 to {most} characters.");

    /// <summary>A text of one line made to fit: what it must not have becomes a space, and what is too much is cut.</summary>
    public static string Fitted(string text, int most)
    {
        StringBuilder fitted = new();
        foreach (Rune letter in text.EnumerateRunes())
        {
            fitted.Append(IsHidden(letter) ? " " : letter.ToString());
        }

        string whole = CanonicalForm.Compose(fitted.ToString().Trim());
        return string.Concat(whole.EnumerateRunes().Take(most).Select(letter => letter.ToString())).TrimEnd();
    }

    private static string Check(string what, string text, int most, bool lines)
    {
        int place = 0;
        foreach (Rune letter in text.EnumerateRunes())
        {
            place++;
            if (IsHidden(letter) && !(lines && letter.Value is '\n' or '\t'))
            {
                throw new CellBookException($"{what} cannot have {Letters.Named(letter)}, its character {place}. Leave it out.");
            }
        }

        return place <= most ? text : throw new CellBookException($"{what} has {place} characters. Give {most} at most.");
    }

    // Words in sentences: spaces of all widths, joiners of scripts and of emoji, and a user's own characters are theirs.
    private static bool IsHidden(Rune letter) => Rune.IsControl(letter) || BidiControls.Contains(letter.Value)
        || letter.Value is 0x2028 or 0x2029 or 0xFEFF;

    private static readonly int[] BidiControls =
        [0x061C, 0x200E, 0x200F, .. Enumerable.Range(0x202A, 5), .. Enumerable.Range(0x2066, 4)];
}
