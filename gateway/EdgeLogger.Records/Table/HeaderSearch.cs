using System;
using System.Collections.Generic;
using System.Text;
using EdgeLogger.Records.Columns;
using EdgeLogger.Records.Formats;
using EdgeLogger.Records.Rows;

namespace EdgeLogger.Records.Table;

/// <summary>Finds the header of a known format among the first lines of a file.</summary>
internal static class HeaderSearch
{
    private const int MostLines = 1000;
    private const int NearScore = 2;
    private const int LongestShown = 600;

    /// <exception cref="RecordFormatException">No line is the header of a known format.</exception>
    public static FoundHeader Find(IReadOnlyList<string> lines)
    {
        var nearest = new List<FormatMatch>();
        int nearestLine = 0;
        HeaderCell[] nearestCells = [];
        for (int line = 0; line < Math.Min(lines.Count, MostLines); line++)
        {
            foreach (char separator in "\t;,")
            {
                if (!lines[line].Contains(separator, StringComparison.Ordinal))
                {
                    continue;
                }

                HeaderCell[] cells = Array.ConvertAll(Split(lines[line], separator), HeaderCell.Parse);
                FormatMatch[] matches = Array.ConvertAll(RecordFormats.All, format => FormatMatch.Of(format, cells));
                if (Array.Find(matches, match => match.IsWhole) is FormatMatch whole)
                {
                    return new FoundHeader(line, separator, cells, whole);
                }

                int best = Math.Max(NearScore, Best(matches));
                FormatMatch[] near = Array.FindAll(matches, match => match.Score == best);
                if (nearestCells.Length == 0 || Best(near) > Best(nearest))
                {
                    (nearest, nearestLine, nearestCells) = ([.. near], line, cells);
                }
            }
        }

        throw Unknown(lines, nearest, nearestLine, nearestCells);
    }

    private static int Best(IEnumerable<FormatMatch> matches)
    {
        int best = 0;
        foreach (FormatMatch match in matches)
        {
            best = Math.Max(best, match.Score);
        }

        return best;
    }

    private static RecordFormatException Unknown(
        IReadOnlyList<string> lines, List<FormatMatch> nearest, int nearestLine, HeaderCell[] cells)
    {
        string found = cells.Length > 0 ? string.Join(", ", Array.ConvertAll(cells, cell => cell.Text))
            : lines.Count > 0 && lines[0].Length > 0 ? lines[0]
            : "nothing";
        found = found.Length > LongestShown ? found[..LongestShown] + "..." : found;
        var message = new StringBuilder(
            "no line names the columns of a record. A plain CSV names time_s, voltage_V and current_A ")
            .Append("(and may name temperature_degC) in its first line, each once, separated by commas; ");
        message.Append(nearest.Count == 0
            ? "text exports of Arbin, Neware, Maccor, BioLogic, Landt, PEC and the Battery Data Format are read, too. "
            : $"close came {string.Join("; ", nearest)}. ");
        return new RecordFormatException(
            message.Append($"Line {nearestLine + 1}, the closest to a header; it has: {found}.").ToString());
    }

    private static string[] Split(string line, char separator)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(line);
        var fields = new List<string>();
        var scanner = new FieldScanner(bytes, (byte)separator);
        while (scanner.TryNext(out ReadOnlySpan<byte> field))
        {
            fields.Add(Encoding.UTF8.GetString(field));
        }

        return [.. fields];
    }
}
