using System;
using System.CommandLine;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Bench.Replay;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Output;
using EdgeLogger.Records.Rows;
using Spectre.Console;

namespace EdgeLogger.Bench.Commands;

/// <summary>edgelogger replay FILE: a recorded cell through the whole chain.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        Argument<string> file = CommonOptions.RecordFile();
        Option<string?> json = CommonOptions.Json();
        MetadataOptions metadata = new();
        ChoiceOption<CurrentSign> sign = CommonOptions.Sign();
        Option<string?> data = TextOption.Folder(
            "--data", "Keep the gateway's log in this folder; without it, in a temporary one.");
        Option<int> period = NumberOption.Of("--period-ms", "MS", "The board's reporting period, 50 to 60000.", "milliseconds",
            50, 60_000, 1000);
        Option<ulong> seed = NumberOption.Seed("Seed of the chips' noise.");
        Option<int> gatewayKills = Kills("--kill-gateway", "Kill (-9) and restart the gateway N times on the way.");
        Option<int> brokerKills = Kills("--kill-broker", "Kill (-9) the broker N times on the way; it is restarted by itself.");
        Command command = new("replay", """
            Plays a recorded cell through the whole chain, as fast as it goes: simulated chips, the board's own program, a real broker,
            a gateway in a process of its own, its log and its engine. Shows what was made, sent, stored and acknowledged.

            Example: edgelogger replay cell-07.csv.gz --kill-gateway 3 --kill-broker 1
            """)
        {
            file, json, sign, data, period, seed, gatewayKills, brokerKills,
        };
        metadata.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            ReplayReport report = await WithProgressAsync(new ReplayOptions
            {
                File = parsed.GetRequiredValue(file),
                DataDirectory = parsed.GetValue(data),
                PeriodMs = parsed.GetValue(period),
                Seed = parsed.GetValue(seed),
                GatewayKills = parsed.GetValue(gatewayKills),
                BrokerKills = parsed.GetValue(brokerKills),
                Cell = metadata.Apply(parsed),
                Sign = sign.Of(parsed),
            }, cancellationToken).ConfigureAwait(false);
            string? path = parsed.GetValue(json);
            if (path != "-")
            {
                CycleTable.Print(Terminal.Output, report.Results);
                Print(report);
            }

            if (path is not null)
            {
                ResultsJson.Write(report.Results, path);
            }

            return report.FramesMade == report.FramesStored && report.FramesMade == report.FramesAcknowledged ? 0 : 1;
        });
        return command;
    }

    private static Option<int> Kills(string name, string description) =>
        NumberOption.Of(name, "N", description, "how often", 0, 1000, 0);

    private static Task<ReplayReport> WithProgressAsync(ReplayOptions options, CancellationToken cancellationToken)
    {
        // Progress goes to standard error, so that --json - stays clean.
        return Terminal.Errors.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(),
                new ElapsedTimeColumn())
            .StartAsync(context =>
            {
                ProgressTask task = context.AddTask("replay", maxValue: 1);
                return ReplayRun.RunAsync(options, TimeProvider.System, (share, what) =>
                {
                    task.Value = share;
                    task.Description = what;
                }, cancellationToken);
            });
    }

    private static void Print(ReplayReport report)
    {
        static string N(double value, string format = "N0") => value.ToString(format, CultureInfo.InvariantCulture);
        Console.WriteLine();
        Console.WriteLine($"record      {N(report.Results.Rows)} rows over {N(report.RecordS / 3600, "N1")} h, played in "
            + $"{N(report.ElapsedS, "N1")} s: {N(report.RecordS / report.ElapsedS)} times as fast");
        Console.WriteLine($"board       {N(report.RowsMade)} rows (time, V, I, T, P) in {N(report.FramesMade)} frames");
        Console.WriteLine($"frames      {N(report.FramesMade)} made, {N(report.FramesSent)} sent, {N(report.FramesStored)} "
            + $"stored, {N(report.FramesAcknowledged)} acknowledged");
        Console.WriteLine($"on the wire {N((double)report.FrameBytes / report.RowsMade, "F2")} bytes a row, "
            + $"{N((double)report.WireBytes / report.RowsMade, "F2")} with what MQTT adds");
        Console.WriteLine($"chain       {N(report.FramesStored / report.ElapsedS)} frames/s, "
            + $"{N(report.RowsMade / report.ElapsedS)} rows/s of 4 samples, chips to acknowledgement");
        if (report.GatewayKills + report.BrokerKills > 0)
        {
            Console.WriteLine($"killed      the gateway {report.GatewayKills} times, the broker {report.BrokerKills} times");
        }
    }
}
