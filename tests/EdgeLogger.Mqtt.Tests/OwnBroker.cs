using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Mqtt.Brokers;
using EdgeLogger.Mqtt.Choice;

namespace EdgeLogger.Mqtt.Tests;

/// <summary>One of the gateway's own brokers, as it is.</summary>
internal sealed class OwnBroker : TestBroker
{
    private readonly IBroker _broker;

    private OwnBroker(BrokerKind kind)
    {
        var options = new BrokerOptions
        {
            Port = 0,
            DataDirectory = Path.Combine(Folder.Path, "broker"),
            MaximumPacketSize = MaximumPacketSize,
            MaximumQueuedMessages = 100_000,
        };
        _broker = MqttBrokers.Create(kind, options, Accounts, System.TimeProvider.System);
    }

    public override int Port => _broker.Port;

    public static async Task<TestBroker> StartAsync(BrokerKind kind)
    {
        var broker = new OwnBroker(kind);
        await Within.Patience(broker._broker.StartAsync(CancellationToken.None));
        return broker;
    }

    public override Task KillAsync() => _broker.DisposeAsync().AsTask();

    public override async ValueTask DisposeAsync()
    {
        await _broker.DisposeAsync();
        await base.DisposeAsync();
    }
}
