using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Bench.Replay;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Harness;

namespace EdgeLogger.Bench.Soak;

/// <summary>Kills and cuts, one after another: every kind that is wanted in each round, in an order of chance.</summary>
internal sealed class FaultSchedule(
    SoakOptions options, string directory, OwnBroker broker, ReplayGateway gateway, FaultProxy[] networks, SmallDisk? disk,
    FaultCounts counts, TimeProvider time)
{
    private const double ShortestPauseS = 0.2;

    private static readonly SoakFault[] Kinds =
        [SoakFault.GatewayKill, SoakFault.BrokerKill, SoakFault.Partition, SoakFault.DiskFull];
    private static readonly TimeSpan UntilDiskIsNoticed = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan UntilDiskIsUsed = TimeSpan.FromSeconds(35);

    private readonly Random _random = new(options.Seed);

    // Short enough that every kind has its turns, long enough that the chain also runs at peace between two.
    private readonly double _longestPauseS = Math.Clamp(options.Duration.TotalSeconds / 20, 0.5, 10);

    private readonly TaskCompletionSource _firstRound = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _brokerWasKilled;

    /// <summary>Ends when every kind has had a turn, or there are no more faults.</summary>
    public Task FirstRound => _firstRound.Task;

    /// <summary>Makes faults until cancelled, and leaves everything running.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        SoakFault[] kinds = Array.FindAll(
            Kinds, kind => options.Faults.Contains(kind) && (kind != SoakFault.DiskFull || disk is not null));
        try
        {
            while (kinds.Length > 0)
            {
                _random.Shuffle(kinds);
                foreach (SoakFault kind in kinds)
                {
                    await PauseAsync(_longestPauseS, cancellationToken).ConfigureAwait(false);
                    await MakeAsync(kind, cancellationToken).ConfigureAwait(false);
                }

                _firstRound.TrySetResult();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The time for faults is over.
        }
        finally
        {
            _firstRound.TrySetResult();
            Array.ForEach(networks, network => network.Heal());
            disk?.Free();
        }
    }

    private async Task MakeAsync(SoakFault kind, CancellationToken cancellationToken)
    {
        switch (kind)
        {
            case SoakFault.GatewayKill:
                counts.Count(kind);
                // Not cancelled half way: a gateway has to be there at the end.
                await gateway.KillAndStartAsync(CancellationToken.None).ConfigureAwait(false);
                break;
            case SoakFault.BrokerKill:
                await KillBrokerAsync(cancellationToken).ConfigureAwait(false);
                break;
            case SoakFault.DiskFull:
                await FillDiskAsync(cancellationToken).ConfigureAwait(false);
                break;
            default:
                counts.Count(kind);
                FaultProxy network = networks[_random.Next(networks.Length)];
                Action fault = _random.Next(2) == 0 ? network.Hold : network.Cut;
                fault();
                await PauseAsync(Math.Min(_longestPauseS, 3), cancellationToken).ConfigureAwait(false);
                network.Heal();
                break;
        }
    }

    private async Task KillBrokerAsync(CancellationToken cancellationToken)
    {
        // 0 while it is being started again. Only its first kill waits for that: one that is killed as often as it comes up lets
        // nothing pass.
        while (broker.ProcessId == 0)
        {
            if (_brokerWasKilled)
            {
                return;
            }

            await PauseAsync(ShortestPauseS, cancellationToken).ConfigureAwait(false);
        }

        _brokerWasKilled = true;

        counts.Count(SoakFault.BrokerKill);
        using Process process = Process.GetProcessById(broker.ProcessId);
        process.Kill();
        if (_random.Next(2) == 0)
        {
            File.Delete(Path.Combine(DataDirectory.Broker(directory), "mosquitto.db"));
        }
    }

    // Only a full disk that the gateway has reported is counted, and it has room again before the next fault: the log tries again
    // after growing pauses.
    private async Task FillDiskAsync(CancellationToken cancellationToken)
    {
        Task full = gateway.WhenSaidAsync("is full");
        disk!.Fill();
        try
        {
            await full.WaitAsync(UntilDiskIsNoticed, time, cancellationToken).ConfigureAwait(false);
            counts.Count(SoakFault.DiskFull);
            await PauseAsync(Math.Min(_longestPauseS, 3), cancellationToken).ConfigureAwait(false);
            Task good = gateway.WhenSaidAsync("takes frames again");
            disk.Free();
            await good.WaitAsync(UntilDiskIsUsed, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Nothing came that needed room.
        }
        finally
        {
            disk.Free();
        }
    }

    private Task PauseAsync(double mostS, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromSeconds(ShortestPauseS + (_random.NextDouble() * (mostS - ShortestPauseS))), time,
            cancellationToken);
}
