using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;

namespace EdgeLogger.Cells.Many;

/// <summary>A table of tests to start as a file has it, checked line by line.</summary>
public sealed class TestTable
{
    private TestTable(IReadOnlyList<string> columns, IReadOnlyList<TableLine> lines) => (Columns, Lines) = (columns, lines);

    /// <summary>The columns that a table may have; besides, any number of `field NAME`, a field of the lab's own.</summary>
    public static IReadOnlyList<ColumnHelp> KnownColumns { get; } = [.. TableColumn.All.Select(column => column.Help)];

    /// <summary>A table with all columns and no test yet, as CSV.</summary>
    public static string Template { get; } = string.Join(',', KnownColumns.Select(column => column.Name)) + "\n";

    /// <summary>The names of its columns, in the file's order.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Its lines, without those that are empty.</summary>
    public IReadOnlyList<TableLine> Lines { get; }

    /// <summary>Reads a table. Its first row has the headings.</summary>
    /// <param name="file">CSV with comma, semicolon or tabulator, UTF-8, or XLSX, of which the first sheet is read.</param>
    /// <param name="fromUtcMs">When the cells came into the slots where a line has no time, Unix ms.</param>
    /// <param name="said">What is said of every cell, before its line says more; null: nothing. Whether a mass above 1000 mg is
    /// meant as it is, and by which words a user says so.</param>
    /// <exception cref="CellBookException">It is not a table, or a heading is not known; the message says what to do.</exception>
    public static TestTable Read(Stream file, long fromUtcMs, CellFacts? said = null)
    {
        TableText text = TableText.Read(file);
        int headings = text.Rows.ToList().FindIndex(row => row is not null);
        if (headings < 0)
        {
            throw new CellBookException(
                "The table is empty. Give a row of headings, cell and slot at least, and a row for each test.");
        }

        string[] names = text.Rows[headings]!;
        TableColumn?[] columns = [.. names.Select(name => name.Length > 0 ? TableColumn.Of(name) : null)];
        string[] known = [.. columns.OfType<TableColumn>().Select(column => column.Name)];
        if (known.GroupBy(name => name).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new CellBookException($"The column {twice.Key} is there twice. Leave one of them out.");
        }

        if (KnownColumns.Where(column => column.IsRequired).Select(column => column.Name).Except(known)
            .FirstOrDefault() is { } missing)
        {
            throw new CellBookException($"The table has no column {missing}. Give cell and slot at least.");
        }

        TestLine begun = new("", "", fromUtcMs) { Facts = said ?? new CellFacts() };
        TableLine[] lines = [.. Enumerable.Range(headings + 1, text.Rows.Count - headings - 1)
            .Where(at => text.Rows[at] is not null)
            .Select(at => LineOf(at + 1, text.Rows[at]!, columns, begun, text.HasDecimalComma))];
        return lines.Length > 0
            ? new TestTable(known, lines)
            : throw new CellBookException("The table has headings only. Give a row for each test.");
    }

    private static TableLine LineOf(int row, string[] texts, TableColumn?[] columns, TestLine begun, bool hasDecimalComma)
    {
        TestLine line = begun;
        string[] known = [.. texts.Where((_, at) => at < columns.Length && columns[at] is not null)];
        try
        {
            for (int at = 0; at < texts.Length; at++)
            {
                TableColumn? column = at < columns.Length ? columns[at] : null;
                line = texts[at].Length == 0 ? line : column is not null ? column.Apply(line, texts[at], hasDecimalComma)
                    : throw new CellBookException($"'{texts[at]}' stands in a column without a heading. Give it one, or quote a "
                        + "text that has the separator in it.");
            }

            return new TableLine(row, known, line, null);
        }
        catch (CellBookException refusal)
        {
            return new TableLine(row, known, null, refusal.Message);
        }
    }
}

/// <summary>A line of a table of tests.</summary>
/// <param name="Row">Its row in the file, from 1; the headings are the first.</param>
/// <param name="Texts">What stands in it, by column.</param>
/// <param name="Test">The test to start; null if the line cannot be read.</param>
/// <param name="Problem">What is wrong with it, and what to do; null if nothing is.</param>
public sealed record TableLine(int Row, IReadOnlyList<string> Texts, TestLine? Test, string? Problem)
{
    /// <summary>What to look at before the test is started; null: nothing.</summary>
    public string? Remark { get; init; }
}
