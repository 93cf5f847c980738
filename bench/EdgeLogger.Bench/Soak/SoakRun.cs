using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Bench.Replay;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Gateway;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Gateway.Commands;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Harness;
using EdgeLogger.Keys;
using EdgeLogger.Mqtt.Brokers;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeLogger.Bench.Soak;

/// <summary>
/// Many virtual boards, a real broker and a gateway in a process of its own, with faults between and upon them. At the end both
/// ends are counted.
/// </summary>
internal sealed class SoakRun
{
    private readonly SoakOptions _options;
    private readonly FaultCounts _counts;
    private readonly TimeProvider _time;
    private readonly SmallDisk? _disk;
    private readonly string _directory;

    private SoakRun(SoakOptions options, FaultCounts counts, TimeProvider time, SmallDisk? disk, string directory)
    {
        _options = options;
        _counts = counts;
        _time = time;
        _disk = disk;
        _directory = directory;
    }

    /// <summary>Runs a soak.</summary>
    /// <param name="options">How.</param>
    /// <param name="counts">Receives every fault.</param>
    /// <param name="time">Clock of network and faults.</param>
    /// <param name="say">Receives now and then what is going on.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<SoakReport> RunAsync(
        SoakOptions options, FaultCounts counts, TimeProvider time, Action<string> say, CancellationToken cancellationToken)
    {
        if (options.DataDirectory is { } kept && Directory.Exists(kept) && Directory.EnumerateFileSystemEntries(kept).Any())
        {
            throw new UserErrorException($"{kept} is not empty: a soak needs a folder of its own, to count what is in it.");
        }

        SmallDisk? disk = options.Faults.Contains(SoakFault.DiskFull) ? SmallDisk.TryMount() : null;
        string directory = disk?.Path ?? Directory.CreateTempSubdirectory("edgelogger-soak-").FullName;
        if (disk is null && options.Faults.Contains(SoakFault.DiskFull))
        {
            say("left out  disk-full: this user cannot mount a small disk (tmpfs, as root on Linux)");
        }

        try
        {
            return await new SoakRun(options, counts, time, disk, directory)
                .RunAsync(say, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (options.DataDirectory is { } wanted)
            {
                CopyTo(directory, wanted);
            }

            if (disk is null)
            {
                Directory.Delete(directory, recursive: true);
            }
            else
            {
                disk.Dispose();
            }
        }
    }

    private static void CopyTo(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string folder in Directory.EnumerateDirectories(from))
        {
            CopyTo(folder, Path.Combine(to, Path.GetFileName(folder)));
        }

        foreach (string file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }

    private async Task<SoakReport> RunAsync(Action<string> say, CancellationToken cancellationToken)
    {
        OwnBroker broker = await OwnBroker.StartAsync(
            BrokerKind.Mosquitto, _directory, new BrokerListening(), NullLoggerFactory.Instance, _time,
            cancellationToken).ConfigureAwait(false);
        await using (broker.ConfigureAwait(false))
        {
            Dictionary<string, string> passwords = SoakFleet.Ids(_options.Boards)
                .ToDictionary(board => board, broker.Accounts.Add);
            await broker.ReloadAsync(cancellationToken).ConfigureAwait(false);
            // Half of the boards with a key, half without.
            BoardKeys keys = BoardKeys.Open(DataDirectory.Broker(_directory));
            keys.AddAll(SoakFleet.Ids(_options.Boards).Where((_, index) => index % 2 == 0));
            FaultProxy toBoards = new(broker.Port);
            FaultProxy toGateway = new(broker.Port);
            ReplayGateway gateway = new(_directory, broker, new CycleEngineOptions(), toGateway.Port);
            SoakFleet fleet = new(_options, toBoards.Port, passwords, keys, _counts, _time);
            await using (toBoards.ConfigureAwait(false))
            await using (toGateway.ConfigureAwait(false))
            await using (gateway.ConfigureAwait(false))
            await using (fleet.ConfigureAwait(false))
            {
                await gateway.StartAsync(cancellationToken).ConfigureAwait(false);
                FaultSchedule schedule = new(_options, _directory, broker, gateway, [toBoards, toGateway], _disk, _counts, _time);
                return await PlayAsync(fleet, gateway, schedule, say, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<SoakReport> PlayAsync(
        SoakFleet fleet, ReplayGateway gateway, FaultSchedule schedule, Action<string> say, CancellationToken cancellationToken)
    {
        SoakMemory memory = new(gateway);
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using CancellationTokenSource faultsOver = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task running = fleet.RunAsync(patience.Token);
        Task faults = schedule.RunAsync(faultsOver.Token);
        long began = _time.GetTimestamp();
        for (TimeSpan left = _options.Duration; left > TimeSpan.Zero && !running.IsCompleted && !faults.IsFaulted;
            left = _options.Duration - _time.GetElapsedTime(began))
        {
            TimeSpan pause = left < _options.ReportEvery ? left : _options.ReportEvery;
            await Task.WhenAny(running, Task.Delay(pause, _time, CancellationToken.None)).ConfigureAwait(false);
            Report(fleet, memory, _time.GetElapsedTime(began), say);
        }

        // A short soak on a slow machine takes longer: one without a fault that was asked for would show nothing of it.
        await Task.WhenAny(running, schedule.FirstRound).ConfigureAwait(false);
        double pace = fleet.Reports().Average(board => board.LivedS) / _time.GetElapsedTime(began).TotalSeconds;
        await faultsOver.CancelAsync().ConfigureAwait(false);
        await faults.ConfigureAwait(false);
        long faultsEnded = _time.GetTimestamp();
        fleet.BeginEnd();
        patience.CancelAfter(_options.Patience);
        await running.ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        TimeSpan caughtUpAfter = _time.GetElapsedTime(faultsEnded);
        Report(fleet, memory, _time.GetElapsedTime(began), say);
        say("counting and rebuilding");
        await gateway.StopAsync(cancellationToken).ConfigureAwait(false);
        string? difference = RebuildCheck.Of(_directory, DerivedStore.FileName, _ => { }, cancellationToken).Difference;
        return new SoakReport(LedgerCount.Run(_directory, fleet.Reports(), difference), memory, pace, caughtUpAfter);
    }

    private void Report(SoakFleet fleet, SoakMemory memory, TimeSpan elapsed, Action<string> say)
    {
        memory.Read();
        IReadOnlyList<SoakedBoard> boards = fleet.Reports();
        say(string.Create(CultureInfo.InvariantCulture,
            $"{elapsed:hh\\:mm\\:ss}  {boards.Sum(board => board.Made.Frames):N0} frames made, "
            + $"{boards.Sum(board => board.FramesWaiting):N0} waiting, {_counts.Total:N0} faults, memory {memory.Last}"));
    }
}

/// <summary>What a soak has shown.</summary>
/// <param name="Ledger">Both ends, counted.</param>
/// <param name="Memory">Of both processes while it ran.</param>
/// <param name="Pace">Seconds of a cell's time that a board lived through in a second, on average.</param>
/// <param name="CaughtUpAfter">From the last fault until the gateway had everything.</param>
internal sealed record SoakReport(SoakLedger Ledger, SoakMemory Memory, double Pace, TimeSpan CaughtUpAfter);
