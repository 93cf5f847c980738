using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cells.Many;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Cells.Rules;

namespace EdgeLogger.Cells;

/// <summary>Cyclers' files as segments of tests.</summary>
public sealed partial class CellBook
{
    /// <summary>
    /// Gives a file to a test. One that the test has already stays where it is; with another start or sign it takes its own
    /// place.
    /// </summary>
    /// <param name="line">The file, and where it belongs.</param>
    /// <param name="author">Who imports it.</param>
    /// <exception cref="CellBookException">
    /// It belongs to another test, or the test or the place does not exist; the message says what to do.
    /// </exception>
    public TestRun Import(FileLine line, Author author)
    {
        CellName name = CellName.Parse(line.Cell);
        TestRun? test = null;
        Together(_ => test = Give(line, name, author));
        return test!;
    }

    private TestRun Give(FileLine line, CellName name, Author author)
    {
        Cell? cell = Find(name);
        TestRun? holder = Read(store => store.TestsWithFile(line.File.Hash)).Find(test => IndexOf(test, line.File) >= 0);
        TestRun? test = holder is not null && holder.Cell == cell?.Id && line is { Test: null, IsNewTest: false }
            ? holder
            : TestFor(line, cell);
        if (holder is not null && holder.Id != test?.Id)
        {
            string label = Read(store => Label(store, holder));
            int number = IndexOf(holder, line.File) + 1;
            throw new CellBookException(
                $"{line.File.Name} is in {label} already, as segment {number}. A file belongs to one test: take it out there "
                + $"first (`edgelogger cell correct NAME --test {holder.Number} --segment {number} --withdraw`).");
        }

        if (holder is not null)
        {
            int index = IndexOf(holder, line.File);
            return holder.Segments[index].Stream == line.Stream
                ? holder
                : ChangeOne(holder.Id, author, "import", before =>
                    TestChanges.Replaced(before, index, line.Stream, line.File.Checked()));
        }

        if (test is null)
        {
            Cell owner = cell ?? Add(new Cell { Name = name }, author);
            return StartWithFile(owner.Id, line.Stream, line.File, new TestSettings(), author);
        }

        return AddFile(test.Id, line.Stream, line.File, PlaceOf(line, test), author);
    }

    private TestRun? TestFor(FileLine line, Cell? cell)
    {
        if (line.IsNewTest || (cell is null && line.Test is null))
        {
            return null;
        }

        IReadOnlyList<TestRun> tests = cell is null ? [] : TestsOf(cell.Id);
        if (line.Test is { } number)
        {
            return tests.FirstOrDefault(test => test.Number == number)
                ?? throw new CellBookException(
                    $"{line.Cell} has no test {number}: it has {tests.Count}. Give one of them, or new.");
        }

        return tests.Count == 0 ? null
            : tests[^1] is { EndUtcMs: null } newest ? newest
            : throw new CellBookException(
                $"All tests of {line.Cell} have been ended. Say which of them the file belongs to, or that it begins a "
                + "new test.");
    }

    private static int PlaceOf(FileLine line, TestRun test)
    {
        int end = test.Segments.Count;
        if (line.Place is { } place)
        {
            return place >= 1 && place <= end + 1
                ? place - 1
                : throw new CellBookException($"The test has {end} segments: the file can be segment 1 to {end + 1}.");
        }

        int later = test.Segments.ToList().FindIndex(segment =>
            line.File.StartUtcMs is { } start ? BeginOf(segment) > start : segment.IsOpen);
        return later < 0 ? end : later;
    }

    private static long? BeginOf(Segment segment) =>
        segment.IsWithdrawn ? null : segment.From?.UtcMs ?? segment.File?.StartUtcMs;

    private static int IndexOf(TestRun test, ImportedFile file) =>
        test.Segments.ToList().FindIndex(segment => !segment.IsWithdrawn && segment.File?.Hash == file.Hash);
}
