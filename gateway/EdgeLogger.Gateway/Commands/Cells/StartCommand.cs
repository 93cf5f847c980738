using System;
using System.CommandLine;
using System.Linq;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
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
    private readonly Option<bool> _endPrevious = new("--end-previous")
    { Description = "The test of another named cell that is in the slot ends then." };
    private readonly Option<bool> _leavePrevious = new("--leave-previous")
    { Description = "It leaves the slot then, and goes on: it can be moved to another slot later." };
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
        foreach (Option option in (Option[])[start._at, start._endPrevious, start._leavePrevious, start._by, start._why,
            start._data, start._json])
        {
            command.Options.Add(option);
        }

        command.SetAction(parsed => OpenBook.Use(parsed.GetRequiredValue(start._data), book => start.Start(parsed, book)));
        return command;
    }

    private void Start(ParseResult parsed, CellBook book)
    {
        SlotName slot = SlotName.Parse(parsed.GetRequiredValue(_slot));
        CellName name = CellName.Parse(parsed.GetRequiredValue(_cell));
        Author author = new(parsed.GetRequiredValue(_by), parsed.GetRequiredValue(_why));
        Edge from = new((parsed.GetValue(_at) ?? TimeProvider.System.GetUtcNow()).ToUnixTimeMilliseconds());
        WhenHeld whenHeld = HeldOf(parsed);
        TestRun? started = null;
        book.Together(_ =>
        {
            ulong cell = (book.Find(name) ?? book.Add(new Cell { Name = name }, author)).Id;
            book.Set(cell, was => _known.Apply(parsed, was), author);
            if (whenHeld == WhenHeld.Refuse)
            {
                RefuseHeld(book, slot, from.UtcMs);
            }

            started = book.Start(cell, slot, from, _test.Of(parsed), author, whenHeld);
        });
        Console.WriteLine(parsed.GetValue(_json) ? CellJson.Of(started!) : $"{name}: {CellText.Test(started!)}");
    }

    private WhenHeld HeldOf(ParseResult parsed) => (parsed.GetValue(_endPrevious), parsed.GetValue(_leavePrevious)) switch
    {
        (true, true) => throw new UserErrorException("--end-previous and --leave-previous exclude each other; give one of them."),
        (true, _) => WhenHeld.End,
        (_, true) => WhenHeld.Leave,
        _ => WhenHeld.Refuse,
    };

    private static void RefuseHeld(CellBook book, SlotName slot, long utcMs)
    {
        TestRun? held = book.TestsIn(slot).FirstOrDefault(test => test.Segments.Any(segment => segment.Slot == slot
            && segment.From!.UtcMs <= utcMs && (segment.To is null || utcMs < segment.To.UtcMs)));
        if (held is not null && book.Find(held.Cell) is { IsUnnamed: false } cell)
        {
            throw new CellBookException($"{slot} holds {cell.Name}, test {held.Number}, at {CellText.Time(utcMs)}. Give "
                + $"--end-previous to end that test then, --leave-previous to take it out of the slot, "
                + $"or another time with --at.");
        }
    }
}
