using System;
using System.Collections.Generic;
using System.Linq;
using Spectre.Console;

namespace EdgeLogger.Gateway.Output;

/// <summary>One column of a table.</summary>
/// <param name="Heading">What stands above it; the unit on a line of its own.</param>
/// <param name="Cell">A row's text; "-" is not known.</param>
/// <param name="Rank">0: always there. Others are there if anything in them is known and the terminal is wide enough, lowest
/// first.</param>
internal sealed record FittedColumn<T>(string Heading, Func<T, string> Cell, int Rank = 0);

/// <summary>A table with as many columns as the terminal has room for.</summary>
internal static class FittedTable
{
    /// <summary>What stands where a value is not known.</summary>
    public const string Unknown = "-";

    // What the border adds to a column beside its text.
    private const int Gap = 2;

    /// <summary>Prints rows; the notes stand last, to the left, and only if there are any.</summary>
    public static void Print<T>(
        IAnsiConsole console, IReadOnlyList<T> rows, IReadOnlyList<FittedColumn<T>> columns, Func<T, string> notes)
    {
        string[][] cells = [.. columns.Select(column => rows.Select(column.Cell).ToArray())];
        string[] noted = [.. rows.Select(notes)];
        bool hasNotes = noted.Any(note => note.Length > 0);
        bool[] shown = Choose(columns, cells,
            console.Profile.Width - (hasNotes ? Math.Min(noted.Max(note => note.Length), 22) + Gap : 0));
        Table table = new Table().Border(TableBorder.Simple);
        foreach (FittedColumn<T> column in columns.Where((_, i) => shown[i]))
        {
            table.AddColumn(new TableColumn(Markup.Escape(column.Heading)).RightAligned().NoWrap().PadLeft(0).PadRight(1));
        }

        if (hasNotes)
        {
            table.AddColumn(new TableColumn("notes").PadLeft(0).PadRight(0));
        }

        for (int row = 0; row < rows.Count; row++)
        {
            IEnumerable<string> texts = cells.Where((_, i) => shown[i]).Select(column => column[row]);
            table.AddRow([.. (hasNotes ? texts.Append(noted[row]) : texts).Select(Markup.Escape)]);
        }

        console.Write(table);
    }

    private static bool[] Choose<T>(IReadOnlyList<FittedColumn<T>> columns, string[][] cells, int width)
    {
        int[] widths = [.. columns.Select((column, i) => Gap + Math.Max(
            column.Heading.Split('\n').Max(line => line.Length), cells[i].Select(cell => cell.Length).DefaultIfEmpty(0).Max()))];
        bool[] shown = [.. columns.Select(column => column.Rank == 0)];
        int used = columns.Select((_, i) => shown[i] ? widths[i] : 0).Sum();
        foreach (int i in Enumerable.Range(0, columns.Count).Where(i => !shown[i]).OrderBy(i => columns[i].Rank))
        {
            if (cells[i].Any(cell => cell != Unknown) && used + widths[i] <= width)
            {
                shown[i] = true;
                used += widths[i];
            }
        }

        return shown;
    }
}
