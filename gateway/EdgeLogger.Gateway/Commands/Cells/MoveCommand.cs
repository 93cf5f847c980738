using System;
using System.CommandLine;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Gateway.Output;

namespace EdgeLogger.Gateway.Commands.Cells;

/// <summary>edgelogger cell move: a running test goes on in another slot.</summary>
internal sealed class MoveCommand
{
    private readonly Argument<string> _cell = CellArguments.CellOrSlot();
    private readonly Option<string> _to = TextOption.Checked(new Option<string>("--to")
    { HelpName = "SLOT", Description = "The slot that it goes to, as in bench-01/0.", Required = true }, CellArguments.NoSlot);
    private readonly Option<DateTimeOffset?> _at = CommonOptions.UtcMoment("--at", "When it came there. Default: now.");
    private readonly Option<DateTimeOffset?> _left =
        CommonOptions.UtcMoment("--left-at", "When it left its slot. Default: the same time.");
    private readonly HeldOptions _held = new();
    private readonly Option<bool> _preview = CellArguments.Preview();
    private readonly Option<string> _by = CellArguments.By();
    private readonly Option<string> _why = CellArguments.Why();
    private readonly Option<string> _data = DataDirectory.Option();
    private readonly Option<bool> _json = CellArguments.Json();

    public static Command Create()
    {
        MoveCommand move = new();
        Command command = new("move", "Moves a running test to another slot: the same test goes on there.")
            { move._cell, move._to, move._at, move._left };
        move._held.AddTo(command);
        foreach (Option option in (Option[])[move._preview, move._by, move._why, move._data, move._json])
        {
            command.Options.Add(option);
        }

        command.SetAction(parsed => OpenBook.Use(parsed.GetRequiredValue(move._data), book => move.Move(parsed, book)));
        return command;
    }

    private void Move(ParseResult parsed, CellBook book)
    {
        (Cell of, TestRun running) = OpenBook.Running(book, parsed.GetRequiredValue(_cell));
        DateTimeOffset arrives = parsed.GetValue(_at) ?? TimeProvider.System.GetUtcNow();
        Edge leaves = new((parsed.GetValue(_left) ?? arrives).ToUnixTimeMilliseconds());
        SlotName slot = SlotName.Parse(parsed.GetRequiredValue(_to));
        Author author = new(parsed.GetRequiredValue(_by), parsed.GetRequiredValue(_why));
        TestRun Make(CellBook changed) => changed.Move(
            running.Id, slot, leaves, new Edge(arrives.ToUnixTimeMilliseconds()), author, _held.Of(parsed));
        try
        {
            string? remark = book.RemarkOn(slot);
            if (parsed.GetValue(_preview))
            {
                PlanPreview.Print(
                    book.Preview(changed => Make(changed)), parsed.GetRequiredValue(_data), parsed.GetValue(_json));
            }
            else
            {
                TestRun moved = Make(book);
                Console.WriteLine(parsed.GetValue(_json) ? CellJson.Of(moved) : $"{of.Name}: {CellText.Test(moved)}");
            }

            OpenBook.Say(remark);
        }
        catch (SlotHeldException held)
        {
            throw HeldOptions.Refusal(held);
        }
    }
}
