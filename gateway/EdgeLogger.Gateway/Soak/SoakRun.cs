using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Cycles;
using EdgeLogger.Gateway.Commands;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Gateway.Replay;
using EdgeLogger.VirtualBench.Boards;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeLogger.Gateway.Soak;

/// <summary>
/// Many virtual boards, a real broker and a gateway in a process of its own, with faults between and upon them. At the end both
/// ends are counted.
/// </summary>
internal sealed class SoakRun
{
    private readonly SoakOptions _options;
    private readonly FaultCounts _counts;
    private readonly TimeProvider _time;
    private readonly string _directory;

    private SoakRun(SoakOptions options, FaultCounts counts, TimeProvider time, string directory)
    {
        _options = options;
        _counts = counts;
        _time = time;
        _directory = directory;
    }

    /// <summary>Runs a soak.</summary>
    /// <param name="options">How.</param>
    /// <param name="counts">Told of every fault.</param>
    /// <param name="time">Clock of network and faults.</param>
    /// <param name="progress">Told the share that is done, 0 to 1, and what is going on.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<SoakLedger> RunAsync(
        SoakOptions options, FaultCounts counts, TimeProvider time, Action<double, string> progress, CancellationToken cancellationToken)
    {
        string directory = options.DataDirectory ?? Directory.CreateTempSubdirectory("edgelogger-soak-").FullName;
        if (Path.Exists(Path.Combine(directory, "frames.db")))
        {
            throw new UserErrorException($"There is a frame log in {directory}: a soak needs a folder of its own, to count what is in it.");
        }

        try
        {
            Directory.CreateDirectory(directory);
            SoakRun run = new(options, counts, time, directory);
            IReadOnlyList<BoardReport> boards = await run.PlayAsync(progress, cancellationToken).ConfigureAwait(false);
            progress(1, "rebuilding and counting");
            string? difference = RebuildCheck.Compare(directory, _ => { }, cancellationToken).Difference;
            return LedgerCount.Run(directory, boards, difference);
        }
        finally
        {
            if (options.DataDirectory is null)
            {
                Directory.Delete(directory, recursive: true);
            }
        }
    }

    private async Task<IReadOnlyList<BoardReport>> PlayAsync(Action<double, string> progress, CancellationToken cancellationToken)
    {
        progress(0, "starting broker and gateway");
        await using OwnBroker broker = await OwnBroker.StartAsync(
            _directory, "127.0.0.1", 0, inProcessOfItsOwn: true, NullLoggerFactory.Instance, _time, cancellationToken).ConfigureAwait(false);
        Dictionary<string, string> passwords = SoakFleet.Ids(_options.Boards).ToDictionary(board => board, broker.Accounts.Add);
        await broker.ReloadAsync(cancellationToken).ConfigureAwait(false);
        FaultProxy toBoards = new(broker.Port);
        FaultProxy toGateway = new(broker.Port);
        ReplayGateway gateway = new(_directory, broker, new CycleEngineOptions(), toGateway.Port);
        SoakFleet fleet = new(_options, toBoards.Port, passwords, _counts, _time);
        await using (toBoards.ConfigureAwait(false))
        await using (toGateway.ConfigureAwait(false))
        await using (gateway.ConfigureAwait(false))
        await using (fleet.ConfigureAwait(false))
        {
            await gateway.StartAsync(cancellationToken).ConfigureAwait(false);
            FaultSchedule schedule = new(_options, _directory, broker, gateway, [toBoards, toGateway], _counts, _time);
            await PlayAsync(fleet, schedule, progress, cancellationToken).ConfigureAwait(false);
            progress(1, "waiting for the gateway to close its books");
            await gateway.StopAsync(cancellationToken).ConfigureAwait(false);
            return fleet.Reports();
        }
    }

    private async Task PlayAsync(
        SoakFleet fleet, FaultSchedule schedule, Action<double, string> progress, CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using CancellationTokenSource faultsOver = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task running = fleet.RunAsync(patience.Token);
        Task faults = schedule.RunAsync(faultsOver.Token);
        long began = _time.GetTimestamp();
        while (!running.IsCompleted && !faults.IsFaulted && _time.GetElapsedTime(began) < _options.Duration)
        {
            Tell(fleet, progress, _time.GetElapsedTime(began) / _options.Duration);
            await Task.Delay(TimeSpan.FromMilliseconds(250), _time, cancellationToken).ConfigureAwait(false);
        }

        await faultsOver.CancelAsync().ConfigureAwait(false);
        await faults.ConfigureAwait(false);
        fleet.BeginEnd();
        patience.CancelAfter(_options.Patience);
        while (!running.IsCompleted)
        {
            Tell(fleet, progress, 1);
            await Task.WhenAny(running, Task.Delay(TimeSpan.FromMilliseconds(250), _time, CancellationToken.None)).ConfigureAwait(false);
        }

        await running.ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private void Tell(SoakFleet fleet, Action<double, string> progress, double share)
    {
        IReadOnlyList<BoardReport> boards = fleet.Reports();
        progress(Math.Min(share, 1), string.Create(CultureInfo.InvariantCulture,
            $"{boards.Sum(board => board.Frames):N0} frames made, {boards.Sum(board => board.FramesAcknowledged):N0} acknowledged, {_counts.Total:N0} faults"));
    }
}
