using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Cycles;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Maintenance;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Gateway.Replay;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeLogger.Gateway.Storm;

/// <summary>Boards with a backlog that all connect at once, and all once more after the broker was killed; and the count at both ends.</summary>
internal sealed class StormRun
{
    private const double BacklogS = 180;
    private const double MeanwhileS = 60;
    private const double Mib = 1024 * 1024;
    private const int SpareFiles = 300;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

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
    /// <param name="time">Clock of the network.</param>
    /// <param name="say">Told, line by line, how it goes.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="UserErrorException">This process may not open so many connections; the message says what to do.</exception>
    public static async Task<StormReport> RunAsync(
        int boards, int seed, TimeProvider time, Action<string> say, CancellationToken cancellationToken)
    {
        RequireFiles(boards + SpareFiles);
        string directory = Directory.CreateTempSubdirectory("edgelogger-storm-").FullName;
        try
        {
            return await new StormRun(directory, time, say).PlayAsync(boards, seed, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static void RequireFiles(int needed)
    {
        const string limits = "/proc/self/limits";
        string? line = File.Exists(limits) ? File.ReadLines(limits).FirstOrDefault(line => line.StartsWith("Max open files", StringComparison.Ordinal)) : null;
        string[] parts = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (parts.Length > 4 && long.TryParse(parts[4], CultureInfo.InvariantCulture, out long most) && most < needed)
        {
            throw new UserErrorException(string.Create(CultureInfo.InvariantCulture,
                $"So many boards need {needed} open files; this process may open {most}. Allow more with `ulimit -Hn {needed}` as root, or take fewer boards."));
        }
    }

    private async Task<StormReport> PlayAsync(int boards, int seed, CancellationToken cancellationToken)
    {
        await using OwnBroker broker = await OwnBroker.StartAsync(
            _directory, "127.0.0.1", 0, inProcessOfItsOwn: true, NullLoggerFactory.Instance, _time, cancellationToken).ConfigureAwait(false);
        IReadOnlyDictionary<string, string> passwords = broker.Accounts.AddAll(
            [.. Enumerable.Range(1, boards).Select(i => string.Create(CultureInfo.InvariantCulture, $"storm-{i}"))]);
        await broker.ReloadAsync(cancellationToken).ConfigureAwait(false);
        StormFleet fleet = new(passwords, broker.Port, seed, _time);
        ReplayGateway gateway = new(_directory, broker, new CycleEngineOptions());
        await using (fleet.ConfigureAwait(false))
        await using (gateway.ConfigureAwait(false))
        {
            Timed("boards", () => fleet.Live(BacklogS, isLast: false), () => $"{boards:N0} made, each with {BacklogS / 60:0.#} min of frames in its flash, {fleet.FramesMade:N0} in all");
            await gateway.StartAsync(cancellationToken).ConfigureAwait(false);
            await StormAsync("together", fleet, broker, cancellationToken).ConfigureAwait(false);
            Kill(broker.ProcessId);
            fleet.Live(MeanwhileS, isLast: true);
            await StormAsync("again", fleet, broker, cancellationToken).ConfigureAwait(false);
            await gateway.StopAsync(cancellationToken).ConfigureAwait(false);
            return Count(fleet);
        }
    }

    private async Task StormAsync(string name, StormFleet fleet, OwnBroker broker, CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        long waiting = fleet.Waiting;
        long connects = fleet.Connects;
        long began = _time.GetTimestamp();
        await fleet.RunAsync(patience.Token).ConfigureAwait(false);
        TimeSpan took = _time.GetElapsedTime(began);
        cancellationToken.ThrowIfCancellationRequested();
        double[] upAt = [.. fleet.UpAtS.Order()];
        int most = upAt.GroupBy(at => (int)at).Max(second => second.Count());
        Say(name, $"{waiting:N0} frames waiting; all on disk and known to be after {took.TotalSeconds:F1} s; {fleet.Waiting:N0} still waiting, {fleet.Up:N0} connected");
        double[] triedAt = [.. fleet.TriedAtS.Order()];
        Say("jitter", $"first attempts after {At(triedAt, 0.01):F2} s (1 %), {At(triedAt, 0.5):F2} s (50 %), {At(triedAt, 0.99):F2} s (99 %)");
        Say("up", $"connected after {At(upAt, 0.01):F1} s (1 %), {At(upAt, 0.5):F1} s (50 %), {At(upAt, 0.99):F1} s (99 %), {upAt[^1]:F1} s (last); at most {most:N0} in one second; {fleet.Connects - connects:N0} connections for {upAt.Length:N0} boards");
        Say("memory", $"gateway {Peak(GatewayProcess())}, broker {Peak(broker.ProcessId)}, boards {Peak(Environment.ProcessId)} at most");
        if (fleet.Waiting > 0)
        {
            Say("trouble", $"{fleet.LastError}");
        }
    }

    private StormReport Count(StormFleet fleet)
    {
        AuditReport audit = new LogAudit(_directory, _ => { }).Run(CancellationToken.None);
        Dictionary<string, long> stored = audit.Streams.GroupBy(stream => stream.Stream.Board)
            .ToDictionary(board => board.Key, board => board.Sum(stream => stream.Frames));
        IReadOnlyDictionary<string, long> made = fleet.FramesOf;
        StormReport report = new(
            made.Values.Sum(), audit.Frames,
            made.Sum(board => Math.Max(0, board.Value - stored.GetValueOrDefault(board.Key))),
            made.Sum(board => Math.Max(0, stored.GetValueOrDefault(board.Key) - board.Value)), fleet.Waiting);
        Say("ledger", $"made {report.FramesMade:N0}, stored {report.FramesStored:N0}, lost {report.FramesLost:N0}, doubled {report.FramesDoubled:N0}");
        return report;
    }

    private int GatewayProcess() => int.TryParse(DirectoryLock.HolderOf(_directory), CultureInfo.InvariantCulture, out int id) ? id : 0;

    private static string Peak(int processId)
    {
        try
        {
            using Process process = Process.GetProcessById(processId);
            return string.Create(CultureInfo.InvariantCulture, $"{process.PeakWorkingSet64 / Mib:N0} MiB");
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            return "gone";
        }
    }

    private static void Kill(int processId)
    {
        using Process process = Process.GetProcessById(processId);
        process.Kill();
    }

    private static double At(double[] sorted, double share) => sorted[Math.Clamp((int)(share * sorted.Length), 0, sorted.Length - 1)];

    private void Timed(string name, Action work, Func<FormattableString> text)
    {
        long began = _time.GetTimestamp();
        work();
        TimeSpan took = _time.GetElapsedTime(began);
        Say(name, $"{text().ToString(CultureInfo.InvariantCulture)} ({took.TotalSeconds:F1} s)");
    }

    private void Say(string name, FormattableString text) => _say($"{name,-9} {text.ToString(CultureInfo.InvariantCulture)}");
}
