using System;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Mqtt.Managed;

namespace EdgeLogger.Mqtt.Tests.Managed;

/// <summary>What the managed client does with a broker that breaks the protocol or ends it.</summary>
public sealed class HostileBrokerTests : IDisposable
{
    private readonly ScriptedBroker _broker = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _broker.Dispose();

    [Theory]
    [InlineData(0x86, "bad user name or password")]
    [InlineData(0x87, "wrong user name or password")]
    [InlineData(0x85, "client id not allowed")]
    [InlineData(0x97, "quota exceeded")]
    [InlineData(0x89, "server busy")]
    public async Task A_refusal_is_told_in_words(byte reason, string words)
    {
        var link = new ManagedMqttLink(_broker.Options with { Username = "board-a", Password = "x" }, TimeProvider.System);
        Task<bool> connecting = link.ConnectAsync(Ct);
        await _broker.AcceptAsync([0x20, 3, 0, reason, 0], Ct);

        var refusal = await Assert.ThrowsAsync<MqttRefusedException>(() => Within.Patience(connecting));

        Assert.Equal(reason, refusal.ReasonCode);
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("'board-a'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broker_of_MQTT_3_is_told_apart()
    {
        var link = new ManagedMqttLink(_broker.Options, TimeProvider.System);
        Task<bool> connecting = link.ConnectAsync(Ct);
        await _broker.AcceptAsync([0x20, 2, 0, 1], Ct);

        var refusal = await Assert.ThrowsAsync<MqttRefusedException>(() => Within.Patience(connecting));

        Assert.Contains("does not speak MQTT 5", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reason_of_a_disconnect_is_in_the_error()
    {
        await using ManagedMqttLink link = await _broker.ConnectedAsync(TimeProvider.System, Ct);

        await _broker.SayAsync([0xE0, 9, 0x8E, 7, 0x1F, 0, 4, (byte)'g', (byte)'o', (byte)'n', (byte)'e'], Ct);

        var error = await Assert.ThrowsAsync<MqttUnreachableException>(() => Within.Patience(link.Messages.Completion));
        Assert.Contains("another client took over this client id (gone)", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x95, "30FFFF03")] // longer than agreed
    [InlineData(0x81, "30FFFFFFFF01")] // a length of five bytes
    [InlineData(0x81, "308000")] // a length in more bytes than needed
    [InlineData(0x94, "3009000161032300014142")] // a topic alias
    [InlineData(0x9B, "340700016100010041")] // QoS 2
    [InlineData(0x81, "3204000161")] // ends too early
    [InlineData(0x81, "32060001610000" + "00")] // packet id 0
    [InlineData(0x82, "3004000123" + "00")] // a wildcard in the topic
    [InlineData(0x81, "30040001FF00")] // not UTF-8
    [InlineData(0x82, "40020001")] // an answer to nothing
    [InlineData(0x82, "8200")] // a SUBSCRIBE from a broker
    [InlineData(0x82, "F00100")] // AUTH
    public async Task Every_breach_ends_the_connection_with_its_reason(byte reason, string packet)
    {
        await using ManagedMqttLink link = await _broker.ConnectedAsync(TimeProvider.System, Ct);
        byte[] bytes = Convert.FromHexString(packet);

        // Lengths that promise more than is there are filled up, so that each packet is whole.
        byte[] padded = new byte[Math.Max(bytes.Length, bytes.Length < 2 || bytes[1] > 127 ? 0 : bytes[1] + 2)];
        bytes.CopyTo(padded, 0);
        await _broker.SayAsync(padded, Ct);

        Assert.Equal([0xE0, 1, reason], await Within.Patience(_broker.ReadAsync(Ct)));
        var error = await Assert.ThrowsAsync<MqttUnreachableException>(() => Within.Patience(link.Messages.Completion));
        Assert.Contains("broke the protocol", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_packet_in_single_bytes_is_still_a_packet()
    {
        await using ManagedMqttLink link = await _broker.ConnectedAsync(TimeProvider.System, Ct);

        foreach (byte b in Convert.FromHexString("32070001610007" + "00" + "58"))
        {
            await _broker.SayAsync([b], Ct);
        }

        MqttMessage message = await Within.Patience(link.Messages.ReadAsync(Ct));
        Assert.Equal(("a", (ushort)7), (message.Topic, message.PacketId));
        Assert.Equal("X"u8.ToArray(), message.Payload);
    }

    [Fact]
    public async Task Acknowledgements_go_out_in_the_order_received_and_in_one_write()
    {
        await using ManagedMqttLink link = await _broker.ConnectedAsync(TimeProvider.System, Ct);
        await _broker.SayAsync(Convert.FromHexString("3206000161000500" + "3206000161000900" + "3206000161000700"), Ct);
        MqttMessage five = await Within.Patience(link.Messages.ReadAsync(Ct));
        MqttMessage nine = await Within.Patience(link.Messages.ReadAsync(Ct));
        MqttMessage seven = await Within.Patience(link.Messages.ReadAsync(Ct));

        link.Acknowledge(seven);
        link.Acknowledge(nine);
        link.Acknowledge(five);

        Assert.Equal("400200054002000940020007", Convert.ToHexString(await Within.Patience(_broker.ReadAsync(Ct))));
    }

    [Fact]
    public async Task A_message_of_another_connection_is_not_acknowledged_on_this_one()
    {
        using var otherBroker = new ScriptedBroker();
        await using ManagedMqttLink other = await otherBroker.ConnectedAsync(TimeProvider.System, Ct);
        await using ManagedMqttLink link = await _broker.ConnectedAsync(TimeProvider.System, Ct);
        await otherBroker.SayAsync(Convert.FromHexString("3206000161000500"), Ct);
        await _broker.SayAsync(Convert.FromHexString("3206000161000500"), Ct);
        MqttMessage foreign = await Within.Patience(other.Messages.ReadAsync(Ct));
        await Within.Patience(link.Messages.ReadAsync(Ct));

        link.Acknowledge(foreign);
        await Within.Patience(link.PublishAsync("t", new byte[1], MqttQos.AtMostOnce, false, Ct));

        Assert.Equal(0x30, (await Within.Patience(_broker.ReadAsync(Ct)))[0]);
    }

    [Fact]
    public async Task The_brokers_receive_maximum_holds_publishes_back()
    {
        var link = new ManagedMqttLink(_broker.Options, TimeProvider.System);
        Task<bool> connecting = link.ConnectAsync(Ct);
        await _broker.AcceptAsync([0x20, 6, 0, 0, 3, 0x21, 0, 1], Ct);
        await Within.Patience(connecting);
        await using ManagedMqttLink connected = link;
        Task first = link.PublishAsync("t", new byte[] { 1 }, MqttQos.AtLeastOnce, false, Ct).AsTask();
        Task second = link.PublishAsync("t", new byte[] { 2 }, MqttQos.AtLeastOnce, false, Ct).AsTask();

        Assert.Equal("3207000174000100" + "01", Convert.ToHexString(await Within.Patience(_broker.ReadAsync(Ct))));
        await _broker.SayAsync([0x40, 2, 0, 1], Ct);
        await Within.Patience(first);
        Assert.False(second.IsCompleted);
        Assert.Equal("3207000174000200" + "02", Convert.ToHexString(await Within.Patience(_broker.ReadAsync(Ct))));
        await _broker.SayAsync([0x40, 2, 0, 2], Ct);
        await Within.Patience(second);
    }

    [Fact]
    public async Task A_publish_cancelled_before_its_turn_is_never_sent()
    {
        var link = new ManagedMqttLink(_broker.Options, TimeProvider.System);
        Task<bool> connecting = link.ConnectAsync(Ct);
        await _broker.AcceptAsync([0x20, 6, 0, 0, 3, 0x21, 0, 1], Ct);
        await Within.Patience(connecting);
        await using ManagedMqttLink connected = link;
        using var cancel = new CancellationTokenSource();
        _ = link.PublishAsync("t", new byte[] { 1 }, MqttQos.AtLeastOnce, false, Ct).AsTask();
        Task waiting = link.PublishAsync("t", new byte[] { 2 }, MqttQos.AtLeastOnce, false, cancel.Token).AsTask();
        Task third = link.PublishAsync("t", new byte[] { 3 }, MqttQos.AtLeastOnce, false, Ct).AsTask();
        await Within.Patience(_broker.ReadAsync(Ct));

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Within.Patience(waiting));
        await _broker.SayAsync([0x40, 2, 0, 1], Ct);

        Assert.Equal(3, (await Within.Patience(_broker.ReadAsync(Ct)))[^1]);
        await _broker.SayAsync([0x40, 2, 0, 2], Ct);
        await Within.Patience(third);
    }
}
