using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.FrameLog.Maintenance;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.Gateway;

namespace EdgeLogger.Bench.Storm;

/// <summary>
/// Boards with a backlog that all connect at once, and all once more after the broker was killed; and the count at both ends.
/// </summary>
internal sealed class StormRun
{
    private const double BacklogS = 180;
    private const double MeanwhileS = 60;
    private const int SpareFiles = 300;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(10);

    private readonly string _directory;
    private readonly TimeProvider _time;
    private readonly Action<string> _say;

    private StormRun(string directory, TimeProvider time, Action<string> say)
    {
        _directory = directory;
        _time = time;
        _say = say;
    }

    /// <summary>Runs a storm.</summary>
    /// <param name="boards">How many boards.</param>
    /// <param name="seed">Decides cells, noise and jitter.</param>
    /// <param name="brokerInside">Whether the broker is inside the gateway; else it is mosquitto.</param>
    /// <param name="time">Clock of the network.</param>
    /// <param name="say">Receives, line by line, how it goes.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="UserErrorException">This process may not open so many connections; the message says what to
    /// do.</exception>
    public static async Task<StormReport> RunAsync(
        int boards, int seed, bool brokerInside, TimeProvider time, Action<string> say, CancellationToken cancellationToken)
    {
        RequireFiles(boards + SpareFiles);
        string directory = Directory.CreateTempSubdirectory("edgelogger-storm-").FullName;
        try
        {
            return await new StormRun(directory, time, say)
                .PlayAsync(boards, seed, brokerInside, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static void RequireFiles(int needed)
    {
        const string limits = "/proc/self/limits";
        string? line = File.Exists(limits) ? File.ReadLines(limits)
            .FirstOrDefault(line => line.StartsWith("Max open files", StringComparison.Ordinal)) : null;
        string[] parts = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (parts.Length > 4 && long.TryParse(parts[4], CultureInfo.InvariantCulture, out long most) && most < needed)
        {
            throw new UserErrorException(string.Create(CultureInfo.InvariantCulture,
                $"So many boards need {needed} open files; this process may open {most}. Allow more with `ulimit -Hn {needed}` "
                + $"as root, or take fewer boards."));
        }
    }

    private async Task<StormReport> PlayAsync(int boards, int seed, bool brokerInside, CancellationToken cancellationToken)
    {
        StormStage stage = await StormStage.StartAsync(
            _directory, brokerInside, boards, _time, cancellationToken).ConfigureAwait(false);
        await using (stage.ConfigureAwait(false))
        {
            Say("broker", $"{stage.Broker}");
            StormFleet fleet = new(stage.Passwords, stage.Port, seed, _time);
            await using (fleet.ConfigureAwait(false))
            {
                long began = _time.GetTimestamp();
                fleet.Live(BacklogS, isLast: false);
                Say("boards", $"{boards:N0} made, each with {BacklogS / 60:0.#} min of frames in its flash, "
                    + $"{fleet.FramesMade:N0} in all ({_time.GetElapsedTime(began).TotalSeconds:F1} s)");
                await StormAsync("together", fleet, stage, cancellationToken).ConfigureAwait(false);
                await stage.KillBrokerAsync(cancellationToken).ConfigureAwait(false);
                fleet.Live(MeanwhileS, isLast: true);
                await StormAsync("again", fleet, stage, cancellationToken).ConfigureAwait(false);
                await stage.StopAsync(cancellationToken).ConfigureAwait(false);
                return Count(fleet);
            }
        }
    }

    private async Task StormAsync(string name, StormFleet fleet, StormStage stage, CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        long waiting = fleet.Waiting;
        long connects = fleet.Connects;
        long began = _time.GetTimestamp();
        using (ITimer reporting = _time.CreateTimer(_ => Report(fleet, began), null, ReportEvery, ReportEvery))
        {
            fleet.Begin();
            await fleet.RunAsync(() => true, patience.Token).ConfigureAwait(false);
        }

        TimeSpan took = _time.GetElapsedTime(began);
        cancellationToken.ThrowIfCancellationRequested();
        double[] upAt = [.. fleet.UpAtS.Order()];
        int most = upAt.GroupBy(at => (int)at).Max(second => second.Count());
        Say(name, $"{waiting:N0} frames waiting; all on disk and known to be after {took.TotalSeconds:F1} s; {fleet.Waiting:N0} "
            + $"still waiting, {fleet.Up:N0} connected");
        double[] triedAt = [.. fleet.TriedAtS.Order()];
        Say("jitter", $"first attempts after {At(triedAt, 0.01):F2} s (1 %), {At(triedAt, 0.5):F2} s (50 %), "
            + $"{At(triedAt, 0.99):F2} s (99 %)");
        Say("up", $"connected after {At(upAt, 0.01):F1} s (1 %), {At(upAt, 0.5):F1} s (50 %), {At(upAt, 0.99):F1} s (99 %), "
            + $"{upAt[^1]:F1} s (last); at most {most:N0} in one second; {fleet.Connects - connects:N0} connections "
            + $"for {upAt.Length:N0} boards");
        int late = await SchemasAsync(fleet, patience.Token).ConfigureAwait(false);
        Say("schemas", $"{upAt.Length - late:N0} had come by then, all {upAt.Length:N0} after "
            + $"{_time.GetElapsedTime(began).TotalSeconds:F1} s");
        Say("memory", $"{stage.PeakMemory()} at most; the boards have taken {Environment.CpuUsage.TotalTime.TotalSeconds:F0} "
            + $"s of processor time so far");
        if (fleet.Waiting > 0)
        {
            Say("trouble", $"{fleet.LastError}");
        }
    }

    /// <summary>Goes on until every board's frames can be read; how many could not at first.</summary>
    private async Task<int> SchemasAsync(StormFleet fleet, CancellationToken cancellationToken)
    {
        using FrameLogReader log = FrameLogReader.Open(_directory);
        List<(string Board, uint Hash)> missing = Missing(log, fleet.Schemas);
        int late = missing.Count;
        if (late > 0)
        {
            bool isEnough = false;
            Task running = fleet.RunAsync(() => Volatile.Read(ref isEnough), cancellationToken);
            while (missing.Count > 0 && !cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(LookEvery, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                missing = Missing(log, missing);
            }

            Volatile.Write(ref isEnough, true);
            await running.ConfigureAwait(false);
        }

        return late;
    }

    private static List<(string Board, uint Hash)> Missing(FrameLogReader log, IEnumerable<(string Board, uint Hash)> schemas) =>
        [.. schemas.Where(schema => log.FindSchema(schema.Board, schema.Hash) is null)];

    private void Report(StormFleet fleet, long began) =>
        Say("", $"{_time.GetElapsedTime(began).TotalSeconds,4:F0} s: {fleet.Up:N0} connected, {fleet.Waiting:N0} frames waiting");

    private StormReport Count(StormFleet fleet)
    {
        AuditReport audit = new LogAudit(_directory, _ => { }).Run(CancellationToken.None);
        Dictionary<string, long> stored = audit.Streams.GroupBy(stream => stream.Stream.Board)
            .ToDictionary(board => board.Key, board => board.Sum(stream => stream.Frames));
        IReadOnlyDictionary<string, long> made = fleet.FramesOf;
        using FrameLogReader log = FrameLogReader.Open(_directory);
        StormReport report = new(
            made.Values.Sum(), audit.Frames, fleet.Acknowledged,
            made.Sum(board => Math.Max(0, board.Value - stored.GetValueOrDefault(board.Key))),
            made.Sum(board => Math.Max(0, stored.GetValueOrDefault(board.Key) - board.Value)), Missing(log, fleet.Schemas).Count);
        Say("ledger", $"made {report.FramesMade:N0}, stored {report.FramesStored:N0}, acknowledged "
            + $"{report.FramesAcknowledged:N0}, lost {report.FramesLost:N0}, doubled {report.FramesDoubled:N0}; without schema "
            + $"{report.SchemasMissing:N0}");
        return report;
    }

    private static double At(double[] sorted, double share) =>
        sorted[Math.Clamp((int)(share * sorted.Length), 0, sorted.Length - 1)];

    private void Say(string name, string text) => _say($"{name,-9} {text}");
}
