using System;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Mqtt.Managed;
using Microsoft.Extensions.Time.Testing;

namespace EdgeLogger.Mqtt.Tests.Managed;

public sealed class KeepAliveTests : IDisposable
{
    private static readonly TimeSpan HalfOfKeepAlive = TimeSpan.FromSeconds(7.5);

    private readonly ScriptedBroker _broker = new();
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _broker.Dispose();

    [Fact]
    public async Task A_silent_connection_is_pinged_and_lives_while_pings_are_answered()
    {
        await using ManagedMqttLink link = await _broker.ConnectedAsync(_time, Ct);

        for (int i = 0; i < 10; i++)
        {
            _time.Advance(HalfOfKeepAlive);
            Assert.Equal([0xC0, 0], await Within.Patience(_broker.ReadAsync(Ct)));

            // The message behind the answer shows that the answer was read.
            await _broker.SayAsync([0xD0, 0, 0x30, 4, 0, 1, 0x61, 0], Ct);
            await Within.Patience(link.Messages.ReadAsync(Ct));

            // Both sides were heard since the last look: no ping.
            _time.Advance(HalfOfKeepAlive);
        }

        Assert.False(link.Closed.IsCompleted);
    }

    [Fact]
    public async Task A_broker_that_stays_silent_is_given_up_within_twice_the_keep_alive_time()
    {
        await using ManagedMqttLink link = await _broker.ConnectedAsync(_time, Ct);

        for (int i = 0; i < 4; i++)
        {
            _time.Advance(HalfOfKeepAlive);
        }

        await Within.Patience(link.Closed);
        var error = await Assert.ThrowsAsync<MqttUnreachableException>(() => Within.Patience(link.Messages.Completion));
        Assert.Contains("no sign of life for 15 s", error.Message, StringComparison.Ordinal);
    }
}
