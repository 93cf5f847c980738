using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeLogger.Mqtt.Tests.Links;

/// <summary>Messages both ways, with each client and each broker.</summary>
public sealed class MessageContract : LinkTest
{
    private const string Topic = "el/1/t/live";

    /// <summary>MQTTnet's server 5.2 sends on whatever the client's receive maximum is, and 3.1.1 knows none.</summary>
    public static IEnumerable<TheoryDataRow<string, string>> StagesWithReceiveMaximum =>
        StagesOfVersion5.Where(stage => stage.Data.Item2 == Stage.Mosquitto);

    public static IEnumerable<TheoryDataRow<string, string>> StagesOfVersion5 =>
        Stages.Where(stage => Stage.Protocol(stage.Data.Item1) == MqttProtocol.V5);

    public static IEnumerable<TheoryDataRow<string, string>> StagesOfVersion311 =>
        Stages.Where(stage => Stage.Protocol(stage.Data.Item1) == MqttProtocol.V311);

    [Theory, MemberData(nameof(Stages))]
    public async Task A_message_arrives_at_the_quality_it_was_sent_with(string client, string broker)
    {
        await StageAsync(client, broker);
        IMqttLink receiver = await ConnectedAsync(null, "el/1/+/live");
        IMqttLink sender = await ConnectedAsync();

        await PublishAsync(sender, Topic, "zero", MqttQos.AtMostOnce);
        await PublishAsync(sender, Topic, "one");
        await PublishAsync(sender, Topic, "");

        MqttMessage zero = await NextAsync(receiver);
        MqttMessage one = await NextAsync(receiver);
        Assert.Equal((Topic, "zero", (ushort)0, false), (zero.Topic, Text(zero), zero.PacketId, zero.Retain));
        Assert.Equal((Topic, "one", false), (one.Topic, Text(one), one.Retain));
        Assert.NotEqual(0, one.PacketId);
        Assert.Empty((await NextAsync(receiver)).Payload);
    }

    [Theory, MemberData(nameof(Stages))]
    public async Task A_kept_message_is_flagged_for_a_late_subscriber_only(string client, string broker)
    {
        await StageAsync(client, broker);
        IMqttLink early = await ConnectedAsync(null, "el/1/t/schema");
        await PublishAsync(early, "el/1/t/schema", "kept", retain: true);
        IMqttLink late = await ConnectedAsync(null, "el/1/t/schema");

        Assert.False((await NextAsync(early)).Retain);
        Assert.True((await NextAsync(late)).Retain);
    }

    [Theory, MemberData(nameof(Stages))]
    public async Task What_was_not_acknowledged_comes_again_after_a_reconnect(string client, string broker)
    {
        await StageAsync(client, broker);
        IMqttLink sender = await ConnectedAsync();
        IMqttLink first = await ConnectedAsync(Broker.Options("durable"), Topic);
        foreach (string text in (string[])["a", "b", "c", "d"])
        {
            await PublishAsync(sender, Topic, text);
        }

        // "b" stays open, so "c" must wait for its turn: MQTT wants acknowledgements in the order received.
        MqttMessage[] messages = [await NextAsync(first), await NextAsync(first), await NextAsync(first), await NextAsync(first)];
        first.Acknowledge(messages[0]);
        first.Acknowledge(messages[2]);
        await first.DisposeAsync();

        IMqttLink second = Link(Broker.Options("durable"));
        Assert.True(await second.ConnectAsync(Ct));
        var again = new List<string>();
        while (again.LastOrDefault() != "d")
        {
            again.Add(Text(await NextAsync(second)));
        }

        Assert.DoesNotContain("a", again);
        Assert.Equal("b", again[0]);
    }

    [Theory, MemberData(nameof(Stages))]
    public async Task What_was_acknowledged_in_any_order_does_not_come_again(string client, string broker)
    {
        await StageAsync(client, broker);
        IMqttLink sender = await ConnectedAsync();
        IMqttLink first = await ConnectedAsync(Broker.Options("durable"), Topic);
        var messages = new List<MqttMessage>();
        for (int i = 0; i < 20; i++)
        {
            await PublishAsync(sender, Topic, i.ToString(CultureInfo.InvariantCulture));
            messages.Add(await NextAsync(first));
        }

        var random = new Random(7);
        foreach (MqttMessage message in messages.OrderBy(_ => random.Next()))
        {
            first.Acknowledge(message);
            first.Acknowledge(message);
        }

        // Once this is answered, the broker has read the acknowledgements before it.
        await Within.Patience(first.SubscribeAsync("el/1/t/ack", Ct));
        await first.DisposeAsync();
        IMqttLink second = await ConnectedAsync(Broker.Options("durable"));
        await PublishAsync(sender, Topic, "marker");

        Assert.Equal("marker", Text(await NextAsync(second)));
    }

    [Theory, MemberData(nameof(StagesWithReceiveMaximum))]
    public async Task No_more_than_the_receive_maximum_is_under_way_unacknowledged(string client, string broker)
    {
        const int Window = 10;
        const int Sent = 35;
        await StageAsync(client, broker);
        IMqttLink sender = await ConnectedAsync();
        IMqttLink receiver = await ConnectedAsync(Broker.Options() with { ReceiveMaximum = Window }, Topic);
        for (int i = 0; i < Sent; i++)
        {
            await PublishAsync(sender, Topic, i.ToString(CultureInfo.InvariantCulture));
        }

        var window = new List<MqttMessage>();
        for (int i = 0; i < Window; i++)
        {
            window.Add(await NextAsync(receiver));
        }

        // Whatever the broker would send beyond the window, it would send before the answer to this.
        await Within.Patience(receiver.SubscribeAsync("el/1/t/ack", Ct));
        Assert.False(receiver.Messages.TryRead(out _), "a message beyond the receive maximum");

        int received = Window;
        window.ForEach(receiver.Acknowledge);
        for (; received < Sent; received++)
        {
            MqttMessage message = await NextAsync(receiver);
            Assert.Equal(received.ToString(CultureInfo.InvariantCulture), Text(message));
            receiver.Acknowledge(message);
        }
    }

