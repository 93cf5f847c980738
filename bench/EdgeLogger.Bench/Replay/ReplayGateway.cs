using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Harness;
using EdgeLogger.Mqtt.Brokers;

namespace EdgeLogger.Bench.Replay;

/// <summary>The gateway of a replay: one process after another, as often as it is killed.</summary>
internal sealed class ReplayGateway(string directory, OwnBroker broker, CycleEngineOptions engine, int? port = null)
    : IAsyncDisposable
{
    private ServeProcess? _process;
    private event Action<string>? Heard;

    /// <summary>Memory that it occupies, bytes; 0 while there is none.</summary>
    public long ResidentBytes => _process?.ResidentBytes ?? 0;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _process = await ChildGateway.StartAsync(Arguments(), new Dictionary<string, string>
        {
            [BrokerUrl.PasswordVariable] = broker.Accounts.GatewayPassword,
        }, line => Heard?.Invoke(line), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Kills it as a power loss would, and starts another on the same folder.</summary>
    public async Task KillAndStartAsync(CancellationToken cancellationToken)
    {
        await _process!.KillAsync().ConfigureAwait(false);
        await _process.DisposeAsync().ConfigureAwait(false);
        await StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits for the next line that it says with this text in it.</summary>
    public Task WhenSaidAsync(string text)
    {
        TaskCompletionSource said = new(TaskCreationOptions.RunContinuationsAsynchronously);
        void Hear(string line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                Heard -= Hear;
                said.TrySetResult();
            }
        }

        Heard += Hear;
        return said.Task;
    }

    /// <summary>Lets it store what it knows, and ends it.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => ChildGateway.StopAsync(_process!, cancellationToken);

    public ValueTask DisposeAsync() => _process?.DisposeAsync() ?? ValueTask.CompletedTask;

    private List<string> Arguments()
    {
        List<string> arguments =
        [
            "serve", "--data", directory, "--web", "-1", "--stop-with-input",
            "--mqtt", string.Create(
                CultureInfo.InvariantCulture, $"mqtt://{BrokerAccounts.GatewayUser}@127.0.0.1:{port ?? broker.Port}"),
            "--order", engine.Order switch
            {
                CycleOrder.ChargeFirst => "charge-first",
                CycleOrder.DischargeFirst => "discharge-first",
                _ => "auto",
            },
        ];
        if (engine.NominalAh is { } ah)
        {
            arguments.AddRange(["--nominal-ah", ah.ToString("R", CultureInfo.InvariantCulture)]);
        }

        return arguments;
    }
}
