using System;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Gateway.Output;

namespace EdgeLogger.Gateway.Commands.Cells;

/// <summary>edgelogger cell correct: an edge of a test was another time.</summary>
internal sealed class CorrectCommand
{
    private readonly Argument<string> _cell = CellArguments.Cell("The cell's name.");
    private readonly Option<int?> _number = NumberOption.Optional<int>(
        "--test", "N", "The cell's test of this number. Default: its newest.", "the number of a test", 1, int.MaxValue);
    private readonly Option<int> _segment = NumberOption.Of(
        "--segment", "N", "The test's segment, from 1.", "the number of a segment", 1, 1000, 1);
    private readonly Option<EdgeTime?> _from = TimeOption("--from", "When the segment began.");
    private readonly Option<EdgeTime?> _to = TimeOption("--to", "When it ended; none: it has not ended yet.");
    private readonly Option<bool> _withdraw = new("--withdraw")
    { Description = "The segment is a mistake: take it out of the test. In a slot, the test before it goes on." };
    private readonly Option<bool> _alone = new("--alone")
    { Description = "Only this edge moves. Else a test that left or came at the same moment in the slot goes with it." };
    private readonly Option<bool> _preview = CellArguments.Preview();
    private readonly Option<string> _by = CellArguments.By();
    private readonly Option<string> _why = CellArguments.Why();
    private readonly Option<string> _data = DataDirectory.Option();
    private readonly Option<bool> _json = CellArguments.Json();

    public static Command Create()
    {
        CorrectCommand correct = new();
        Command command = new("correct", "Corrects when a segment of a test began or ended, or takes a segment out of it.")
        {
            correct._cell, correct._number, correct._segment, correct._from, correct._to, correct._withdraw, correct._alone,
            correct._preview,
            correct._by, correct._why, correct._data, correct._json,
        };
        command.SetAction(parsed => OpenBook.Use(parsed.GetRequiredValue(correct._data), book => correct.Correct(parsed, book)));
        return command;
    }

    private void Correct(ParseResult parsed, CellBook book)
    {
        Cell cell = OpenBook.Find(book, parsed.GetRequiredValue(_cell));
        TestRun test = OpenBook.TestOf(book, cell, parsed.GetValue(_number));
        Author author = new(parsed.GetRequiredValue(_by), parsed.GetRequiredValue(_why));
        Func<CellBook, TestRun> change = ChangeOf(parsed, test.Id, author);
        if (parsed.GetValue(_preview))
        {
            PlanPreview.Print(
                book.Preview(changed => change(changed)), parsed.GetRequiredValue(_data), parsed.GetValue(_json));
            return;
        }

        TestRun after = test;
        book.Together(changed => after = change(changed));
        Console.WriteLine(parsed.GetValue(_json) ? CellJson.Of(after) : $"{cell.Name}: {CellText.Test(after)}");
    }

    private Func<CellBook, TestRun> ChangeOf(ParseResult parsed, ulong test, Author author)
    {
        int index = parsed.GetValue(_segment) - 1;
        if (parsed.GetValue(_withdraw))
        {
            return parsed.GetValue(_from) is null && parsed.GetValue(_to) is null
                ? book => book.Withdraw(test, index, author)
                : throw new UserErrorException("--withdraw takes a segment out as a whole; leave --from and --to away.");
        }

        (EdgeTime? from, EdgeTime? to) = (parsed.GetValue(_from), parsed.GetValue(_to));
        if (from is null && to is null)
        {
            throw new UserErrorException("Nothing to correct; give --from, --to or both with their times.");
        }

        if (from is { Edge: null })
        {
            throw new UserErrorException("--from none: a segment in a slot has a begin; give its time.");
        }

        bool alone = parsed.GetValue(_alone);
        return book =>
        {
            // A segment that moves to a later time ends later first: in between it is one that may be.
            long? wasUtcMs = book.FindTest(test)?.Segments.ElementAtOrDefault(index)?.To?.UtcMs;
            (EdgeSide, EdgeTime?)[] edges = [(EdgeSide.From, from), (EdgeSide.To, to)];
            bool isLater = to?.Edge is not { } end || end.UtcMs >= wasUtcMs;
            foreach ((EdgeSide side, EdgeTime? time) in isLater ? edges.Reverse() : edges)
            {
                if (time is not null)
                {
                    book.Correct(test, index, side, time.Edge, author, alone);
                }
            }

            return book.FindTest(test)!;
        };
    }

    private static Option<EdgeTime?> TimeOption(string name, string description) => ParsedOption.Of(name, "UTC", description,
        text => new EdgeTime(text == "none"
            ? null
            : new Edge(CommonOptions.ParseMoment(text, DateTimeStyles.AssumeUniversal)!.Value.ToUnixTimeMilliseconds())));

    // Null: it has not been there yet.
    private sealed record EdgeTime(Edge? Edge);
}
