using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Bench.Influx;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Harness;

namespace EdgeLogger.Bench.Commands;

/// <summary>edgelogger bench influx|log|storm: how fast parts of the gateway are.</summary>
internal static class BenchCommand
{
    // What the sink has to reach of what the server takes.
    private const double LeastShare = 0.9;

    public static Command Create() => new("bench", """
        Measures parts of the gateway: how fast they are, and how well they judge.

        From a checkout there are three more: `./edgelogger bench cycles` (the cycle engine, with BenchmarkDotNet, whose options it takes),
        `./edgelogger bench page` (the page's budgets, with a real browser) and `./edgelogger bench fuzz` (hostile input for whatever
        reads what others write).
        """)
    {
        Influx(),
        BenchLogCommand.Create(),
        BenchStormCommand.Create(),
        BenchFadeCommand.Create(),
        BenchSwapsCommand.Create(),
    };

    private static Command Influx()
    {
        InfluxBenchOptions defaults = new();
        Option<long> points = NumberOption.Of("--points", "N", "Points a round.", "a number of points", 10_000, 100_000_000,
            defaults.Points);
        Option<int> rounds = NumberOption.Of("--rounds", "N", "Rounds of each way; the first warms up.", "a number of rounds", 2,
            100, defaults.Rounds);
        Command command = new("influx", """
            Starts each real server that is installed (influxd, victoria-metrics) on free loopback ports and writes the same points into
            it in two ways, in turns: through the whole sink, from the log on disk to the server's answer, and by a bare HttpClient that
            posts batches packed beforehand. Exit code 0: the sink reaches 90 % of the bare client into every server.

            Example: edgelogger bench influx --points 1000000
            """)
        {
            points, rounds,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new InfluxBenchOptions { Points = parsed.GetValue(points), Rounds = parsed.GetValue(rounds) }, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(InfluxBenchOptions options, CancellationToken cancellationToken)
    {
        using InfluxBench bench = new(options, TimeProvider.System, Console.Error.WriteLine);
        (double PerSecond, double Microseconds) alone = await bench.PrepareAsync(cancellationToken).ConfigureAwait(false);
        List<InfluxBenchRow> rows = [];
        foreach (ServerKind kind in (ServerKind[])[ServerKind.Influx1(), ServerKind.VictoriaMetrics])
        {
            if (kind.Path is null)
            {
                Console.WriteLine($"{kind.Name}: skipped, {kind.Program} is not installed (Debian package {kind.Package}).");
                continue;
            }

            rows.Add(await bench.MeasureAsync(kind, cancellationToken).ConfigureAwait(false));
        }

        Print(bench, alone, rows);
        return rows.All(row => row.Share >= LeastShare && row.Missing == 0) ? 0 : 1;
    }

    private static void Print(InfluxBench bench, (double PerSecond, double Microseconds) alone, List<InfluxBenchRow> rows)
    {
        static void Line(string text) => Console.WriteLine(text);
        Console.WriteLine();
        Line($"{"server",-16}{"bare client",14}{"sink",14}{"share",8}{"CPU us/point",14}{"heap MiB",14}{"not once",10}");
        foreach (InfluxBenchRow row in rows)
        {
            string heap = string.Create(CultureInfo.InvariantCulture, $"{row.LeastHeapMb:F1} to {row.MostHeapMb:F1}");
            Line($"{row.Server,-16}{row.BarePerSecond,12:N0}/s{row.SinkPerSecond,12:N0}/s{row.Share,8:P0}"
                + $"{row.BareMicroseconds,6:F2}, {row.SinkMicroseconds,6:F2}{heap,14}{row.Missing,10:N0}");
        }

        Line($"the sink alone, with a server that takes no time: {alone.PerSecond:N0} points/s, {alone.Microseconds:F2} us of "
            + $"CPU a point; {bench.WireBytesPerPoint:F1} bytes a point on the wire");
        Line($"the line writer allocates {InfluxBench.BytesAllocatedPerPoint():0.###} bytes a point");
    }
}
