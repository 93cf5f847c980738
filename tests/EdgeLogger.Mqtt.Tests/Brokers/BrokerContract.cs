using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using EdgeLogger.Mqtt.Brokers;
using EdgeLogger.Mqtt.Choice;
using EdgeLogger.Testing;

namespace EdgeLogger.Mqtt.Tests.Brokers;

/// <summary>What boards, which speak MQTT 3.1.1, may and may not do, at each of the gateway's built-in brokers.</summary>
public sealed class BrokerContract : IAsyncDisposable
{
    private const int MaximumPacketSize = 4096;

    private readonly ScratchDirectory _folder = new();
    private readonly BrokerAccounts _accounts;
    private readonly Channel<BrokerRefusal> _refusals = Channel.CreateUnbounded<BrokerRefusal>();
    private readonly List<IMqttLink> _links = [];
    private IBroker? _broker;

    public BrokerContract() => _accounts = BrokerAccounts.Open(Path.Combine(_folder.Path, "accounts"));

    public static TheoryData<BrokerKind> Kinds => [BrokerKind.MqttNet, BrokerKind.Mosquitto];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (IMqttLink link in _links)
        {
            await link.DisposeAsync();
        }

        if (_broker != null)
        {
            await _broker.DisposeAsync();
        }

        _folder.Dispose();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task It_says_which_broker_it_is_and_on_which_port(BrokerKind kind)
    {
        await StartAsync(kind);

        Assert.StartsWith(kind + " ", _broker!.Description, StringComparison.OrdinalIgnoreCase);
        Assert.InRange(_broker.Port, 1, 65535);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_board_and_the_gateway_talk_on_the_boards_own_topics(BrokerKind kind)
    {
        string password = _accounts.Add("board-a");
        await StartAsync(kind);
        IMqttLink gateway = await GatewayAsync("el/1/+/live", "el/1/+/cmd/result");
        IMqttLink board = await BoardAsync("board-a", password, "el/1/board-a/ack", "el/1/board-a/cmd", "el/1/board-a/config");

        foreach (string name in BoardRights.Publish.ToArray())
        {
            await PublishAsync(board, "el/1/board-a/" + name);
        }

        foreach (string name in BoardRights.Subscribe.ToArray())
        {
            await PublishAsync(gateway, "el/1/board-a/" + name);
        }

        Assert.Equal("el/1/board-a/live", (await NextAsync(gateway)).Topic);
        Assert.Equal("el/1/board-a/cmd/result", (await NextAsync(gateway)).Topic);
        Assert.Equal("el/1/board-a/ack", (await NextAsync(board)).Topic);
        Assert.Equal("el/1/board-a/cmd", (await NextAsync(board)).Topic);
        Assert.Equal("el/1/board-a/config", (await NextAsync(board)).Topic);
        Assert.False(_refusals.Reader.TryRead(out BrokerRefusal? refusal), $"refused {refusal}");
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_wrong_password_is_refused_and_reported(BrokerKind kind)
    {
        _accounts.Add("board-a");
        await StartAsync(kind);

        // MQTTnet's server answers with CONNACK 4, bad user name or password; mosquitto with 5, not authorised.
        var refused = await Assert.ThrowsAsync<MqttRefusedException>(() => BoardAsync("board-a", "guess"));
        Assert.Equal(kind == BrokerKind.MqttNet ? 0x86 : 0x87, refused.ReasonCode);
        await Assert.ThrowsAsync<MqttRefusedException>(() => BoardAsync("nobody", "guess"));

        Assert.Equal(BrokerRefusalKind.Login, (await NextRefusalAsync()).Kind);
        BrokerRefusal second = await NextRefusalAsync();
        Assert.Equal(BrokerRefusalKind.Login, second.Kind);
        Assert.Equal(kind == BrokerKind.Mosquitto ? "127.0.0.1" : "nobody", second.Who);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Nobody_connects_without_a_name(BrokerKind kind)
    {
        await StartAsync(kind);

        await Assert.ThrowsAsync<MqttRefusedException>(
            () => ConnectAsync(MqttLinkOptions.ForBoard("127.0.0.1", _broker!.Port, "board-a", null) with { Username = null }));

        Assert.Equal(BrokerRefusalKind.Login, (await NextRefusalAsync()).Kind);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_new_account_works_after_a_reload_and_a_revoked_one_is_out(BrokerKind kind)
    {
        string passwordA = _accounts.Add("board-a");
        await StartAsync(kind);
        IMqttLink boardA = await BoardAsync("board-a", passwordA);
        IMqttLink gateway = await GatewayAsync("el/1/+/live");

        // Another process changes the file, as the command line does beside a running gateway.
        BrokerAccounts elsewhere = BrokerAccounts.Open(Path.Combine(_folder.Path, "accounts"));
        string passwordB = elsewhere.Add("board-b");
        elsewhere.Revoke("board-a");
        await _broker!.ReloadAccountsAsync(Ct);

        await Within.Patience(boardA.Closed);
        await Assert.ThrowsAsync<MqttRefusedException>(() => BoardAsync("board-a", passwordA));
        IMqttLink boardB = await BoardAsync("board-b", passwordB);
        await PublishAsync(boardB, "el/1/board-b/live");
        Assert.Equal("el/1/board-b/live", (await NextAsync(gateway)).Topic);
        Assert.False(gateway.Closed.IsCompleted, "the gateway was disconnected by the reload");
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_new_password_ends_the_session_that_began_with_the_old_one(BrokerKind kind)
    {
        string before = _accounts.Add("board-a");
        string passwordB = _accounts.Add("board-b");
        await StartAsync(kind);
        IMqttLink boardA = await BoardAsync("board-a", before);
        IMqttLink boardB = await BoardAsync("board-b", passwordB);

        string after = BrokerAccounts.Open(Path.Combine(_folder.Path, "accounts")).Add("board-a");
        await _broker!.ReloadAccountsAsync(Ct);

        await Within.Patience(boardA.Closed);
        await Assert.ThrowsAsync<MqttRefusedException>(() => BoardAsync("board-a", before));
        await BoardAsync("board-a", after);
        Assert.False(boardB.Closed.IsCompleted, "another board was disconnected by the reload");
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Another_boards_topic_is_denied_and_reported(BrokerKind kind)
    {
        string password = _accounts.Add("board-a");
        await StartAsync(kind);
        IMqttLink gateway = await GatewayAsync("el/#");
        IMqttLink board = await BoardAsync("board-a", password);

        foreach (string topic in (string[])["el/1/board-b/live", "el/1/board-a/ack", "el/1/board-a/cmd", "el/1/board-a/live/x",
            "el/1/gateway/live"])
        {
            // At MQTT 3.1.1 the board does not learn it: it keeps the frame until the gateway has acknowledged it.
            await PublishAsync(board, topic);
            Assert.Equal(new BrokerRefusal(BrokerRefusalKind.Publish, "board-a", topic), await NextRefusalAsync());
        }

        await PublishAsync(board, "el/1/board-a/live");
        Assert.Equal("el/1/board-a/live", (await NextAsync(gateway)).Topic);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_board_hears_nothing_that_is_meant_for_another(BrokerKind kind)
    {
        string password = _accounts.Add("board-a");
        await StartAsync(kind);
        IMqttLink gateway = await GatewayAsync();
        IMqttLink board = await BoardAsync("board-a", password, "el/1/board-a/cmd");

        foreach (string filter in (string[])["el/1/board-b/cmd", "el/1/+/cmd", "el/#", "#"])
        {
            // MQTTnet's server says no; mosquitto says yes and then delivers nothing.
            Exception? error = await Record.ExceptionAsync(() => board.SubscribeAsync(filter, Ct));
            Assert.Equal(kind == BrokerKind.MqttNet, error is MqttRefusedException);
            Assert.Equal(new BrokerRefusal(BrokerRefusalKind.Subscribe, "board-a", filter), await NextRefusalAsync());
        }

        await PublishAsync(gateway, "el/1/board-b/cmd");
        await PublishAsync(gateway, "el/1/board-a/cmd");
        Assert.Equal("el/1/board-a/cmd", (await NextAsync(board)).Topic);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_board_cannot_take_anothers_session_by_its_client_id(BrokerKind kind)
    {
        string passwordA = _accounts.Add("board-a");
        string passwordB = _accounts.Add("board-b");
        await StartAsync(kind);
        IMqttLink gateway = await GatewayAsync();
        IMqttLink boardB = await BoardAsync("board-b", passwordB, "el/1/board-b/cmd");

        await Record.ExceptionAsync(() => ConnectAsync(Board("board-a", passwordA) with { ClientId = "board-b" }));

        await PublishAsync(gateway, "el/1/board-b/cmd");
        Assert.Equal("el/1/board-b/cmd", (await NextAsync(boardB)).Topic);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_oversized_packet_ends_its_sender_and_nobody_else(BrokerKind kind)
    {
        string passwordA = _accounts.Add("board-a");
        string passwordB = _accounts.Add("board-b");
        await StartAsync(kind);
        IMqttLink gateway = await GatewayAsync("el/1/+/live");
        IMqttLink boardA = await BoardAsync("board-a", passwordA);

        await using (var rogue = await RawBoard.ConnectAsync(_broker!.Port, "board-b", passwordB, Ct))
        {
            await rogue.PublishAsync("el/1/board-b/live", 10 * MaximumPacketSize, Ct);
            await Within.Patience(rogue.EndedAsync(Ct));
        }

        Assert.Equal(BrokerRefusalKind.Protocol, (await NextRefusalAsync()).Kind);
        await PublishAsync(boardA, "el/1/board-a/live");
        Assert.Equal("el/1/board-a/live", (await NextAsync(gateway)).Topic);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_port_in_use_is_an_error_that_names_it(BrokerKind kind)
    {
        using var occupant = new TcpListener(IPAddress.Loopback, 0);
        occupant.Start();
        int port = ((IPEndPoint)occupant.LocalEndpoint).Port;

        var error = await Assert.ThrowsAsync<BrokerException>(() => StartAsync(kind, port));

        Assert.Contains($":{port}", error.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Commands_connect_beside_the_gateway_and_beside_each_other_and_end_nobodys_connection(BrokerKind kind)
    {
        string password = _accounts.Add("board-a");
        await StartAsync(kind);
        IMqttLink gateway = await GatewayAsync("el/1/+/live");
        IMqttLink first = await ConnectAsync(Ours(BrokerAccounts.CommandUser(1)), "el/1/+/live");
        IMqttLink last = await ConnectAsync(Ours(BrokerAccounts.CommandUser(BrokerAccounts.CommandUsers)), "el/1/+/live");
        IMqttLink board = await BoardAsync("board-a", password, "el/1/board-a/cmd");

        await PublishAsync(board, "el/1/board-a/live");
        await PublishAsync(first, "el/1/board-a/cmd");

        foreach (IMqttLink link in (IMqttLink[])[gateway, first, last])
        {
            Assert.Equal("el/1/board-a/live", (await NextAsync(link)).Topic);
        }

        Assert.Equal("el/1/board-a/cmd", (await NextAsync(board)).Topic);
    }

    private Task StartAsync(BrokerKind kind, int port = 0)
    {
        var options = new BrokerOptions
        {
            Port = port,
            DataDirectory = Path.Combine(_folder.Path, "broker"),
            MaximumPacketSize = MaximumPacketSize,
        };
        _broker = MqttBrokers.Create(kind, options, _accounts, TimeProvider.System);
        _broker.Refused += refusal => _refusals.Writer.TryWrite(refusal);
        return Within.Patience(_broker.StartAsync(Ct));
    }

    private Task<IMqttLink> GatewayAsync(params string[] filters) => ConnectAsync(Ours(BrokerAccounts.GatewayUser), filters);

    private MqttLinkOptions Ours(string user) => new()
    {
        Host = "127.0.0.1",
        Port = _broker!.Port,
        ClientId = user,
        Username = user,
        Password = _accounts.GatewayPassword,
    };

    private Task<IMqttLink> BoardAsync(string id, string password, params string[] filters) =>
        ConnectAsync(Board(id, password), filters);

    private MqttLinkOptions Board(string id, string password) =>
        MqttLinkOptions.ForBoard("127.0.0.1", _broker!.Port, id, password);

    private async Task<IMqttLink> ConnectAsync(MqttLinkOptions options, params string[] filters)
    {
        IMqttLink link = BrokerAccounts.IsGateway(options.Username)
            ? MqttLinks.Create(options, TimeProvider.System)
            : MqttLinks.Create(options, TimeProvider.System);
        _links.Add(link);
        await Within.Patience(link.ConnectAsync(Ct));
        foreach (string filter in filters)
        {
            await Within.Patience(link.SubscribeAsync(filter, Ct));
        }

        return link;
    }

    private static Task PublishAsync(IMqttLink link, string topic) =>
        Within.Patience(link.PublishAsync(topic, new byte[] { 1 }, MqttQos.AtLeastOnce, false, Ct));

    private static Task<MqttMessage> NextAsync(IMqttLink link) => Within.Patience(link.Messages.ReadAsync(Ct));

    private Task<BrokerRefusal> NextRefusalAsync() => Within.Patience(_refusals.Reader.ReadAsync(Ct));
}
