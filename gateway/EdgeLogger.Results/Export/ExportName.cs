using System;
using System.Globalization;
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
    public static string For(string subject, string ending) => IsFile(subject)
        ? $"{subject.Replace('/', '-')}.{ending}"
        : throw new FormatException(
            $"'{Shown(subject)}' cannot name a file: a name has letters, digits, '-', '_', '.' and spaces, "
                + "and begins with a letter or digit. Name the file with --out.");

    /// <summary>The file that holds something of a test, whatever its cell is called.</summary>
    /// <param name="test">The id of the test: the file has it where the name cannot be kept whole.</param>
    /// <param name="name">What the test is called, as "WJK-0412, test 2".</param>
    /// <param name="ending">What it holds and how, such as samples.csv.</param>
    public static string ForTest(ulong test, string name, string ending)
    {
        string plain = name.Replace(", test ", " test ", StringComparison.Ordinal);
        return IsFile(plain) ? For(plain, ending) : string.Create(CultureInfo.InvariantCulture, $"test {test:x16}.{ending}");
    }

    private static bool IsFile(string subject) =>
        subject.Split('/') is { Length: <= 2 } parts && subject.Length <= Longest && parts.All(IsPlain);

    private static bool IsPlain(string part) => part.Length > 0 && char.IsLetterOrDigit(part[0])
        && part.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or ' ')
        && !part.Contains("..", StringComparison.Ordinal) && part[^1] is not ('.' or ' ');

    private static string Shown(string subject) =>
        string.Concat(subject.Take(Longest).Select(c => char.IsControl(c) ? '?' : c));
}
