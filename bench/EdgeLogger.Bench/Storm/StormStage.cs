using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Bench.Replay;
using EdgeLogger.Cycles.Model;
using EdgeLogger.FrameLog;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Harness;
using EdgeLogger.Mqtt.Brokers;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeLogger.Bench.Storm;

/// <summary>
/// What a storm comes upon: a gateway in a process of its own, with mosquitto as another, or with its built-in broker inside.
/// </summary>
internal sealed partial class StormStage : IAsyncDisposable
{
    private const double Mib = 1024 * 1024;

    private readonly string _directory;
    private OwnBroker? _mosquitto;
    private ReplayGateway? _gateway;
    private ServeProcess? _both;
    private int _port;

    private StormStage(string directory) => _directory = directory;

    public int Port => _mosquitto?.Port ?? _port;

    /// <summary>The broker's name and version.</summary>
    public string Broker { get; private set; } = "";

    /// <summary>Each board's password.</summary>
    public IReadOnlyDictionary<string, string> Passwords { get; private set; } = new Dictionary<string, string>();

    /// <summary>Makes accounts, and starts broker and gateway.</summary>
    /// <param name="directory">The gateway's folder, empty.</param>
    /// <param name="brokerInside">Whether the broker is inside the gateway.</param>
    /// <param name="boards">How many accounts.</param>
    /// <param name="time">Clock of the broker's supervision.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<StormStage> StartAsync(
        string directory, bool brokerInside, int boards, TimeProvider time, CancellationToken cancellationToken)
    {
        StormStage stage = new(directory);
        List<string> names = [.. Enumerable.Range(1, boards)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"storm-{i}"))];
        if (brokerInside)
        {
            stage.Passwords = BrokerAccounts.Open(DataDirectory.Broker(directory)).AddAll(names);
            await stage.StartBothAsync(cancellationToken).ConfigureAwait(false);
        }
        else
        {
            stage._mosquitto = await OwnBroker.StartAsync(
                BrokerKind.Mosquitto, directory, new BrokerListening(), NullLoggerFactory.Instance, time,
                cancellationToken).ConfigureAwait(false);
            stage.Broker = stage._mosquitto.Description;
            stage.Passwords = stage._mosquitto.Accounts.AddAll(names);
            await stage._mosquitto.ReloadAsync(cancellationToken).ConfigureAwait(false);
            stage._gateway = new ReplayGateway(directory, stage._mosquitto, new CycleEngineOptions());
            await stage._gateway.StartAsync(cancellationToken).ConfigureAwait(false);
        }

        return stage;
    }

    /// <summary>Kills the broker, with the gateway if it is inside; whatever was killed is started again.</summary>
    public async Task KillBrokerAsync(CancellationToken cancellationToken)
    {
        if (_both is { } both)
        {
            await both.KillAsync().ConfigureAwait(false);
            await both.DisposeAsync().ConfigureAwait(false);
            await StartBothAsync(cancellationToken).ConfigureAwait(false);
        }
        else
        {
            // Its supervision starts it again.
            using Process process = Process.GetProcessById(_mosquitto!.ProcessId);
            process.Kill();
        }
    }

    /// <summary>The most memory that each process has had.</summary>
    public string PeakMemory() => _mosquitto is { } mosquitto
        ? $"gateway {Peak(GatewayProcess())}, broker {Peak(mosquitto.ProcessId)}, boards {Peak(Environment.ProcessId)}"
        : $"gateway with broker {Peak(GatewayProcess())}, boards {Peak(Environment.ProcessId)}";

    /// <summary>Lets the gateway store what it knows, and ends it.</summary>
    public Task StopAsync(CancellationToken cancellationToken) =>
        _gateway?.StopAsync(cancellationToken) ?? ChildGateway.StopAsync(_both!, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable? part in (IAsyncDisposable?[])[_both, _gateway, _mosquitto])
        {
            if (part is not null)
            {
                await part.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task StartBothAsync(CancellationToken cancellationToken) =>
        _both = await ChildGateway.StartAsync(
            [
                "serve", "--data", _directory, "--web", "-1", "--stop-with-input",
                "--listen", "127.0.0.1", "--port", _port.ToString(CultureInfo.InvariantCulture), "--tls-port", "-1",
            ],
            new Dictionary<string, string>(), Hear, cancellationToken).ConfigureAwait(false);

    private void Hear(string line)
    {
        if (BrokerLine().Match(line) is { Success: true } match)
        {
            Broker = match.Groups["name"].Value + ", inside the gateway";
            _port = int.Parse(match.Groups["port"].Value, CultureInfo.InvariantCulture);
        }
    }

    private int GatewayProcess() =>
        int.TryParse(DirectoryLock.HolderOf(_directory), CultureInfo.InvariantCulture, out int id) ? id : 0;

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

    [GeneratedRegex(@"^broker: (?<name>.*) on 127\.0\.0\.1:(?<port>\d+),")]
    private static partial Regex BrokerLine();
}
