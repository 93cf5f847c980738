using System;
using System.IO;
using System.Linq;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.FrameLog.Reading;

namespace EdgeLogger.Gateway.Commands.Cells;

/// <summary>The book of cells of a data directory, for one command.</summary>
internal static class OpenBook
{
    /// <summary>Does something with the book, which is begun if there is none.</summary>
    /// <exception cref="UserErrorException">The book refuses it, or cannot be used.</exception>
    public static int Use(string directory, Action<CellBook> action) => Guarded(directory, () =>
    {
        using CellBook book = CellBook.Open(
            directory, TimeProvider.System, KeptRows.Of(directory, TimeProvider.System));
        action(book);
    });

    /// <summary>Does something with the book if there is one: null if not.</summary>
    /// <exception cref="UserErrorException">It cannot be used.</exception>
    public static int Look(string directory, Action<CellBook?> action) => Guarded(directory, () =>
    {
        using CellBook? book = File.Exists(Path.Combine(directory, CellBook.FileName))
            ? CellBook.Open(directory, TimeProvider.System)
            : null;
        action(book);
    });

    /// <summary>Says what to look at, beside the answer and not in it: a program reads that.</summary>
    public static void Say(string? remark)
    {
        if (remark is not null)
        {
            Console.Error.WriteLine(remark);
        }
    }

    /// <summary>The cell of a name.</summary>
    /// <exception cref="UserErrorException">There is none.</exception>
    public static Cell Find(CellBook? book, string name) => book?.Find(CellName.Parse(name)) ?? throw new UserErrorException(
        $"There is no cell {name}. `edgelogger cell list` shows those there are, `edgelogger cell add` adds one; a slot is "
        + $"written as in bench-01/0.");

    /// <summary>The test of a cell, or the one in a slot, that has not been ended.</summary>
    /// <exception cref="UserErrorException">There is none.</exception>
    public static (Cell Cell, TestRun Test) Running(CellBook book, string cellOrSlot)
    {
        if (CellArguments.IsSlot(cellOrSlot))
        {
            SlotName slot = SlotName.Parse(cellOrSlot);
            TestRun inSlot = book.TestsIn(slot).FirstOrDefault(test => test.SlotNow == slot) ?? throw new UserErrorException(
                $"No test is in {slot} now. `edgelogger cell start {slot} --cell NAME` starts one.");
            return (book.Find(inSlot.Cell)!, inSlot);
        }

        Cell cell = Find(book, cellOrSlot);
        return (cell, book.TestsOf(cell.Id).FirstOrDefault(test => test.EndUtcMs is null && test.Kept.Any())
            ?? throw new UserErrorException($"No test of {cell.Name} runs. "
                + $"`edgelogger cell start SLOT --cell \"{cell.Name}\"` starts one."));
    }

    /// <summary>A cell's test of a number; without a number its newest.</summary>
    /// <exception cref="UserErrorException">There is none.</exception>
    public static TestRun TestOf(CellBook book, Cell cell, int? number) =>
        book.TestsOf(cell.Id).Where(test => number is null || test.Number == number).MaxBy(test => test.Number)
        ?? throw new UserErrorException($"{cell.Name} has no test{(number is null ? "" : $" {number}")}. "
            + $"`edgelogger cell show \"{cell.Name}\"` shows those it has.");

    /// <summary>Does something in a data directory; its failures become sentences.</summary>
    public static int Guarded(string directory, Action action)
    {
        try
        {
            if (!Directory.Exists(directory))
            {
                throw new UserErrorException(
                    $"There is no folder {directory}. Name the gateway's with --data; `edgelogger serve` makes it.");
            }

            action();
            return 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException
            or CellBookException)
        {
            throw new UserErrorException(error.Message, error);
        }
    }
}
