using System;
using System.CommandLine;
using EdgeLogger.PageBench;

Option<double> minutes = new("--minutes")
{ HelpName = "N", Description = "How long memory is watched.", DefaultValueFactory = _ => 1 };
Option<int> rows = new("--rows")
{ HelpName = "N", Description = "Rows of the long trace.", DefaultValueFactory = _ => 1_000_000 };
Option<double> speed = new("--speed")
{ HelpName = "N", Description = "Seconds of cycling in one second.", DefaultValueFactory = _ => 60 };
RootCommand command = new("""
    bench page: a gateway in a process of its own, 50 virtual boards of 4 cells on it, and a real browser. Prints first content, the way
    of a fleet update from the gateway's look to the browser's document, the drawing of a long trace, and memory. Fails where a budget is missed.
    """)
{
    minutes, rows, speed,
};
command.SetAction(async (parsed, cancellationToken) =>
{
    if (Chromium.Path is null)
    {
        await Console.Error.WriteLineAsync(Chromium.WhyMissing);
        return 1;
    }

    await using PageBenchRun run =
        await PageBenchRun.StartAsync(parsed.GetValue(rows), parsed.GetValue(speed), cancellationToken);
    return await run.MeasureAsync(TimeSpan.FromMinutes(parsed.GetValue(minutes))) ? 0 : 1;
});
return await command.Parse(args).InvokeAsync();
