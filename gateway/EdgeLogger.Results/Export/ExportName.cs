using System;
using System.Linq;

namespace EdgeLogger.Results.Export;

/// <summary>
/// Names of exported files, made from names that boards and people gave. A name that could lead elsewhere is refused, not
/// corrected: two cells must not become one file.
/// </summary>
public static class ExportName
{
    private const int Longest = 100;

    /// <summary>The file that holds something of a cell or cohort.</summary>
    /// <param name="subject">The cell, BOARD/SLOT, or the cohort.</param>
    /// <param name="ending">What it holds and how, such as samples.csv.</param>
    /// <exception cref="FormatException">The name holds what no file name may hold.</exception>
    public static string For(string subject, string ending)
    {
        string[] parts = subject.Split('/');
        bool isPlain = parts.Length <= 2 && subject.Length <= Longest && parts.All(IsPlain);
        return isPlain
            ? $"{string.Join('-', parts)}.{ending}"
            : throw new FormatException(
                $"'{Shown(subject)}' cannot name a file: a name has letters, digits, '-', '_', '.' and spaces, "
                    + "and begins with a letter or digit. Name the file with --out.");
    }

    private static bool IsPlain(string part) => part.Length > 0 && char.IsLetterOrDigit(part[0])
        && part.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or ' ')
        && !part.Contains("..", StringComparison.Ordinal) && part[^1] is not ('.' or ' ');

    private static string Shown(string subject) =>
        string.Concat(subject.Take(Longest).Select(c => char.IsControl(c) ? '?' : c));
}
