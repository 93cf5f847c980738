using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Many;
using EdgeLogger.Cells.Model;

namespace EdgeLogger.Web.Components.Book;

/// <summary>A table of tests as it was checked.</summary>
/// <param name="Source">What it is called: the file's name, or that it was pasted.</param>
/// <param name="Bytes">What was given.</param>
/// <param name="Choice">What was chosen beside it.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Lines">Its lines, those that are refused with their problem.</param>
internal sealed record CheckedTable(
    string Source, byte[] Bytes, TableChoice Choice, IReadOnlyList<string> Columns, IReadOnlyList<TableLine> Lines)
{
    /// <summary>How many lines are refused.</summary>
    public int Refused => Lines.Count(line => line.Problem is not null);

    /// <summary>Reads a table, and checks it against the book.</summary>
    /// <exception cref="Cells.Names.CellBookException">It is not a table; the message says what to do.</exception>
    public static CheckedTable Of(string source, byte[] bytes, TableChoice choice, CellBook book, long nowUtcMs)
    {
        TestTable table = Read(bytes, choice, nowUtcMs);
        return new CheckedTable(
            source, bytes, choice, table.Columns, book.Check(table, new Author("the page"), choice.WhenHeld));
    }

    /// <summary>Its tests, where a line has no time to be started now.</summary>
    /// <param name="nowUtcMs">Now, Unix ms.</param>
    public IReadOnlyList<TestLine> Tests(long nowUtcMs) => [.. Read(Bytes, Choice, nowUtcMs).Lines.Select(line => line.Test!)];

    /// <summary>The same with the problems of a start that was refused meanwhile.</summary>
    /// <param name="problems">The problems, by the place of their line.</param>
    public CheckedTable With(IReadOnlyList<LineProblem> problems) => this with
    {
        Lines = [.. Lines.Select((line, index) => line with
        { Problem = problems.FirstOrDefault(one => one.Line == index + 1)?.Problem })],
    };

    private static TestTable Read(byte[] bytes, TableChoice choice, long nowUtcMs)
    {
        using MemoryStream file = new(bytes, writable: false);
        return TestTable.Read(file, nowUtcMs, new CellFacts
        {
            MassIsRight = choice.MassesAreRight,
            MassIsRightBy = $"a tick at '{TableChoice.MassesAreRightWords}'",
        });
    }
}

/// <summary>What is chosen beside a table.</summary>
/// <param name="WhenHeld">What becomes of the tests that the slots hold.</param>
/// <param name="MassesAreRight">Masses above 1000 mg are meant as they are.</param>
internal sealed record TableChoice(WhenHeld WhenHeld, bool MassesAreRight)
{
    /// <summary>What stands beside the tick.</summary>
    public const string MassesAreRightWords = "Masses above 1000 mg are right";
}
