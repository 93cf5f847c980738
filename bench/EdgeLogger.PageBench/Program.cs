using System;
using System.CommandLine;
using EdgeLogger.PageBench;

Option<double> minutes = new("--minutes")
{ HelpName = "N", Description = "How long memory is watched.", DefaultValueFactory = _ => 1 };
Option<int> rows = new("--rows")
{ HelpName = "N", Description = "Rows of the long trace.", DefaultValueFactory = _ => 1_000_000 };
Option<double> speed = new("--speed")
{ HelpName = "N", Description = "Seconds of cycling in one second.", DefaultValueFactory = _ => 60 };
Option<int> tests = new("--tests")
{ HelpName = "N", Description = "Ended tests in the book.", DefaultValueFactory = _ => 1_000 };
Option<int> cycles = new("--cycles")
{ HelpName = "N", Description = "Cycles of each of them.", DefaultValueFactory = _ => 50 };
RootCommand command = new("""
    bench page: a gateway in a process of its own, 50 virtual boards of 4 cells on it, and a real browser. Prints first content, the way
    of a fleet update from the gateway's look to the browser's document, the drawing of a long trace, a search and the page of a cell among
    many ended tests, and memory. Fails where a budget is missed.
    """)
{
    minutes, rows, speed, tests, cycles,
};
command.SetAction(async (parsed, cancellationToken) =>
{
    if (Chromium.Path is null)
    {
        await Console.Error.WriteLineAsync(Chromium.WhyMissing);
        return 1;
    }

    await using PageBenchRun run =
        await PageBenchRun.StartAsync(parsed.GetValue(rows), parsed.GetValue(speed), parsed.GetValue(tests),
            parsed.GetValue(cycles), cancellationToken);
    return await run.MeasureAsync(TimeSpan.FromMinutes(parsed.GetValue(minutes))) ? 0 : 1;
});
return await command.Parse(args).InvokeAsync();
