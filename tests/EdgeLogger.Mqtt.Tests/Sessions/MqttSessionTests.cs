using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using EdgeLogger.Harness;
using EdgeLogger.Mqtt.Choice;

namespace EdgeLogger.Mqtt.Tests.Sessions;

public sealed class MqttSessionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_go_on_after_the_cable_was_pulled()
    {
        await using TestBroker broker = await TestMosquitto.StartAsync();
        await using IMqttLink sender = MqttLinks.Create(broker.Options(), TimeProvider.System);
        await sender.ConnectAsync(Ct);
        var relays = new List<FaultProxy>();
        IMqttLink Connect()
        {
            relays.Add(new FaultProxy(broker.Port));
            return MqttLinks.Create(broker.Options("session") with { Port = relays[^1].Port }, TimeProvider.System);
        }

        await using var session = new MqttSession(Connect, ["el/1/+/live"], TimeProvider.System, seed: 1);
        Channel<string> states = Channel.CreateUnbounded<string>();
        session.StateChanged += state => states.Writer.TryWrite(state);
        session.Start();
        Assert.Equal("connected", await Within.Patience(states.Reader.ReadAsync(Ct)));

        for (int i = 0; i < 3; i++)
        {
            await sender.PublishAsync("el/1/t/live", Encoding.ASCII.GetBytes($"m{i}"), MqttQos.AtLeastOnce, false, Ct);
            await Within.Patience(ReadAndAcknowledgeAsync(session, upTo: $"m{i}"));
            await session.PublishAsync("el/1/t/ack", new byte[1], MqttQos.AtLeastOnce, false, Ct);

            relays[^1].Cut();
            Assert.StartsWith("the connection to 127.0.0.1", await Within.Patience(states.Reader.ReadAsync(Ct)),
                StringComparison.Ordinal);
            Assert.Equal("connected", await Within.Patience(states.Reader.ReadAsync(Ct)));
        }

        foreach (FaultProxy relay in relays)
        {
            await relay.DisposeAsync();
        }
    }

    // The cable may be pulled before an acknowledgement is out: QoS 1 then brings the earlier message once more.
    private static async Task ReadAndAcknowledgeAsync(MqttSession session, string upTo)
    {
        string text;
        do
        {
            MqttMessage message = await session.Messages.ReadAsync(Ct);
            text = Encoding.ASCII.GetString(message.Payload);
            Assert.True(string.CompareOrdinal(text, upTo) <= 0, $"{text} came before {upTo}.");
            session.Acknowledge(message);
        }
        while (text != upTo);
    }

    [Fact]
    public async Task Pauses_double_from_half_a_second_to_half_a_minute_and_are_jittered()
    {
        var time = new ImpatientTime();
        var enough = new TaskCompletionSource();
        int made = 0;
        IMqttLink Connect()
        {
            if (++made > 12)
            {
                enough.TrySetResult();
            }

            return new FakeLink { Refusal = new MqttUnreachableException("no broker") };
        }

        await using (var session = new MqttSession(Connect, [], time, seed: 3))
        {
            session.Start();
            await Within.Patience(enough.Task);
        }

        double[] waits = time.Waits.Take(12).Select(wait => wait.TotalSeconds).ToArray();
        for (int i = 0; i < waits.Length; i++)
        {
            double nominal = Math.Min(0.5 * Math.Pow(2, i), 30);
            Assert.InRange(waits[i], 0.5 * nominal, 1.5 * nominal);
        }

        Assert.Equal(waits.Length, waits.Distinct().Count());
    }

    [Fact]
    public async Task It_subscribes_again_only_where_the_broker_has_forgotten()
    {
        FakeLink[] links = [new() { SessionPresent = true }, new() { SessionPresent = true }, new() { SessionPresent = false }];
        await using MqttSession session = Start(links, out Channel<string> states);

        foreach (FakeLink link in links)
        {
            Assert.Equal("connected", await Within.Patience(states.Reader.ReadAsync(Ct)));
            link.Lose("cut");
            Assert.Equal("cut", await Within.Patience(states.Reader.ReadAsync(Ct)));
        }

        // The first time always: the filters of this program may not be those of the last.
        Assert.Equal(["a", "b"], links[0].Filters);
        Assert.Empty(links[1].Filters);
        Assert.Equal(["a", "b"], links[2].Filters);
    }

    [Fact]
    public async Task A_message_of_a_lost_connection_is_not_acknowledged_on_the_next()
    {
        FakeLink[] links = [new(), new()];
        await using MqttSession session = Start(links, out Channel<string> states);
        await Within.Patience(states.Reader.ReadAsync(Ct));
        links[0].Receive("old");
        MqttMessage old = await Within.Patience(session.Messages.ReadAsync(Ct));
        links[0].Lose("cut");
        await Within.Patience(states.Reader.ReadAsync(Ct));
        await Within.Patience(states.Reader.ReadAsync(Ct));
        links[1].Receive("new");
        MqttMessage current = await Within.Patience(session.Messages.ReadAsync(Ct));

        session.Acknowledge(old);
        session.Acknowledge(current);

        Assert.Equal([current], links[1].Acknowledged);
        Assert.Empty(links[0].Acknowledged);
    }

    [Fact]
    public async Task Publishing_while_down_fails_at_once_and_says_why()
    {
        Channel<string> states = Channel.CreateUnbounded<string>();
        await using var session = new MqttSession(
            () => new FakeLink { Refusal = new MqttRefusedException("the broker refused user 'gateway'", 0x87) }, [],
            new ImpatientTime(), 1);
        session.StateChanged += state => states.Writer.TryWrite(state);
        session.Start();
        Assert.Equal("the broker refused user 'gateway'", await Within.Patience(states.Reader.ReadAsync(Ct)));

        var error = await Assert.ThrowsAsync<MqttUnreachableException>(
            () => session.PublishAsync("t", new byte[1], MqttQos.AtLeastOnce, false, Ct).AsTask());

        Assert.False(session.IsUp);
        Assert.Contains("the broker refused user 'gateway'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disposing_ends_the_messages_and_may_be_done_twice()
    {
        MqttSession session = Start([new()], out Channel<string> states);
        await Within.Patience(states.Reader.ReadAsync(Ct));

        await session.DisposeAsync();
        await session.DisposeAsync();

        await Within.Patience(session.Messages.Completion);
        Assert.False(session.IsUp);
    }

    /// <summary>A session over these links in turn; after the last one it is refused without end.</summary>
    private static MqttSession Start(FakeLink[] links, out Channel<string> states)
    {
        Channel<string> reported = Channel.CreateUnbounded<string>();
        var next = new Queue<FakeLink>(links);
        var session = new MqttSession(
            () => next.TryDequeue(out FakeLink? link) ? link : new FakeLink { Refusal = new MqttUnreachableException("no more") },
            ["a", "b"],
            new ImpatientTime(),
            seed: 1);
        session.StateChanged += state => reported.Writer.TryWrite(state);
        session.Start();
        states = reported;
        return session;
    }
}
