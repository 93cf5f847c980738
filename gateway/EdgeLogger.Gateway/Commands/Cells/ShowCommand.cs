using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Search;
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
        WholeCell whole = book.Whole(cell);
        if (asJson)
        {
            Console.WriteLine(CellJson.Of(whole));
            return;
        }

        Console.WriteLine($"{"name",-18}{cell.Name}");
        foreach ((string name, string text) in CellText.All(cell))
        {
            Console.WriteLine($"{name,-18}{text}");
        }

        Print("", whole.Tests.SelectMany(CellText.TestWithSegments));
        Print("", whole.Notes.Select(note =>
            CellText.Note(whole.Tests.FirstOrDefault(test => test.Id == note.Subject.Test), note)));
        Print("", whole.History.Select(CellText.Change));
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
