using System;
using System.Text;
using ADRaffy.ENSNormalize;

namespace EdgeLogger.Cells.Names;

/// <summary>
/// Unicode's canonical forms (UAX 15). The program runs without ICU, where <see cref="string.Normalize()"/> gives back what it
/// was given: two spellings of one name would be two cells.
/// </summary>
internal static class CanonicalForm
{
    // Below it each character is its own composed form.
    private const char FirstCombining = '\u0300';

    /// <summary>The composed form (NFC): of two spellings of one text, the same.</summary>
    /// <param name="text">Text without halves of surrogate pairs.</param>
    public static string Compose(string text) =>
        text.AsSpan().IndexOfAnyExceptInRange('\0', (char)(FirstCombining - 1)) < 0 ? text : ENSNormalize.NF.NFC(text);

    /// <summary>The decomposed form (NFD): letters, each followed by its marks.</summary>
    /// <param name="text">Text without halves of surrogate pairs.</param>
    public static string Decompose(string text) => Ascii.IsValid(text) ? text : ENSNormalize.NF.NFD(text);
}
