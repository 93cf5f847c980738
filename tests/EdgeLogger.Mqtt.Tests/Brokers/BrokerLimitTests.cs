using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using EdgeLogger.Mqtt.Brokers;
using EdgeLogger.Mqtt.Brokers.Certificates;
using EdgeLogger.Mqtt.Choice;
using EdgeLogger.Mqtt.MqttNet;
using EdgeLogger.Testing;
using Microsoft.Extensions.Time.Testing;

namespace EdgeLogger.Mqtt.Tests.Brokers;

/// <summary>What somebody without an account can take of the process that the built-in broker is in.</summary>
public sealed class BrokerLimitTests : IAsyncDisposable
{
    private static readonly byte[] HalfConnect = [0x10, 0x20, 0, 4, (byte)'M', (byte)'Q'];

    // The head of a record of 64 KiB, and no more.
    private static readonly byte[] HalfHandshake = [0x16, 3, 1, 0xFF, 0xFF, 1];

    private readonly ScratchDirectory _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly BrokerAccounts _accounts;
    private readonly BrokerCertificates _certificates;
    private MqttNetBroker _broker;

    public BrokerLimitTests()
    {
        _accounts = BrokerAccounts.Open(Path.Combine(_folder.Path, "accounts"));
        _certificates = BrokerCertificates.Open(
            _folder.File("tls"), () => new HashSet<string> { "127.0.0.1" }, TimeProvider.System);
        _broker = Broker();
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
        using NetworkStream silent = await ConnectAsync(_broker.Port);
        using NetworkStream half = await ConnectAsync(_broker.Port);
        await half.WriteAsync(HalfConnect, Ct);
        string password = _accounts.Add("board-a");
        await using IMqttLink board =
            MqttLinks.Create(MqttLinkOptions.ForBoard("127.0.0.1", _broker.Port, "board-a", password), TimeProvider.System);
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
        using NetworkStream large = await ConnectAsync(_broker.Port);
        // 0x80 0x20: 4,096 bytes behind a header of 3.
        await large.WriteAsync(new byte[] { 0x10, 0x80, 0x20 }, Ct);
        await Within.Patience(EndedAsync(large));
    }

    [Fact, Trait("Fault", "62")]
    public void No_address_takes_all_connections_and_this_machine_always_gets_some()
    {
        ConnectionLimits limits = ConnectionLimits.Of(
            new BrokerOptions { DataDirectory = "", MaximumConnections = 8, MaximumConnectionsPerAddress = 100 });
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

    [Fact, Trait("Fault", "62")]
    public async Task A_TLS_handshake_and_the_CONNECT_after_it_have_ten_seconds_together_and_who_signed_in_stays()
    {
        await Within.Patience(_broker.StartAsync(Ct));
        using NetworkStream silent = await ConnectAsync(_broker.TlsPort);
        using NetworkStream half = await ConnectAsync(_broker.TlsPort);
        await half.WriteAsync(HalfHandshake, Ct);
        await using SslStream shaken = await ShakenAsync();
        await using IMqttLink board = await BoardAsync();

        _time.Advance(TimeSpan.FromSeconds(10));

        await Within.Patience(EndedAsync(silent));
        await Within.Patience(EndedAsync(half));
        await Within.Patience(EndedAsync(shaken));
        await Within.Patience(board.PublishAsync("el/1/board-a/live", new byte[] { 1 }, MqttQos.AtLeastOnce, false, Ct));
    }

    [Fact, Trait("Fault", "62")]
    public async Task Half_done_TLS_handshakes_are_few_and_the_oldest_of_an_address_makes_room_for_a_new_one()
    {
        await _broker.DisposeAsync();
        _broker = Broker(handshakes: 4);
        await Within.Patience(_broker.StartAsync(Ct));
        // 16 are added for this machine, which the peers of this test come from.
        using Connections taken = await ConnectAsync(20, _broker.TlsPort);

        using NetworkStream oneMore = await ConnectAsync(_broker.TlsPort);
        Task[] ended = [.. taken.Select(EndedAsync)];
        await Within.Patience(Task.WhenAny(ended));
        // The time stands still: none of them has ended by itself.
        await Within.Patience(UntilABoardGetsInAsync());
        _time.Advance(TimeSpan.FromSeconds(10));
        await Within.Patience(Task.WhenAll([.. ended, EndedAsync(oneMore)]));
    }

    [Fact, Trait("Fault", "62")]
    public async Task The_limit_of_connections_is_one_for_both_listeners()
    {
        await _broker.DisposeAsync();
        _broker = Broker(connections: 8);
        await Within.Patience(_broker.StartAsync(Ct));
        Channel<BrokerRefusal> refusals = Channel.CreateUnbounded<BrokerRefusal>();
        _broker.Refused += refusal => refusals.Writer.TryWrite(refusal);

        // Again with the 16 of this machine: 24 in all.
        using Connections plain = await ConnectAsync(13, _broker.Port);
        using Connections secure = await ConnectAsync(13, _broker.TlsPort);

        for (int refused = 0; refused < 2; refused++)
        {
            Assert.Equal("too many connections", (await Within.Patience(refusals.Reader.ReadAsync(Ct))).What);
        }

        Assert.False(refusals.Reader.TryRead(out _));
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

    private async Task UntilABoardGetsInAsync()
    {
        while (true)
        {
            try
            {
                await using IMqttLink board = await BoardAsync();
                return;
            }
            catch (MqttUnreachableException)
            {
                // The broker still tidies up.
            }
        }
    }

    private MqttNetBroker Broker(int connections = 20_000, int handshakes = 256) => new(
        new BrokerOptions
        {
            Port = 0,
            Tls = new BrokerTls("127.0.0.1", 0, _certificates),
            DataDirectory = _folder.File("broker"),
            MaximumConnections = connections,
            MaximumHandshakes = handshakes,
        },
        _accounts, _time);

    private async Task<IMqttLink> BoardAsync()
    {
        MqttLinkOptions options =
            MqttLinkOptions.ForBoard("127.0.0.1", _broker.TlsPort!.Value, "board-a", _accounts.Add("board-a")) with
            {
                UseTls = true,
                CaFile = _certificates.AuthorityCertificateFile,
                ConnectTimeout = Soon.Patience,
            };
        IMqttLink board = MqttLinks.Create(options, TimeProvider.System);
        await Within.Patience(board.ConnectAsync(Ct));
        return board;
    }

    // Somebody who has done the handshake and says nothing more.
    private async Task<SslStream> ShakenAsync()
    {
        SslStream tls = new(await ConnectAsync(_broker.TlsPort), leaveInnerStreamOpen: false);
        X509ChainPolicy policy = new()
        { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(_certificates.AuthorityCertificateFile);
        await Within.Patience(tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "127.0.0.1", CertificateChainPolicy = policy }, Ct));
        return tls;
    }

    private static async Task<Connections> ConnectAsync(int count, int? port)
    {
        Connections all = [];
        for (int i = 0; i < count; i++)
        {
            all.Add(await ConnectAsync(port));
        }

        return all;
    }

    private static async Task<NetworkStream> ConnectAsync(int? port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port!.Value, Ct);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static async Task EndedAsync(Stream stream)
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

    private sealed class Connections : List<NetworkStream>, IDisposable
    {
        public void Dispose() => ForEach(one => one.Dispose());
    }
}
