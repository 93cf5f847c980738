using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Harness;
using EdgeLogger.Ingest;
using EdgeLogger.Loops;
using EdgeLogger.Mqtt;
using EdgeLogger.Mqtt.Brokers;
using EdgeLogger.Mqtt.Choice;
using EdgeLogger.RealProcesses;
using EdgeLogger.Testing;
using EdgeLogger.Testing.Frames;
using EdgeLogger.Topics;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeLogger.Faults.Tests.Gateway;

/// <summary>What the broker keeps of boards, for anyone who asks it how they are.</summary>
public sealed class RetainedStateTests : IAsyncDisposable
{
    private const string Board = "bench-01";
    private static readonly BoardTopics Topics = new(Board);

    private readonly ScratchDirectory _folder = new();
    private GatewayHost _gateway = null!;
    private IMqttLink _link = null!;
    private byte[] _key = [];

    public static TheoryData<BrokerKind> Kinds => [BrokerKind.MqttNet, BrokerKind.Mosquitto];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _link.DisposeAsync();
        await _gateway.DisposeAsync();
        _folder.Dispose();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_state_without_a_signature_hides_the_good_one_from_nobody_who_reads_it_at_the_broker(BrokerKind kind)
    {
        await StartAsync(kind);
        byte[] good = Signed("""{"v":1,"online":true,"board":"bench-01","firmware":"7.7.7","start":4,"n":8,"connects":2,"streams":[]}""");
        await RetainAsync(Topics.State, good);
        await Soon.Until(() => State is not null);

        await RetainAsync(Topics.State, """{"v":1,"online":true,"firmware":"6.6.6"}"""u8.ToArray());
        await UntilKeptAsync(Topics.State, good);

        ProgramResult list = await ProgramInProcess.RunAsync(Token, "board", "list", "--data", _folder);
        ProgramResult show = await ProgramInProcess.RunAsync(Token, "board", "show", Board, "--data", _folder);
        Assert.All((string[])[list.Output, show.Output], output =>
        {
            Assert.Contains("firmware 7.7.7", output, StringComparison.Ordinal);
            Assert.Contains("1 message refused as unsigned", output, StringComparison.Ordinal);
        });

        await RetainAsync(Topics.State, []);
        await UntilKeptAsync(Topics.State, good);
        Assert.NotNull(State);
    }

