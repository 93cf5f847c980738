using System;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Mqtt.Managed;

namespace EdgeLogger.Mqtt.Tests.Managed;

/// <summary>What the managed client says and takes at MQTT 3.1.1, which boards speak, byte for byte.</summary>
public sealed class Version311Tests : IDisposable
{
    private readonly ScriptedBroker _broker = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _broker.Dispose();

    [Fact]
    public async Task It_connects_as_a_board_does()
    {
        MqttLinkOptions options = MqttLinkOptions.ForBoard("127.0.0.1", _broker.Options.Port, "b-1", "pw") with
        {
            Will = new MqttWill("w", Encoding.UTF8.GetBytes("x"), Retain: true),
            KeepAlive = TimeSpan.FromSeconds(30),
        };
        await using var link = new ManagedMqttLink(options, TimeProvider.System);
        Task<bool> connecting = link.ConnectAsync(Ct);

        byte[] said = await Within.Patience(_broker.AcceptAsync([0x20, 2, 0, 0], Ct));

        // Level 4; name, password, will retained at QoS 1, clean session; and no properties anywhere.
        Assert.Equal("101E" + "00044D515454" + "04" + "EE" + "001E" + "0003622D31" + "000177" + "000178" + "0003622D31" + "00027077", Convert.ToHexString(said));
        Assert.False(await Within.Patience(connecting));
    }

    [Theory]
    [InlineData(1, 0x84, "does not speak MQTT 3.1.1")]
    [InlineData(2, 0x85, "client id not allowed")]
    [InlineData(3, 0x88, "server unavailable")]
    [InlineData(4, 0x86, "bad user name or password")]
    [InlineData(5, 0x87, "wrong user name or password")]
    public async Task A_refusal_is_told_in_words(byte returnCode, byte reason, string words)
    {
        var link = new ManagedMqttLink(_broker.Options with { Protocol = MqttProtocol.V311, Username = "board-a", Password = "x" }, TimeProvider.System);
        Task<bool> connecting = link.ConnectAsync(Ct);
        await _broker.AcceptAsync([0x20, 2, 0, returnCode], Ct);

        var refusal = await Assert.ThrowsAsync<MqttRefusedException>(() => Within.Patience(connecting));

        Assert.Equal(reason, refusal.ReasonCode);
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("'board-a'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_have_no_properties_either_way()
    {
        await using ManagedMqttLink link = await _broker.ConnectedAsync(TimeProvider.System, Ct, MqttProtocol.V311);

        Task publishing = link.PublishAsync("t", new byte[] { 1 }, MqttQos.AtLeastOnce, retain: true, Ct).AsTask();
        Assert.Equal("3306" + "000174" + "0001" + "01", Convert.ToHexString(await Within.Patience(_broker.ReadAsync(Ct))));
        await _broker.SayAsync(Convert.FromHexString("40020001" + "3206" + "000161" + "0007" + "58"), Ct);

        await Within.Patience(publishing);
        MqttMessage message = await Within.Patience(link.Messages.ReadAsync(Ct));
        Assert.Equal(("a", "X"), (message.Topic, Encoding.UTF8.GetString(message.Payload)));
        link.Acknowledge(message);
        Assert.Equal("40020007", Convert.ToHexString(await Within.Patience(_broker.ReadAsync(Ct))));
        await link.DisposeAsync();
        Assert.Equal("E000", Convert.ToHexString(await Within.Patience(_broker.ReadAsync(Ct))));
    }

    [Fact]
    public async Task A_refused_subscription_names_its_filter()
    {
        await using ManagedMqttLink link = await _broker.ConnectedAsync(TimeProvider.System, Ct, MqttProtocol.V311);
        Task subscribing = link.SubscribeAsync("el/1/b/cmd", Ct);
        Assert.Equal("820F" + "0001" + "000A656C2F312F622F636D64" + "01", Convert.ToHexString(await Within.Patience(_broker.ReadAsync(Ct))));

        await _broker.SayAsync(Convert.FromHexString("90030001" + "80"), Ct);

        var refusal = await Assert.ThrowsAsync<MqttRefusedException>(() => Within.Patience(subscribing));
        Assert.Contains("the subscription to 'el/1/b/cmd'", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("400300" + "0700")] // a PUBACK with a reason
    [InlineData("E000")] // a DISCONNECT from a broker
    [InlineData("3603000161")] // QoS 3
    public async Task A_breach_ends_the_connection_without_a_farewell_so_that_the_will_is_published(string packet)
    {
        await using ManagedMqttLink link = await _broker.ConnectedAsync(TimeProvider.System, Ct, MqttProtocol.V311);

        await _broker.SayAsync(Convert.FromHexString(packet), Ct);

        Assert.Empty(await Within.Patience(_broker.ReadAsync(Ct)));
        var error = await Assert.ThrowsAsync<MqttUnreachableException>(() => Within.Patience(link.Messages.Completion));
        Assert.Contains("broke the protocol", error.Message, StringComparison.Ordinal);
    }
}
