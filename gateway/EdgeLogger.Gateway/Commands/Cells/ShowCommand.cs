using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Gateway.Output;

namespace EdgeLogger.Gateway.Commands.Cells;

/// <summary>edgelogger cell show: what is known of a cell, its tests, its notes, and every change.</summary>
internal static class ShowCommand
{
    public static Command Create()
    {
        Argument<string> cell = CellArguments.CellOrSlot();
        Option<string> data = DataDirectory.Option();
        Option<bool> json = CellArguments.Json();
        Command command = new("show", "Shows what is known of a cell, its notes, and every change of it.") { cell, data, json };
        command.SetAction(parsed => CellArguments.IsSlot(parsed.GetRequiredValue(cell))
            ? SlotMetadata.Show(parsed.GetRequiredValue(data), parsed.GetRequiredValue(cell), parsed.GetValue(json))
            : OpenBook.Look(parsed.GetRequiredValue(data),
                book => Show(book!, OpenBook.Find(book, parsed.GetRequiredValue(cell)), parsed.GetValue(json))));
        return command;
    }

    private static void Show(CellBook book, Cell cell, bool asJson)
    {
        IReadOnlyList<TestRun> tests = book.TestsOf(cell.Id);
        List<(TestRun? Test, Note Note)> notes =
        [
            .. book.NotesOf(NoteSubject.OfCell(cell.Id)).Select(note => ((TestRun?)null, note)),
            .. tests.SelectMany(test => book.NotesOf(NoteSubject.OfTest(test.Id)).Select(note => ((TestRun?)test, note))),
        ];
        List<HistoryEntry> history = [.. AllOf(book, cell.Id)];
        if (asJson)
        {
            Console.WriteLine(CellJson.Of(cell, tests, [.. notes.Select(one => one.Note)], history));
            return;
        }

        Console.WriteLine($"{"name",-18}{cell.Name}");
        foreach ((string name, string text) in CellText.All(cell))
        {
            Console.WriteLine($"{name,-18}{text}");
        }

        Print("", tests.Select(test => CellText.Test(test)));
        Print("", notes.OrderBy(one => one.Note.AtUtcMs).Select(one => CellText.Note(one.Test, one.Note)));
        Print("", history.Select(CellText.Change));
    }

    private static IEnumerable<HistoryEntry> AllOf(CellBook book, ulong cell)
    {
        for (IReadOnlyList<HistoryEntry> entries = book.History(cell); entries.Count > 0; entries = book.History(
            cell, entries[^1].Number))
        {
            foreach (HistoryEntry entry in entries)
            {
                yield return entry;
            }
        }
    }

    private static void Print(string before, IEnumerable<string> lines)
    {
        string text = string.Join(Environment.NewLine, lines);
        if (text.Length > 0)
        {
            Console.WriteLine(before);
            Console.WriteLine(text);
        }
    }
}
