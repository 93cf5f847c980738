using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Many;
using EdgeLogger.Cells.Model;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Gateway.Output;

namespace EdgeLogger.Gateway.Commands.Cells;

/// <summary>edgelogger cell start: a test of a cell in a slot, or the tests of a table.</summary>
internal sealed class StartCommand
{
    private readonly Argument<string?> _slot = CellArguments.OptionalSlot(
        "Where the cell is: a board and its slot there, as in bench-01/0.");
    private readonly Option<string?> _cell = new("--cell")
    { HelpName = "NAME", Description = "The cell's name. It is added if there is none of that name." };
    private readonly Option<string?> _table = TextOption.Input("--table",
        "Start the tests of a table, all of them or none: CSV or XLSX with the columns cell and slot, and any of at, mass_mg, "
            + "cohort, area_cm2 and so on, named as these options.");
    private readonly CellOptions _known = new();
    private readonly TestOptions _test = new();
    private readonly Option<DateTimeOffset?> _at = CommonOptions.UtcMoment("--at",
        "When it came into the slot, by the dates of the board's rows. Default: now; where a board does not go by the time "
            + "of day, as those of a demo, give a time that its rows have.");
    private readonly HeldOptions _held = new();
    private readonly Option<bool> _preview = new("--preview")
    { Description = "Show what would be started, and which tests would be derived again, and change nothing." };
    private readonly Option<string> _by = CellArguments.By();
    private readonly Option<string> _why = CellArguments.Why();
    private readonly Option<string> _data = DataDirectory.Option();
    private readonly Option<bool> _json = CellArguments.Json();

    public static Command Create()
    {
        StartCommand start = new();
        Command command = new("start", """
            Starts a test of a cell in a slot, now or at an earlier time; or the tests of a table, all of them or none.

            Example: edgelogger cell start bench-01/0 --cell WJK-0412 --mass-mg 6.02
                     edgelogger cell start --table cells.csv --preview
            """)
            { start._slot, start._cell, start._table };
        start._known.AddTo(command);
        start._test.AddTo(command);
        command.Options.Add(start._at);
        start._held.AddTo(command);
        foreach (Option option in (Option[])[start._preview, start._by, start._why, start._data, start._json])
        {
            command.Options.Add(option);
        }

        command.SetAction(parsed =>
        {
            start.Check(parsed);
            return OpenBook.Use(parsed.GetRequiredValue(start._data), book =>
            {
                if (parsed.GetValue(start._table) is { } table)
                {
                    start.StartTable(parsed, book, table);
                }
                else
                {
                    start.StartOne(parsed, book);
                }
            });
        });
        return command;
    }

    // One test has a slot and a cell, and a table has all of it in its columns.
    private void Check(ParseResult given)
    {
        if (given.GetValue(_table) is null)
        {
            if (given.GetValue(_slot) is null || given.GetValue(_cell) is null)
            {
                throw new UserErrorException(
                    "SLOT and --cell say what is started where; give both, or a table with --table FILE.");
            }
        }
        else if (_known.Columns.Concat(_test.All).Prepend(_cell).FirstOrDefault(option =>
            given.GetResult(option) is { Implicit: false }) is { } option)
        {
            throw new UserErrorException($"{option.Name} is a column of the table; leave it out beside --table.");
        }
        else if (given.GetValue(_slot) is not null)
        {
            throw new UserErrorException("SLOT is a column of the table; leave it out beside --table.");
        }
    }

    private void StartOne(ParseResult parsed, CellBook book)
    {
        string name = parsed.GetRequiredValue(_cell)!;
        TestLine line = new(name, parsed.GetRequiredValue(_slot)!, FromUtcMs(parsed))
        { Facts = _known.Of(parsed), Settings = _test.Of(parsed) };
        try
        {
            // Before the test is there: rows of its own slot are what is asked for.
            string? remark = book.RemarkOn(SlotName.Parse(line.Slot));
            if (parsed.GetValue(_preview))
            {
                PlanPreview.Print(book.Preview(_ => book.Start(line, AuthorOf(parsed), _held.Of(parsed))),
                    parsed.GetRequiredValue(_data), parsed.GetValue(_json));
            }
            else
            {
                TestRun started = book.Start(line, AuthorOf(parsed), _held.Of(parsed));
                Console.WriteLine(parsed.GetValue(_json) ? CellJson.Of(started) : $"{name}: {CellText.Test(started)}");
            }

            OpenBook.Say(remark);
        }
        catch (SlotHeldException held)
        {
            throw HeldOptions.Refusal(held);
        }
    }

    private void StartTable(ParseResult parsed, CellBook book, string path)
    {
        WhenHeld whenHeld = _held.Of(parsed);
        using FileStream file = File.OpenRead(path);
        TestTable table = TestTable.Read(file, FromUtcMs(parsed), _known.Of(parsed));
        IReadOnlyList<TableLine> lines = book.Check(table, AuthorOf(parsed), whenHeld);
        bool asJson = parsed.GetValue(_json);
        if (!asJson)
        {
            Console.WriteLine(string.Join(Environment.NewLine, TestTableText.Of(table.Columns, lines)));
        }

        int refused = lines.Count(line => line.Problem is not null);
        if (asJson && (refused > 0 || parsed.GetValue(_preview)))
        {
            Console.WriteLine(CellJson.Of(lines));
        }

        if (refused > 0)
        {
            throw new UserErrorException($"{refused} of {lines.Count} lines of {path} are refused, and nothing was started. "
                + "Correct them, and start the table again.");
        }

        if (parsed.GetValue(_preview))
        {
            Console.Write(asJson ? "" : $"Nothing was started: {lines.Count} tests would be.{Environment.NewLine}");
            return;
        }

        IReadOnlyList<TestRun> started = book.StartMany([.. lines.Select(line => line.Test!)], AuthorOf(parsed), whenHeld);
        Console.WriteLine(asJson ? CellJson.Of(started) : $"{started.Count} tests were started.");
    }

    private long FromUtcMs(ParseResult parsed) =>
        (parsed.GetValue(_at) ?? TimeProvider.System.GetUtcNow()).ToUnixTimeMilliseconds();

    private Author AuthorOf(ParseResult parsed) => new(parsed.GetRequiredValue(_by), parsed.GetRequiredValue(_why));
}
