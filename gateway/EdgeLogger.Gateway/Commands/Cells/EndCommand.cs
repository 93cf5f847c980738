using System;
using System.CommandLine;
using EdgeLogger.Cells.Model;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Gateway.Output;

namespace EdgeLogger.Gateway.Commands.Cells;

/// <summary>edgelogger cell end: a test is over.</summary>
internal static class EndCommand
{
    public static Command Create()
    {
        Argument<string> cell = CellArguments.CellOrSlot();
        Option<DateTimeOffset?> at = CommonOptions.UtcMoment("--at", "When it ended. Default: now.");
        Option<bool> preview = CellArguments.Preview();
        Option<string> by = CellArguments.By();
        Option<string> why = CellArguments.Why();
        Option<string> data = DataDirectory.Option();
        Option<bool> json = CellArguments.Json();
        Command command = new("end", "Ends the test of a cell, or the one that is in a slot.")
            { cell, at, preview, by, why, data, json };
        command.SetAction(parsed => OpenBook.Use(parsed.GetRequiredValue(data), book =>
        {
            (Cell of, TestRun running) = OpenBook.Running(book, parsed.GetRequiredValue(cell));
            Edge edge = new((parsed.GetValue(at) ?? TimeProvider.System.GetUtcNow()).ToUnixTimeMilliseconds());
            Author author = new(parsed.GetRequiredValue(by), parsed.GetRequiredValue(why));
            if (parsed.GetValue(preview))
            {
                PlanPreview.Print(book.Preview(changed => changed.End(running.Id, edge, author)),
                    parsed.GetRequiredValue(data), parsed.GetValue(json));
                return;
            }

            TestRun ended = book.End(running.Id, edge, author);
            Console.WriteLine(parsed.GetValue(json) ? CellJson.Of(ended) : $"{of.Name}: {CellText.Test(ended)}");
        }));
        return command;
    }
}
