using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Gateway.Replay;

namespace EdgeLogger.Gateway.Soak;

/// <summary>Kills and cuts, one after another: every kind that is wanted in each round, in an order of chance.</summary>
internal sealed class FaultSchedule(
    SoakOptions options, string directory, OwnBroker broker, ReplayGateway gateway, FaultProxy[] networks, FaultCounts counts, TimeProvider time)
{
    private static readonly SoakFault[] Kinds = [SoakFault.GatewayKill, SoakFault.BrokerKill, SoakFault.Partition];

    private readonly Random _random = new(options.Seed);

    /// <summary>Makes faults until cancelled, and leaves everything running.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        SoakFault[] kinds = Array.FindAll(Kinds, options.Faults.Contains);
        try
        {
            while (kinds.Length > 0)
            {
                _random.Shuffle(kinds);
                foreach (SoakFault kind in kinds)
                {
                    await PauseAsync(0.2, 3, cancellationToken).ConfigureAwait(false);
                    await MakeAsync(kind, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The time for faults is over.
        }
        finally
        {
            Array.ForEach(networks, network => network.Heal());
        }
    }

    private async Task MakeAsync(SoakFault kind, CancellationToken cancellationToken)
    {
        counts.Count(kind);
        switch (kind)
        {
            case SoakFault.GatewayKill:
                // Not cancelled half way: a gateway has to be there at the end.
                await gateway.KillAndStartAsync(CancellationToken.None).ConfigureAwait(false);
                break;
            case SoakFault.BrokerKill:
                KillBroker();
                break;
            default:
                FaultProxy network = networks[_random.Next(networks.Length)];
                Action fault = _random.Next(2) == 0 ? network.Hold : network.Cut;
                fault();
                await PauseAsync(0.2, 3, cancellationToken).ConfigureAwait(false);
                network.Heal();
                break;
        }
    }

    private void KillBroker()
    {
        // 0 while it is being started again.
        if (broker.ProcessId == 0)
        {
            return;
        }

        using Process process = Process.GetProcessById(broker.ProcessId);
        process.Kill();
        if (_random.Next(2) == 0)
        {
            File.Delete(Path.Combine(DataDirectory.Broker(directory), "mosquitto.db"));
        }
    }

    private Task PauseAsync(double leastS, double mostS, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromSeconds(leastS + (_random.NextDouble() * (mostS - leastS))), time, cancellationToken);
}
