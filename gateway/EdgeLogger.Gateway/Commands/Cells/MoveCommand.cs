using System;
using System.CommandLine;
using EdgeLogger.Cells.Model;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Gateway.Output;

namespace EdgeLogger.Gateway.Commands.Cells;

/// <summary>edgelogger cell move: a running test goes on in another slot.</summary>
internal static class MoveCommand
{
    public static Command Create()
    {
        Argument<string> cell = CellArguments.CellOrSlot();
        Option<string> to = TextOption.Checked(new Option<string>("--to")
        { HelpName = "SLOT", Description = "The slot that it goes to, as in bench-01/0.", Required = true },
            CellArguments.NoSlot);
        Option<DateTimeOffset?> at = CommonOptions.UtcMoment("--at", "When it came there. Default: now.");
        Option<DateTimeOffset?> left = CommonOptions.UtcMoment("--left-at", "When it left its slot. Default: the same time.");
        HeldOptions whenHeld = new();
        Option<string> by = CellArguments.By();
        Option<string> why = CellArguments.Why();
        Option<string> data = DataDirectory.Option();
        Option<bool> json = CellArguments.Json();
        Command command = new("move", "Moves a running test to another slot: the same test goes on there.")
            { cell, to, at, left };
        whenHeld.AddTo(command);
        foreach (Option option in (Option[])[by, why, data, json])
        {
            command.Options.Add(option);
        }

        command.SetAction(parsed => OpenBook.Use(parsed.GetRequiredValue(data), book =>
        {
            (Cell of, TestRun running) = OpenBook.Running(book, parsed.GetRequiredValue(cell));
            DateTimeOffset arrives = parsed.GetValue(at) ?? TimeProvider.System.GetUtcNow();
            DateTimeOffset leaves = parsed.GetValue(left) ?? arrives;
            try
            {
                TestRun moved = book.Move(running.Id, SlotName.Parse(parsed.GetRequiredValue(to)),
                    new Edge(leaves.ToUnixTimeMilliseconds()), new Edge(arrives.ToUnixTimeMilliseconds()),
                    new Author(parsed.GetRequiredValue(by), parsed.GetRequiredValue(why)), whenHeld.Of(parsed));
                Console.WriteLine(parsed.GetValue(json) ? CellJson.Of(moved) : $"{of.Name}: {CellText.Test(moved)}");
            }
            catch (SlotHeldException held)
            {
                throw HeldOptions.Refusal(held);
            }
        }));
        return command;
    }
}
