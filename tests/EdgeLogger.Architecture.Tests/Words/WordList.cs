using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace EdgeLogger.Architecture.Tests.Words;

/// <summary>The words of CONTRIBUTING.md that sources do not use, in prose and in names.</summary>
internal static partial class WordList
{
    /// <summary>The words of a line that are on the list.</summary>
    public static IEnumerable<string> In(string line) =>
        Prose().Matches(line).Concat(Names().Matches(line)).Select(match => match.Value);

    /// <summary>Whether a file is written by people and read by them.</summary>
    public static bool Covers(string file) =>
        Path.GetExtension(file) is ".cs" or ".razor" or ".css" or ".js" or ".md" or ".sh" or ".ps1" or ".props" or ".csproj";

    [GeneratedRegex(
        @"(?<![A-Za-z])(?:un)?(?:tell|tells|told|telling)(?![A-Za-z])"
        + @"|\b(?:set|sets|setting|kept)[ _]aside(?![A-Za-z])|(?<![A-Za-z])anew(?![A-Za-z])"
        + @"|\b(?:taken|takes|take|took) (?:it |them |changes |an alert |a cell )?up\b(?! to)|_taken_up(?![A-Za-z])"
        + @"|\b(?:rang|rung|whoever)\b|\bin force\b|\b(?:for good|at one time)\b|_(?:for_good|at_one_time)(?![A-Za-z])"
        + @"|\bmend(?:s|ed|ing)?\b|_mended(?![A-Za-z])|\bbears?\b|\bbrings? (?:a \w+ )?along\b"
        + @"|(?<!\bthere )\b(?:is|are|was|were) no (?!longer\b|more\b)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Prose();

    // Parts of names: TellFollowers, PointsSetAside, _toldAt, TakeUpAsync.
    [GeneratedRegex(
        @"(?:Tell(?!i)|Told|Untold|SetAside|KeptAside|KeepAside|Anew|TakenUp|TakeUp(?!d))|\b_?(?:told|tell|aside)(?=[A-Z])")]
    private static partial Regex Names();
}
