using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cells.Many;

namespace EdgeLogger.Gateway.Output;

/// <summary>A table of tests to start as it was read, one line each, with what is wrong with it below.</summary>
internal static class TestTableText
{
    /// <summary>Its lines.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<string> columns, IReadOnlyList<TableLine> lines)
    {
        string[][] rows = [["row", .. columns], .. lines.Select(line => (string[])[$"{line.Row}", .. line.Texts])];
        int[] widths = [.. Enumerable.Range(0, columns.Count + 1)
            .Select(at => rows.Max(row => at < row.Length ? row[at].Length : 0))];
        yield return Line(rows[0], widths);
        foreach ((TableLine line, string[] row) in lines.Zip(rows.Skip(1)))
        {
            yield return Line(row, widths);
            if (line.Problem is { } problem)
            {
                yield return $"{new string(' ', widths[0])}  REFUSED: {problem}";
            }
            else if (line.Remark is { } remark)
            {
                yield return $"{new string(' ', widths[0])}  look: {remark}";
            }
        }
    }

    private static string Line(string[] row, int[] widths) => string.Join("  ", row.Select((text, at) =>
        text.ReplaceLineEndings(" ").PadRight(widths[at]))).TrimEnd();
}
