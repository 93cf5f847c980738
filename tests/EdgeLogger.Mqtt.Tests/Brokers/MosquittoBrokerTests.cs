using System;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Mqtt.Brokers;
using EdgeLogger.Mqtt.Choice;
using EdgeLogger.Testing;

namespace EdgeLogger.Mqtt.Tests.Brokers;

/// <summary>mosquitto as a child process: never two, never an orphan.</summary>
public sealed class MosquittoBrokerTests : IDisposable
{
    private readonly ScratchDirectory _folder = new();
    private readonly BrokerAccounts _accounts;

    public MosquittoBrokerTests() => _accounts = BrokerAccounts.Open(Path.Combine(_folder.Path, "accounts"));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string BrokerFolder => Path.Combine(_folder.Path, "broker");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task One_that_dies_is_started_again_on_the_same_port()
    {
        await using MosquittoBroker broker = Broker();
        var died = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        broker.Died += reason => died.TrySetResult(reason);
        await broker.StartAsync(Ct);
        int first = broker.ProcessId;

        UnixSignal.Send(first, UnixSignal.Kill);

        Assert.Contains("137", await Within.Patience(died.Task), StringComparison.Ordinal);
        await using IMqttLink link = await Within.Patience(ConnectPersistentlyAsync(broker.Port));
        Assert.NotEqual(first, broker.ProcessId);
    }

    [Fact]
    public async Task One_that_a_killed_gateway_left_behind_is_ended_at_the_next_start()
    {
        await using MosquittoBroker broker = Broker();
        await broker.StartAsync(Ct);
        await broker.DisposeAsync();
        string configuration = Path.Combine(BrokerFolder, "mosquitto.conf");
        using MosquittoProcess orphan = await OrphanAsync(configuration);

        await using MosquittoBroker next = Broker();
        await next.StartAsync(Ct);

        await Within.Patience(orphan.Ended);
        Assert.True(StaleMosquitto.IsOurs(next.ProcessId, configuration));
    }

    [Fact, Trait("Fault", "62")]
    public async Task It_takes_no_more_connections_than_there_may_be()
    {
        string password = _accounts.Add("board-a");
        await using MosquittoBroker broker = new(
            new BrokerOptions { Port = 0, DataDirectory = BrokerFolder, MaximumConnections = 1 }, _accounts, TimeProvider.System);
        await broker.StartAsync(Ct);
        await using IMqttLink first = await Within.Patience(ConnectPersistentlyAsync(broker.Port));
        await using IMqttLink second =
            MqttLinks.Create(MqttLinkOptions.ForBoard("127.0.0.1", broker.Port, "board-a", password), TimeProvider.System);
        await Assert.ThrowsAsync<MqttUnreachableException>(() => Within.Patience(second.ConnectAsync(Ct)));
    }

    [Fact]
    public async Task A_process_id_that_was_given_to_someone_else_is_left_alone()
    {
        Directory.CreateDirectory(BrokerFolder);
        await File.WriteAllTextAsync(
            Path.Combine(BrokerFolder, "mosquitto.pid"), Environment.ProcessId.ToString(CultureInfo.InvariantCulture), Ct);

        await using MosquittoBroker broker = Broker();
        await broker.StartAsync(Ct);

        Assert.NotEqual(Environment.ProcessId, broker.ProcessId);
    }

    [Fact]
    public async Task Two_gateways_do_not_share_a_broker_folder()
    {
        await using MosquittoBroker first = Broker();
        await first.StartAsync(Ct);
        await using MosquittoBroker second = Broker();

        var error = await Assert.ThrowsAsync<BrokerException>(() => second.StartAsync(Ct));

        Assert.Contains(BrokerFolder, error.Message, StringComparison.Ordinal);
        await using IMqttLink link = await Within.Patience(ConnectPersistentlyAsync(first.Port));
    }

    [Fact]
    public async Task It_ends_when_the_pipe_to_the_gateway_closes()
    {
        await using MosquittoBroker broker = Broker();
        await broker.StartAsync(Ct);
        string configuration = Path.Combine(BrokerFolder, "mosquitto.conf");
        await broker.DisposeAsync();
        using MosquittoProcess process = await OrphanAsync(configuration);

        // What the system does with the pipe when the gateway is killed with SIGKILL.
        process.Kill();

        Assert.Equal(137, await Within.Patience(process.Ended));
    }

    [Fact]
    public async Task It_leaves_no_process_behind_when_disposed()
    {
        MosquittoBroker broker = Broker();
        await broker.StartAsync(Ct);
        int processId = broker.ProcessId;

        await broker.DisposeAsync();

        Assert.False(StaleMosquitto.IsOurs(processId, Path.Combine(BrokerFolder, "mosquitto.conf")));
    }

    private static async Task<MosquittoProcess> OrphanAsync(string configuration)
    {
        var log = new MosquittoLog(_ => { });
        MosquittoProcess process =
            await MosquittoProcess.StartAsync(MosquittoBroker.FindExecutable()!, configuration, log.Take);
        await Within.Patience(log.Running);
        return process;
    }

    private MosquittoBroker Broker() =>
        new(new BrokerOptions { Port = 0, DataDirectory = BrokerFolder }, _accounts, TimeProvider.System);

    private async Task<IMqttLink> ConnectPersistentlyAsync(int port)
    {
        var options = new MqttLinkOptions
        {
            Host = "127.0.0.1",
            Port = port,
            ClientId = "gateway",
            Username = BrokerAccounts.GatewayUser,
            Password = _accounts.GatewayPassword,
        };
        while (true)
        {
            IMqttLink link = MqttLinks.Create(options, TimeProvider.System);
            try
            {
                await link.ConnectAsync(Ct);
                return link;
            }
            catch (MqttUnreachableException)
            {
                await link.DisposeAsync();
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Ct);
            }
        }
    }
}