    [Theory, MemberData(nameof(StagesOfVersion5))]
    public async Task A_message_just_under_the_limit_passes_and_one_above_is_refused(string client, string broker)
    {
        await StageAsync(client, broker);
        IMqttLink receiver = await ConnectedAsync(null, Topic);
        IMqttLink sender = await ConnectedAsync();
        byte[] large = RandomNumberGenerator.GetBytes(TestBroker.MaximumPacketSize - 64);

        await Within.Patience(sender.PublishAsync(Topic, large, MqttQos.AtLeastOnce, false, Ct));
        var refusal = await Assert.ThrowsAsync<MqttRefusedException>(() =>
            Within.Patience(sender.PublishAsync(Topic, new byte[TestBroker.MaximumPacketSize], MqttQos.AtLeastOnce, false, Ct)));

        Assert.Equal(large, (await NextAsync(receiver)).Payload);
        Assert.Equal(0x95, refusal.ReasonCode);
        await PublishAsync(sender, Topic, "still connected");
    }

    [Theory, MemberData(nameof(Stages))]
    public async Task Ten_thousand_messages_keep_their_order(string client, string broker)
    {
        const int Count = 10_000;
        await StageAsync(client, broker);
        IMqttLink receiver = await ConnectedAsync(null, Topic);
        IMqttLink sender = await ConnectedAsync();
        Task sending = SendNumbersAsync(sender, Count);

        for (int i = 0; i < Count; i++)
        {
            MqttMessage message = await NextAsync(receiver);
            Assert.Equal(i, BitConverter.ToInt32(message.Payload));
            receiver.Acknowledge(message);
        }

        await Within.Patience(sending);
    }

    [Theory, MemberData(nameof(Stages))]
    public async Task Many_tasks_may_publish_at_once(string client, string broker)
    {
        const int Publishers = 8;
        const int Each = 250;
        await StageAsync(client, broker);
        IMqttLink receiver = await ConnectedAsync(null, "el/1/+/live");
        IMqttLink sender = await ConnectedAsync();
        Task publishing = Task.WhenAll(Enumerable.Range(0, Publishers).Select(p => Task.Run(async () =>
        {
            for (int i = 0; i < Each; i++)
            {
                await PublishAsync(sender, $"el/1/p-{p}/live", i.ToString(CultureInfo.InvariantCulture));
            }
        })));

        var next = new Dictionary<string, int>();
        for (int i = 0; i < Publishers * Each; i++)
        {
            MqttMessage message = await NextAsync(receiver);
            receiver.Acknowledge(message);
            int expected = next.GetValueOrDefault(message.Topic);
            Assert.Equal(expected.ToString(CultureInfo.InvariantCulture), Text(message));
            next[message.Topic] = expected + 1;
        }

        await Within.Patience(publishing);
        Assert.Equal(Publishers, next.Count);
    }

    [Theory, MemberData(nameof(StagesOfVersion5))]
    public async Task A_topic_that_is_not_ours_is_refused_and_the_connection_lives_on(string client, string broker)
    {
        await StageAsync(client, broker);
        IMqttLink link = await ConnectedAsync(null, Topic);

        var refusal = await Assert.ThrowsAsync<MqttRefusedException>(() => PublishAsync(link, "elsewhere/x", "no"));

        Assert.Equal(0x87, refusal.ReasonCode);
        Assert.Contains("'elsewhere/x'", refusal.Message, StringComparison.Ordinal);
        await PublishAsync(link, Topic, "yes");
        Assert.Equal("yes", Text(await NextAsync(link)));
    }

    [Theory, MemberData(nameof(StagesOfVersion311))]
    public async Task Before_MQTT_5_a_topic_that_is_not_ours_is_dropped_without_a_word_and_the_connection_lives_on(
        string client, string broker)
    {
        await StageAsync(client, broker);
        IMqttLink link = await ConnectedAsync(null, Topic);

        await PublishAsync(link, "elsewhere/x", "no");

        await PublishAsync(link, Topic, "yes");
        Assert.Equal("yes", Text(await NextAsync(link)));
    }

    [Theory, MemberData(nameof(Stages))]
    public async Task A_cancelled_publish_says_so(string client, string broker)
    {
        await StageAsync(client, broker);
        IMqttLink link = await ConnectedAsync();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            link.PublishAsync(Topic, new byte[1], MqttQos.AtLeastOnce, false, cancelled.Token).AsTask());
        await PublishAsync(link, Topic, "still fine");
    }

    private static async Task SendNumbersAsync(IMqttLink sender, int count)
    {
        var underWay = new Queue<Task>();
        for (int i = 0; i < count; i++)
        {
            underWay.Enqueue(sender.PublishAsync(Topic, BitConverter.GetBytes(i), MqttQos.AtLeastOnce, false, Ct).AsTask());
            if (underWay.Count == 500)
            {
                await underWay.Dequeue();
            }
        }

        await Task.WhenAll(underWay);
    }
}
