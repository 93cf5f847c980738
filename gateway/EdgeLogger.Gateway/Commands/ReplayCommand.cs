using System;
using System.CommandLine;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Gateway.Output;
using EdgeLogger.Gateway.Replay;
using EdgeLogger.Records;
using Spectre.Console;

namespace EdgeLogger.Gateway.Commands;

/// <summary>edgelogger replay FILE: a recorded cell through the whole chain.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        Argument<string> file = CommonOptions.RecordFile();
        Option<string?> json = CommonOptions.Json();
        MetadataOptions metadata = new();
        Option<CurrentSign> sign = CommonOptions.Sign();
        Option<string?> data = new("--data") { HelpName = "DIR", Description = "Keep the gateway's log in this folder; without it, in a temporary one." };
        Option<int> period = new("--period-ms") { HelpName = "MS", Description = "The board's reporting period, 50 to 60000.", DefaultValueFactory = _ => 1000 };
        Option<ulong> seed = new("--seed") { HelpName = "N", Description = "Seed of the chips' noise.", DefaultValueFactory = _ => 1 };
        Option<int> gatewayKills = new("--kill-gateway") { HelpName = "N", Description = "Kill (-9) and restart the gateway N times on the way." };
        Option<int> brokerKills = new("--kill-broker") { HelpName = "N", Description = "Kill (-9) the broker N times on the way; it is restarted by itself." };
        period.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 50 or > 60_000)
            {
                result.AddError("--period-ms is 50 to 60000.");
            }
        });
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
                Cell = metadata.Told(parsed),
                Sign = parsed.GetValue(sign),
            }, cancellationToken).ConfigureAwait(false);
            string? path = parsed.GetValue(json);
            if (path != "-")
            {
                CycleTable.Print(AnsiConsole.Console, report.Results);
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

    private static Task<ReplayReport> WithProgressAsync(ReplayOptions options, CancellationToken cancellationToken)
    {
        // Progress goes to standard error, so that --json - stays clean.
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
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
        Console.WriteLine($"record      {N(report.Results.Rows)} rows over {N(report.RecordS / 3600, "N1")} h, played in {N(report.ElapsedS, "N1")} s: {N(report.RecordS / report.ElapsedS)} times as fast");
        Console.WriteLine($"board       {N(report.RowsMade)} rows (time, V, I, T, P) in {N(report.FramesMade)} frames");
        Console.WriteLine($"frames      {N(report.FramesMade)} made, {N(report.FramesSent)} sent, {N(report.FramesStored)} stored, {N(report.FramesAcknowledged)} acknowledged");
        Console.WriteLine($"on the wire {N((double)report.FrameBytes / report.RowsMade, "F2")} bytes a row, {N((double)report.WireBytes / report.RowsMade, "F2")} with what MQTT adds");
        Console.WriteLine($"chain       {N(report.FramesStored / report.ElapsedS)} frames/s, {N(report.RowsMade / report.ElapsedS)} rows/s of 4 samples, chips to acknowledgement");
        if (report.GatewayKills + report.BrokerKills > 0)
        {
            Console.WriteLine($"killed      the gateway {report.GatewayKills} times, the broker {report.BrokerKills} times");
        }
    }
}