    [Fact]
    public async Task A_last_will_that_is_put_back_is_not_a_sign_of_life()
    {
        await StartAsync();
        byte[] will = Signed("""{"v":1,"online":false,"start":4,"connects":2}""");
        await RetainAsync(Topics.State, will);
        await Soon.Until(() => State is not null);
        BoardState before = State!;

        await RetainAsync(Topics.State, "{}"u8.ToArray());
        await UntilKeptAsync(Topics.State, will);
        await RetainAsync(new BoardTopics("marker").State, """{"online":true}"""u8.ToArray());
        await Soon.Until(() => _gateway.Ingest.States.Find("marker") is not null);

        Assert.Same(before, State);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_revoked_board_leaves_nothing_at_the_broker_and_is_not_shown_any_more(BrokerKind kind)
    {
        await StartAsync(kind);
        await RetainAsync(Topics.State, Signed("""{"v":1,"online":true,"start":4,"n":8,"connects":2}"""));
        await RetainAsync(Topics.Schema, _gateway.Keys.Find(Board)!.SignDocument(Topics.Schema, """{"v":1,"board":"bench-01","streams":[]}"""u8.ToArray()));
        await RetainAsync(Topics.Config, """{"v":1,"version":8}"""u8.ToArray());
        await Soon.Until(() => State is not null);

        ProgramResult revoked = await ProgramInProcess.RunAsync(Token, "board", "revoke", Board, "--data", _folder);

        Assert.Contains("clears its retained messages within seconds", revoked.Output, StringComparison.Ordinal);
        using CancellationTokenSource patience = new(Soon.Patience);
        while ((await KeptAsync()).Count > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
        }

        await Soon.Until(() => State is null);
        Assert.Empty(_gateway.Status().Problems);
    }

    [Fact]
    public async Task A_state_that_cannot_be_put_back_is_named_until_one_can()
    {
        await StartAsync();
        await RetainAsync(Topics.State, Signed("""{"v":1,"online":true,"start":4,"n":8,"connects":2}"""));
        await Soon.Until(() => State is not null);
        LoopHealth health = new(_ => { });
        Exception? fault = new InvalidOperationException("nobody foresaw it");
        await using RetainedTopics retained = new(
            (_, _, _) => fault is null ? ValueTask.CompletedTask : ValueTask.FromException(fault), _gateway.Ingest.States,
            _gateway.Keys, health);

        retained.PutBack(Board);
        await Soon.Until(() => health.Problems.Any(
            problem => problem.Contains("'keeping of the boards' retained messages'", StringComparison.Ordinal)));
        fault = null;
        retained.PutBack(Board);
        await Soon.Until(() => health.Problems.Count == 0);
    }

    [Fact]
    public async Task What_the_broker_itself_refuses_is_counted_apart_from_what_ingest_refuses()
    {
        await StartAsync();
        await using IMqttLink stranger =
            MqttLinks.Create(MqttLinkOptions.ForBoard("127.0.0.1", _gateway.Broker!.Port, Board, "wrong"), TimeProvider.System);
        await Assert.ThrowsAsync<MqttRefusedException>(() => stranger.ConnectAsync(Token));
        Assert.Equal((0, 1), (_gateway.Status().FramesRefused, _gateway.Status().BrokerRefusals));

        await RetainAsync(Topics.State, "{}"u8.ToArray());
        await Soon.Until(() => _gateway.Status().FramesRefused == 1);
        Assert.Equal(1, _gateway.Status().BrokerRefusals);
    }

    private BoardState? State => _gateway.Ingest.States.Find(Board);

    private async Task StartAsync(BrokerKind kind = BrokerKind.MqttNet)
    {
        _gateway = await GatewayHost.StartAsync(new GatewayOptions { DataDirectory = _folder.Path, Broker = kind },
            NullLoggerFactory.Instance, TimeProvider.System, Token);
        OwnBroker broker = _gateway.Broker!;
        broker.Accounts.Add(Board);
        await broker.ReloadAsync(Token);
        _key = _gateway.Keys.Begin(Board);
        _gateway.Keys.Finish(Board, _key, new Dictionary<ulong, uint>());
        _link = await ConnectAsync(7);
        await Soon.Until(() => _gateway.Session.IsUp);
    }

    // mosquitto takes the user's name for the client id: a second one of that name would end the first.
    private async Task<IMqttLink> ConnectAsync(int user)
    {
        IMqttLink link = MqttLinks.Create(
            _gateway.Broker!.GatewayLink()
            with
            { ClientId = $"reader-{Guid.NewGuid():N}", Username = BrokerAccounts.CommandUser(user) }, TimeProvider.System);
        await link.ConnectAsync(Token).InTime();
        return link;
    }

    private byte[] Signed(string state) => LibraryHash.Of(_key).SignDocument(Topics.State, Encoding.UTF8.GetBytes(state));

    private async Task RetainAsync(string topic, byte[] payload) =>
        await _link.PublishAsync(topic, payload, MqttQos.AtLeastOnce, retain: true, Token);

    private async Task UntilKeptAsync(string topic, byte[] wanted)
    {
        using CancellationTokenSource patience = new(Soon.Patience);
        while (!(await KeptAsync()).TryGetValue(topic, out byte[]? kept) || !kept.AsSpan().SequenceEqual(wanted))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
        }
    }

    // What a new reader is given before anything that is published now.
    private async Task<Dictionary<string, byte[]>> KeptAsync()
    {
        await using IMqttLink reader = await ConnectAsync(8);
        await reader.SubscribeAsync($"{BoardTopics.Root}{Board}/#", Token).InTime();
        await reader.PublishAsync(Topics.Command, "end"u8.ToArray(), MqttQos.AtLeastOnce, retain: false, Token).InTime();
        Dictionary<string, byte[]> kept = [];
        while (true)
        {
            MqttMessage message = await reader.Messages.ReadAsync(Token).InTime();
            reader.Acknowledge(message);
            if (message.Topic == Topics.Command)
            {
                return kept;
            }

            if (message.Retain)
            {
                kept[message.Topic] = message.Payload;
            }
        }
    }
}
