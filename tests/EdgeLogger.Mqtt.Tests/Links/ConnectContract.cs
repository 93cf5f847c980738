using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using EdgeLogger.Testing.Receivers;

namespace EdgeLogger.Mqtt.Tests.Links;

/// <summary>Coming and going, on every adapter and every broker.</summary>
public sealed class ConnectContract : LinkTest
{
    [Theory, MemberData(nameof(Stages))]
    public async Task The_broker_takes_up_the_session_again(string adapter, string broker)
    {
        await StageAsync(adapter, broker);
        IMqttLink first = Link(Broker.Options("returning"));
        Assert.False(await first.ConnectAsync(Ct));
        await first.DisposeAsync();

        Assert.True(await Link(Broker.Options("returning")).ConnectAsync(Ct));
    }

    [Theory, MemberData(nameof(Stages))]
    public async Task A_clean_start_forgets_the_session(string adapter, string broker)
    {
        await StageAsync(adapter, broker);
        IMqttLink first = await ConnectedAsync(Broker.Options("returning"));
        await first.DisposeAsync();

        Assert.False(await Link(Broker.Options("returning") with { CleanStart = true }).ConnectAsync(Ct));
    }

    [Theory, MemberData(nameof(Stages))]
    public async Task A_wrong_password_is_refused_in_words_that_name_the_user(string adapter, string broker)
    {
        await StageAsync(adapter, broker);
        IMqttLink link = Link(Broker.Options() with { Password = "wrong" });

        var refusal = await Assert.ThrowsAsync<MqttRefusedException>(() => link.ConnectAsync(Ct));

        Assert.Contains(refusal.ReasonCode, (byte[])[0x86, 0x87]);
        Assert.Contains("user 'gateway'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("password", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong'", refusal.Message, StringComparison.Ordinal);
        await Within.Patience(link.Closed);
    }

    [Theory, MemberData(nameof(Stages))]
    public async Task Where_nobody_listens_the_error_names_host_and_port(string adapter, string broker)
    {
        await StageAsync(adapter, broker);
        int port = FreePort.Find();
        IMqttLink link = Link(Broker.Options() with { Port = port });

        var error = await Assert.ThrowsAsync<MqttUnreachableException>(() => link.ConnectAsync(Ct));

        Assert.Contains($"127.0.0.1:{port}", error.Message, StringComparison.Ordinal);
        await Within.Patience(link.Closed);
    }

    [Theory, MemberData(nameof(Stages))]
    public async Task Something_that_is_not_a_broker_is_unreachable(string adapter, string broker)
    {
        await StageAsync(adapter, broker);
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        MqttLinkOptions options = Broker.Options() with
        {
            Port = ((IPEndPoint)server.LocalEndpoint).Port,
            ConnectTimeout = TimeSpan.FromSeconds(1),
        };
        Task<bool> connecting = Link(options).ConnectAsync(Ct);
        using TcpClient client = await server.AcceptTcpClientAsync(Ct);
        await client.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), Ct);

        await Assert.ThrowsAsync<MqttUnreachableException>(() => Within.Patience(connecting));
    }

    [Theory, MemberData(nameof(Stages))]
    public async Task A_server_that_never_answers_costs_the_connect_timeout(string adapter, string broker)
    {
        await StageAsync(adapter, broker);
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        MqttLinkOptions options = Broker.Options() with
        {
            Port = ((IPEndPoint)server.LocalEndpoint).Port,
            ConnectTimeout = TimeSpan.FromMilliseconds(300),
        };

        var error = await Assert.ThrowsAsync<MqttUnreachableException>(() => Within.Patience(Link(options).ConnectAsync(Ct)));

        Assert.Contains("0.3 s", error.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Stages))]
    public async Task Closing_it_ourselves_is_no_error(string adapter, string broker)
    {
        await StageAsync(adapter, broker);
        IMqttLink link = await ConnectedAsync();

        await link.DisposeAsync();

        await Within.Patience(link.Closed);
        await Within.Patience(link.Messages.Completion);
        await Assert.ThrowsAsync<MqttUnreachableException>(() => PublishAsync(link, "el/1/t/live", "late"));
    }

    [Theory, MemberData(nameof(Stages))]
    public async Task A_broker_that_dies_ends_everything_with_a_reason(string adapter, string broker)
    {
        await StageAsync(adapter, broker);
        IMqttLink link = await ConnectedAsync(null, "el/1/t/live");
        await PublishAsync(link, "el/1/t/live", "before");
        Assert.Equal("before", Text(await NextAsync(link)));

        await Broker.KillAsync();

        await Within.Patience(link.Closed);
        await Assert.ThrowsAsync<MqttUnreachableException>(() => Within.Patience(link.Messages.Completion));
        await Assert.ThrowsAsync<MqttUnreachableException>(() => PublishAsync(link, "el/1/t/live", "after"));
        await Assert.ThrowsAsync<MqttUnreachableException>(() => link.SubscribeAsync("el/1/t/ack", Ct));
    }

    [Theory, MemberData(nameof(Stages))]
    public async Task A_publish_under_way_fails_when_the_connection_is_cut(string adapter, string broker)
    {
        await StageAsync(adapter, broker);
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        IMqttLink link = Link(Broker.Options() with { Port = ((IPEndPoint)server.LocalEndpoint).Port });
        Task<bool> connecting = link.ConnectAsync(Ct);
        using TcpClient client = await server.AcceptTcpClientAsync(Ct);
        await client.GetStream().WriteAsync(new byte[] { 0x20, 3, 0, 0, 0 }, Ct);
        await Within.Patience(connecting);
        Task publish = link.PublishAsync("el/1/t/live", new byte[10], MqttQos.AtLeastOnce, false, Ct).AsTask();

        client.Client.Close(0);

        await Assert.ThrowsAsync<MqttUnreachableException>(() => Within.Patience(publish));
    }

    [Theory, MemberData(nameof(Stages))]
    public async Task The_last_will_is_published_when_the_connection_is_cut(string adapter, string broker)
    {
        await StageAsync(adapter, broker);
        IMqttLink watcher = await ConnectedAsync(null, "el/1/t/state");
        using var relay = new LoopbackRelay(Broker.Port);
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
    public async Task The_last_will_stays_unsaid_after_a_farewell(string adapter, string broker)
    {
        await StageAsync(adapter, broker);
        IMqttLink watcher = await ConnectedAsync(null, "el/1/t/state");
        IMqttLink board = await ConnectedAsync(Broker.Options() with { Will = new MqttWill("el/1/t/state", new byte[] { 1 }, false) });

        await board.DisposeAsync();

        await PublishAsync(watcher, "el/1/t/state", "marker");
        Assert.Equal("marker", Text(await NextAsync(watcher)));
    }
}
