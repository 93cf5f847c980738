using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Mqtt.Brokers;
using EdgeLogger.Mqtt.MqttNet;
using EdgeLogger.Testing;
using Microsoft.Extensions.Time.Testing;

namespace EdgeLogger.Mqtt.Tests.Brokers;

/// <summary>What somebody without an account can take of the process that the built-in broker is in.</summary>
public sealed class BrokerLimitTests : IAsyncDisposable
{
    private static readonly byte[] HalfConnect = [0x10, 0x20, 0, 4, (byte)'M', (byte)'Q'];

    private readonly ScratchDirectory _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly BrokerAccounts _accounts;
    private readonly MqttNetBroker _broker;

    public BrokerLimitTests()
    {
        _accounts = BrokerAccounts.Open(Path.Combine(_folder.Path, "accounts"));
        _broker = new MqttNetBroker(new BrokerOptions { Port = 0, DataDirectory = Path.Combine(_folder.Path, "broker") }, _accounts, _time);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _broker.DisposeAsync();
        _folder.Dispose();
    }

    [Fact, Trait("Fault", "62")]
    public async Task Who_sends_no_whole_CONNECT_in_ten_seconds_is_cut_off_and_who_signed_in_stays()
    {
        await Within.Patience(_broker.StartAsync(Ct));
        using NetworkStream silent = await ConnectAsync();
        using NetworkStream half = await ConnectAsync();
        await half.WriteAsync(HalfConnect, Ct);
        string password = _accounts.Add("board-a");
        await using IMqttLink board = MqttLinks.CreateManaged(MqttLinkOptions.ForBoard("127.0.0.1", _broker.Port, "board-a", password), TimeProvider.System);
        await Within.Patience(board.ConnectAsync(Ct));

        _time.Advance(TimeSpan.FromSeconds(10));

        await Within.Patience(EndedAsync(silent));
        await Within.Patience(EndedAsync(half));
        await Within.Patience(board.PublishAsync("el/1/board-a/live", new byte[] { 1 }, MqttQos.AtLeastOnce, false, Ct));
    }

    [Fact, Trait("Fault", "62")]
    public async Task A_CONNECT_that_claims_more_than_4_KiB_gets_no_memory_but_is_cut_off_at_once()
    {
        await Within.Patience(_broker.StartAsync(Ct));
        using NetworkStream large = await ConnectAsync();
        // 0x80 0x20: 4,096 bytes behind a header of 3.
        await large.WriteAsync(new byte[] { 0x10, 0x80, 0x20 }, Ct);
        await Within.Patience(EndedAsync(large));
    }

    [Fact, Trait("Fault", "62")]
    public void No_address_takes_all_connections_and_this_machine_always_gets_some()
    {
        ConnectionLimits limits = ConnectionLimits.Of(new BrokerOptions { DataDirectory = "", MaximumConnections = 8, MaximumConnectionsPerAddress = 100 });
        IPAddress greedy = IPAddress.Parse("203.0.113.5");
        int taken = 0;
        for (; limits.TryEnter(greedy); taken++)
        {
            Assert.True(taken < 8);
        }

        Assert.Equal(6, taken);
        Assert.True(limits.TryEnter(IPAddress.Parse("203.0.113.6")));
        Assert.True(limits.TryEnter(IPAddress.Parse("203.0.113.7")));
        Assert.False(limits.TryEnter(IPAddress.Parse("203.0.113.8")));
        Assert.True(limits.TryEnter(IPAddress.Loopback));
        limits.Leave(IPAddress.Loopback);
        limits.Leave(greedy);
        Assert.True(limits.TryEnter(IPAddress.Parse("203.0.113.8")));
        Assert.False(limits.TryEnter(greedy));
    }

    [Theory, Trait("Fault", "62")]
    [InlineData(100, 16, 16)]
    [InlineData(800, 36, 252)]
    [InlineData(1024, 64, 448)]
    [InlineData(20_000, 1000, 18_488)]
    [InlineData(long.MaxValue, 1000, int.MaxValue)]
    public void Of_few_handles_the_log_has_its_own_before_page_and_broker_share_the_rest(long limit, int page, int broker)
    {
        HandleBudget budget = new(limit);
        Assert.Equal((page, broker), (budget.Page, budget.Broker));
    }

    private async Task<NetworkStream> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, _broker.Port, Ct);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static async Task EndedAsync(NetworkStream stream)
    {
        try
        {
            Assert.Equal(0, await stream.ReadAsync(new byte[16], Ct));
        }
        catch (IOException)
        {
            // Reset: ended as well.
        }
    }
}
