using System;
using System.CommandLine;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Many;
using EdgeLogger.Cells.Model;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Gateway.Output;

namespace EdgeLogger.Gateway.Commands.Cells;

/// <summary>edgelogger cell start: a test of a cell in a slot.</summary>
internal sealed class StartCommand
{
    private readonly Argument<string> _slot = CellArguments.Slot(
        "Where the cell is: a board and its slot there, as in bench-01/0.");
    private readonly Option<string> _cell = new("--cell")
    { HelpName = "NAME", Description = "The cell's name. It is added if there is none of that name.", Required = true };
    private readonly CellOptions _known = new();
    private readonly TestOptions _test = new();
    private readonly Option<DateTimeOffset?> _at = CommonOptions.UtcMoment("--at", "When it came into the slot. Default: now.");
    private readonly HeldOptions _held = new();
    private readonly Option<string> _by = CellArguments.By();
    private readonly Option<string> _why = CellArguments.Why();
    private readonly Option<string> _data = DataDirectory.Option();
    private readonly Option<bool> _json = CellArguments.Json();

    public static Command Create()
    {
        StartCommand start = new();
        Command command = new("start", "Starts a test of a cell in a slot, now or at an earlier time.")
            { start._slot, start._cell };
        start._known.AddTo(command);
        start._test.AddTo(command);
        command.Options.Add(start._at);
        start._held.AddTo(command);
        foreach (Option option in (Option[])[start._by, start._why, start._data, start._json])
        {
            command.Options.Add(option);
        }

        command.SetAction(parsed => OpenBook.Use(parsed.GetRequiredValue(start._data), book => start.Start(parsed, book)));
        return command;
    }

    private void Start(ParseResult parsed, CellBook book)
    {
        Author author = new(parsed.GetRequiredValue(_by), parsed.GetRequiredValue(_why));
        DateTimeOffset from = parsed.GetValue(_at) ?? TimeProvider.System.GetUtcNow();
        string name = parsed.GetRequiredValue(_cell);
        TestLine line = new(name, parsed.GetRequiredValue(_slot), from.ToUnixTimeMilliseconds())
        { Facts = _known.Of(parsed), Settings = _test.Of(parsed) };
        try
        {
            TestRun started = book.Start(line, author, _held.Of(parsed));
            Console.WriteLine(parsed.GetValue(_json) ? CellJson.Of(started) : $"{name}: {CellText.Test(started)}");
        }
        catch (SlotHeldException held)
        {
            throw HeldOptions.Refusal(held);
        }
    }
}
