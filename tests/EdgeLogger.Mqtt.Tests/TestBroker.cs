using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Mqtt.Brokers;
using EdgeLogger.Testing;

namespace EdgeLogger.Mqtt.Tests;

/// <summary>A real broker of one test: user "gateway", free choice of client id, topics below el/.</summary>
public abstract class TestBroker : IAsyncDisposable
{
    public const int MaximumPacketSize = 1 << 20;

    private int _clients;

    protected TestBroker()
    {
        Folder = new ScratchDirectory();
        Accounts = BrokerAccounts.Open(Path.Combine(Folder.Path, "accounts"));
    }

    public abstract int Port { get; }

    public BrokerAccounts Accounts { get; }

    protected ScratchDirectory Folder { get; }

    public MqttLinkOptions Options(string? clientId = null) => new()
    {
        Host = "127.0.0.1",
        Port = Port,
        ClientId = clientId ?? $"client-{Interlocked.Increment(ref _clients)}",
        Username = BrokerAccounts.GatewayUser,
        Password = Accounts.GatewayPassword,
        MaximumPacketSize = 2 * MaximumPacketSize,
    };

    /// <summary>Ends it as a power cut would.</summary>
    public abstract Task KillAsync();

    public virtual ValueTask DisposeAsync()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
