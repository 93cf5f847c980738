using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using EdgeLogger.Harness;

namespace EdgeLogger.Mqtt.Tests.Links;

/// <summary>Coming and going, with each client and each broker.</summary>
public sealed class ConnectContract : LinkTest
{
    [Theory, MemberData(nameof(Stages))]
    public async Task The_broker_resumes_the_session(string client, string broker)
    {
        await StageAsync(client, broker);
        IMqttLink first = Link(Broker.Options("returning"));
        Assert.False(await first.ConnectAsync(Ct));
        await first.DisposeAsync();

        Assert.True(await Link(Broker.Options("returning")).ConnectAsync(Ct));
    }

    [Theory, MemberData(nameof(Stages))]
    public async Task A_clean_start_forgets_the_session(string client, string broker)
    {
        await StageAsync(client, broker);
        IMqttLink first = await ConnectedAsync(Broker.Options("returning"));
        await first.DisposeAsync();

        Assert.False(await Link(Broker.Options("returning") with { CleanStart = true }).ConnectAsync(Ct));
    }

    [Theory, MemberData(nameof(Stages))]
    public async Task A_wrong_password_is_refused_in_words_that_name_the_user(string client, string broker)
    {
        await StageAsync(client, broker);
        IMqttLink link = Link(Broker.Options() with { Password = "wrong" });

        var refusal = await Assert.ThrowsAsync<MqttRefusedException>(() => link.ConnectAsync(Ct));

        Assert.Contains(refusal.ReasonCode, (byte[])[0x86, 0x87]);
        Assert.Contains("user 'gateway'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("password", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong'", refusal.Message, StringComparison.Ordinal);
        await Within.Patience(link.Closed);
    }

    [Theory, MemberData(nameof(Clients))]
    public async Task Where_nobody_listens_the_error_names_host_and_port(string client)
    {
        int port = FreePort.Find();
        await using IMqttLink link = Stage.Link(client, Nowhere(port));

        var error = await Assert.ThrowsAsync<MqttUnreachableException>(() => link.ConnectAsync(Ct));

        Assert.Contains($"127.0.0.1:{port}", error.Message, StringComparison.Ordinal);
        await Within.Patience(link.Closed);
    }

    [Theory, MemberData(nameof(Clients))]
    public async Task Something_that_is_not_a_broker_is_unreachable(string client)
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        MqttLinkOptions options = Nowhere(((IPEndPoint)server.LocalEndpoint).Port) with
        {
            ConnectTimeout = TimeSpan.FromSeconds(1),
        };
        await using IMqttLink link = Stage.Link(client, options);
        Task<bool> connecting = link.ConnectAsync(Ct);
        using TcpClient accepted = await server.AcceptTcpClientAsync(Ct);
        await accepted.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), Ct);

        await Assert.ThrowsAsync<MqttUnreachableException>(() => Within.Patience(connecting));
    }

    [Theory, MemberData(nameof(Clients))]
    public async Task A_server_that_never_answers_costs_the_connect_timeout(string client)
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        MqttLinkOptions options = Nowhere(((IPEndPoint)server.LocalEndpoint).Port) with
        {
            ConnectTimeout = TimeSpan.FromMilliseconds(300),
        };

        await using IMqttLink link = Stage.Link(client, options);

        var error = await Assert.ThrowsAsync<MqttUnreachableException>(() => Within.Patience(link.ConnectAsync(Ct)));

        Assert.Contains("0.3 s", error.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Stages))]
    public async Task Closing_it_ourselves_is_not_an_error(string client, string broker)
    {
        await StageAsync(client, broker);
        IMqttLink link = await ConnectedAsync();

        await link.DisposeAsync();

        await Within.Patience(link.Closed);
        await Within.Patience(link.Messages.Completion);
        await Assert.ThrowsAsync<MqttUnreachableException>(() => PublishAsync(link, "el/1/t/live", "late"));
    }

    [Theory, MemberData(nameof(Stages))]
    public async Task A_broker_that_dies_ends_everything_with_a_reason(string client, string broker)
    {
        await StageAsync(client, broker);
        IMqttLink link = await ConnectedAsync(null, "el/1/t/live");
        await PublishAsync(link, "el/1/t/live", "before");
        Assert.Equal("before", Text(await NextAsync(link)));

        await Broker.KillAsync();

        await Within.Patience(link.Closed);
        await Assert.ThrowsAsync<MqttUnreachableException>(() => Within.Patience(link.Messages.Completion));
        await Assert.ThrowsAsync<MqttUnreachableException>(() => PublishAsync(link, "el/1/t/live", "after"));
        await Assert.ThrowsAsync<MqttUnreachableException>(() => link.SubscribeAsync("el/1/t/ack", Ct));
    }

    [Theory, MemberData(nameof(Clients))]
    public async Task A_publish_under_way_fails_when_the_connection_is_cut(string client)
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        await using IMqttLink link = Stage.Link(client, Nowhere(((IPEndPoint)server.LocalEndpoint).Port));
        Task<bool> connecting = link.ConnectAsync(Ct);
        using TcpClient accepted = await server.AcceptTcpClientAsync(Ct);
        await accepted.GetStream().WriteAsync(Stage.Connack(client), Ct);
        await Within.Patience(connecting);
        Task publish = link.PublishAsync("el/1/t/live", new byte[10], MqttQos.AtLeastOnce, false, Ct).AsTask();

        accepted.Client.Close(0);

        await Assert.ThrowsAsync<MqttUnreachableException>(() => Within.Patience(publish));
    }

    [Theory, MemberData(nameof(Stages))]
    public async Task The_last_will_is_published_when_the_connection_is_cut(string client, string broker)
    {
        await StageAsync(client, broker);
        IMqttLink watcher = await ConnectedAsync(null, "el/1/t/state");
        await using var relay = new FaultProxy(Broker.Port);
        MqttLinkOptions options = Broker.Options() with
        {
            Port = relay.Port,
            Will = new MqttWill("el/1/t/state", Encoding.UTF8.GetBytes("lost"), Retain: true),
        };
        IMqttLink board = await ConnectedAsync(options);

        relay.Cut();

        MqttMessage will = await NextAsync(watcher);
        Assert.Equal(("el/1/t/state", "lost"), (will.Topic, Text(will)));
        await Assert.ThrowsAsync<MqttUnreachableException>(() => Within.Patience(board.Messages.Completion));
    }

    [Theory, MemberData(nameof(Stages))]
    public async Task The_last_will_stays_unsaid_after_a_farewell(string client, string broker)
    {
        await StageAsync(client, broker);
        IMqttLink watcher = await ConnectedAsync(null, "el/1/t/state");
        IMqttLink board = await ConnectedAsync(
            Broker.Options() with { Will = new MqttWill("el/1/t/state", new byte[] { 1 }, false) });

        await board.DisposeAsync();

        await PublishAsync(watcher, "el/1/t/state", "marker");
        Assert.Equal("marker", Text(await NextAsync(watcher)));
    }

    private static MqttLinkOptions Nowhere(int port) => new() { Host = "127.0.0.1", Port = port, ClientId = "lost" };
}
