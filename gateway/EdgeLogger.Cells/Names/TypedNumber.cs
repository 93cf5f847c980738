using System;
using System.Globalization;

namespace EdgeLogger.Cells.Names;

/// <summary>
/// A number as people type it, in tables and on the page: with a point, or with a comma as the decimal sign, which is the usual
/// one in much of the world. What can be read in two ways is refused: a comma that is left out is a factor of a hundred that
/// nobody sees.
/// </summary>
public static class TypedNumber
{
    /// <summary>Reads a number.</summary>
    /// <param name="text">The number without its unit, as 6.02, 6,02 or 1.2e-3.</param>
    /// <param name="mayHaveComma">A comma within it may be its decimal sign; else it is refused.</param>
    /// <exception cref="CellBookException">It is not a finite number, or can be read in two ways.</exception>
    public static double Parse(string text, bool mayHaveComma = true)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split(',');
        if (mayHaveComma && parts is [var whole, { Length: 3 } thousandth]
            && whole.TrimStart('-', '+') is { Length: > 0 and <= 3 } digits && digits != "0"
            && !text.Contains('.', StringComparison.Ordinal))
        {
            throw new CellBookException($"'{text}' can be {whole}.{thousandth} or {whole}{thousandth}. Write it with a point.");
        }

        string plain = mayHaveComma && parts.Length == 2 ? text.Replace(',', '.') : text;
        return double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && double.IsFinite(value)
            ? value
            : throw new CellBookException($"'{text}' is not a number. Give one without its unit, as 6.02.");
    }
}
