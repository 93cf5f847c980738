using System;
using System.CommandLine;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Gateway.Output;

namespace EdgeLogger.Gateway.Commands.Cells;

/// <summary>edgelogger cell add: a cell of a name.</summary>
internal static class AddCommand
{
    public static Command Create()
    {
        Argument<string> name = CellArguments.Cell(
            "Its name: up to 64 characters, and none of / # + ? %. A name is never used for another cell.");
        CellOptions known = new();
        Option<string> by = CellArguments.By();
        Option<string> why = CellArguments.Why();
        Option<string> data = DataDirectory.Option();
        Option<bool> json = CellArguments.Json();
        Command command = new("add", "Adds a cell, with what is known of it.") { name };
        known.AddTo(command);
        foreach (Option option in (Option[])[by, why, data, json])
        {
            command.Options.Add(option);
        }

        command.SetAction(parsed => OpenBook.Use(parsed.GetRequiredValue(data), book =>
        {
            Cell cell = known.Of(parsed).ApplyTo(new Cell { Name = CellName.Parse(parsed.GetRequiredValue(name)) });
            Cell added = book.Add(cell, new Author(parsed.GetRequiredValue(by), parsed.GetRequiredValue(why)));
            Console.WriteLine(parsed.GetValue(json) ? CellJson.Of(added) : $"{added.Name}: added{CellText.Known(added)}");
        }));
        return command;
    }
}
