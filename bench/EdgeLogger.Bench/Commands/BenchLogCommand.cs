using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Bench.Measuring;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Output;

namespace EdgeLogger.Bench.Commands;

/// <summary>edgelogger bench log: from a frame's arrival to its acknowledgement, and how long a start takes.</summary>
internal static class BenchLogCommand
{
    private const int BareWrites = 1000;
    private const double FewPerSecond = 1_000;
    private const double ManyPerSecond = 10_000;

    public static Command Create()
    {
        Option<string?> data = TextOption.Folder("--data", "A folder on the disk to measure; the bench works in one of its own "
            + "there. Without it, the folder for temporary files.");
        Option<double> seconds = NumberOption.Of("--seconds", "S", "How long each rate is held.", "seconds", 1, 86_400, 15.0);
        Option<int> frames = NumberOption.Of("--frames", "N", "Frames in the log whose recovery is timed.", "a number of frames",
            1, 100_000_000, 1_000_000);
        Command command = new("log", """
            From a frame's arrival to its acknowledgement, which follows fsync: through ingest at 1,000 and 10,000 frames a second, over
            MQTT at 1,000, beside a bare loop of write and fsync; and how long a start takes on a log of a million frames. Frames have
            60 rows of four channels and arrive in an open loop: times count from when a frame was due.

            Example: edgelogger bench log --data /srv
            """)
        {
            data, seconds, frames,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string parent = Path.GetFullPath(parsed.GetValue(data) ?? Path.GetTempPath());
            string directory = Path.Combine(parent, "edgelogger-bench-" + Guid.NewGuid().ToString("N"));
            try
            {
                await MeasureAsync(directory, parsed.GetValue(seconds), parsed.GetValue(frames),
                    cancellationToken).ConfigureAwait(false);
                return 0;
            }
            finally
            {
                if (Directory.Exists(directory))
                {
                    Directory.Delete(directory, recursive: true);
                }
            }
        });
        return command;
    }

    private static async Task MeasureAsync(string directory, double seconds, int frames, CancellationToken cancellationToken)
    {
        TimeProvider time = TimeProvider.System;
        List<BenchRow> rows = [];
        RecoveryTimes recovery = await ProgressBar.ShowAsync("bench", async progress =>
        {
            string Part(string name) => Directory.CreateDirectory(Path.Combine(directory, name)).FullName;
            progress(0, "bare write and fsync");
            rows.Add(DiskBench.Run(Part("bare"), 450, BareWrites, time, cancellationToken));
            progress(0.1, "1,000 frames a second");
            rows.Add(await IngestBench.RunAsync(
                Part("few"), FewPerSecond, (int)(FewPerSecond * seconds), time, cancellationToken).ConfigureAwait(false));
            progress(0.25, "10,000 frames a second");
            rows.Add(await IngestBench.RunAsync(
                Part("many"), ManyPerSecond, (int)(ManyPerSecond * seconds), time, cancellationToken).ConfigureAwait(false));
            progress(0.4, "1,000 frames a second over MQTT");
            rows.Add(await ChainBench.RunAsync(
                Part("chain"), FewPerSecond, (int)(FewPerSecond * seconds), time, cancellationToken).ConfigureAwait(false));
            progress(0.55, "recovery");
            return await new RecoveryBench(Part("recovery"), frames, time)
                .RunAsync(what => progress(0.6, what), cancellationToken).ConfigureAwait(false);
        }).ConfigureAwait(false);
        DriveInfo drive = new(directory);
        Say("machine", $"{Environment.ProcessorCount} processors, {RuntimeInformation.OSDescription}, load {Load()}");
        Say("disk", $"{drive.DriveFormat} at {Path.GetDirectoryName(directory)}");
        Console.WriteLine();
        Print(rows);
        Console.WriteLine();
        Print(recovery);
    }

    private static void Print(List<BenchRow> rows)
    {
        Console.WriteLine($"{"from arrival to acknowledged",-28} {"frames/s",9} {"p50 ms",8} {"p99 ms",8} "
            + $"{"p99.9 ms",9} {"most ms",8}");
        foreach (BenchRow row in rows)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{row.What,-28} {row.RatePerSecond,9:N0} {row.Latencies.Percentile(0.5),8:F2} "
                + $"{row.Latencies.Percentile(0.99),8:F2} {row.Latencies.Percentile(0.999),9:F2} "
                + $"{row.Latencies.Most,8:F1}  {row.Note}"));
        }
    }

    private static void Print(RecoveryTimes times)
    {
        Say("recovery", $"a log of {times.Frames:N0} frames of 60 rows, {times.BytesAFrame:F0} bytes each, "
            + $"{times.FileBytes / 1048576.0:N0} MiB");
        Say("fill", $"{times.Fill.TotalSeconds:F1} s to make and append as fast as it goes: "
            + $"{(times.Frames - times.Behind) / times.Fill.TotalSeconds:N0} frames a second");
        Say("start", $"{times.Open.TotalSeconds:F2} s until frames are taken");
        Say("results", $"{times.UpToDate.TotalSeconds:F2} s until every cell is up to date from its checkpoint, "
            + $"{times.Behind:N0} frames behind");
        Say("cold", $"{times.Cold.TotalSeconds:F1} s until every cell is up to date from nothing");
    }

    private static string Load() =>
        File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3)) : "unknown";

    private static void Say(string name, string text) => Console.WriteLine($"{name,-9} {text}");
}
