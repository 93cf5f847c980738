using System;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Bench.Demo;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Output;
using Spectre.Console;

namespace EdgeLogger.Bench.Commands;

/// <summary>edgelogger demo: everything at once, without hardware.</summary>
internal static class DemoCommand
{
    private static readonly TimeSpan RedrawEvery = TimeSpan.FromMilliseconds(500);

    public static Command Create()
    {
        Option<TimeSpan> length =
            CommonOptions.Duration("--for", "How long, for example 45s, 10m or 2h.", TimeSpan.FromSeconds(60), "60s");
        Option<double> speed = NumberOption.Of("--speed", "N", "Seconds of cycling in one second, 1 to 100000.",
            "seconds of cycling in one second", 1, 100_000, 2000.0);
        Option<string?> data = TextOption.Folder(
            "--data", "Keep the gateway's log in this folder; without it, in a temporary one.");
        Option<int> web = CommonOptions.Port("--web", "Port of the page on this machine; 0: any free one, -1: no page.",
            least: -1, usual: 0);
        Command command = new("demo", """
            Shows the whole system without hardware: a broker, a gateway, and eight virtual fixtures that run the boards' own program on
            simulated chips, cycling far faster than a cell could. Cycles appear as they close. Ctrl+C ends it earlier.
            """)
        {
            length, speed, data, web,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            int page = parsed.GetValue(web);
            using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Terminal.Output.MarkupLine(string.Create(CultureInfo.InvariantCulture,
                $"[grey]starting broker, gateway and eight simulated fixtures, whose time runs {parsed.GetValue(speed):N0} "
                + $"times as fast as real time ...[/]"));
            await using DemoRun demo = await DemoRun.StartAsync(
                parsed.GetValue(data), parsed.GetValue(speed), page >= 0 ? page : null, TimeProvider.System, end.Token);
            end.CancelAfter(parsed.GetValue(length));
            Task running = demo.RunAsync(end.Token);
            await ShowAsync(demo, running, end.Token);
            await running;
            PrintEnd(demo);
            return 0;
        });
        return command;
    }

    private static Task ShowAsync(DemoRun demo, Task running, CancellationToken cancellationToken) =>
        Terminal.Output.Profile.Capabilities.Interactive
            ? ShowLiveAsync(demo, running, cancellationToken)
            : ShowLinesAsync(demo, running, cancellationToken);

    private static Task ShowLiveAsync(DemoRun demo, Task running, CancellationToken cancellationToken) =>
        Terminal.Output.Live(DemoScreen.Render(demo.Host, demo.Boards, demo.Closed, demo.Elapsed))
            .Overflow(VerticalOverflow.Crop).AutoClear(true)
            .StartAsync(async context =>
            {
                while (!running.IsCompleted && !cancellationToken.IsCancellationRequested)
                {
                    context.UpdateTarget(DemoScreen.Render(demo.Host, demo.Boards, demo.Closed, demo.Elapsed));
                    await Task.Delay(RedrawEvery, TimeProvider.System, cancellationToken)
                        .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            });

    /// <summary>Where nothing can be redrawn (a file, a pipe), a line for each cycle.</summary>
    private static async Task ShowLinesAsync(DemoRun demo, Task running, CancellationToken cancellationToken)
    {
        if (demo.Host.Page is { } page)
        {
            Console.WriteLine($"page: {page.Url}");
        }

        int shown = 0;
        while (!running.IsCompleted && !cancellationToken.IsCancellationRequested)
        {
            foreach ((string cell, Cycles.Model.Cycle cycle) in demo.Closed.Skip(shown))
            {
                Console.WriteLine($"{cell}  cycle {cycle.Number}  {CycleTable.Number(cycle.Charge?.Ah * 1000, 4)} mAh in  "
                    + $"{CycleTable.Number(cycle.Discharge?.Ah * 1000, 4)} mAh out  CE "
                    + $"{CycleTable.Number(cycle.CoulombicEfficiency * 100, 2)} %");
                shown++;
            }

            await Task.Delay(RedrawEvery, TimeProvider.System, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static void PrintEnd(DemoRun demo)
    {
        Terminal.Output.Write(DemoScreen.Render(demo.Host, demo.Boards, demo.Closed, demo.Elapsed));
        Terminal.Output.WriteLine();
        Console.WriteLine($"{demo.Closed.Count} cycles closed. Next: `edgelogger replay FILE` plays a recorded cell through");
        Console.WriteLine("the same chain, docs/guides/first-board.md sets up a first board, with or without "
            + "hardware, and --help has the rest.");
    }
}
