using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace EdgeLogger.Mqtt.Tests.Sessions;

/// <summary>A connection that does what the test says.</summary>
internal sealed class FakeLink : IMqttLink
{
    private readonly Channel<MqttMessage> _messages = Channel.CreateUnbounded<MqttMessage>();
    private readonly TaskCompletionSource _closed = new();

    /// <summary>What connecting ends in; null: success.</summary>
    public Exception? Refusal { get; init; }

    public bool SessionPresent { get; init; }

    public List<string> Filters { get; } = [];

    public List<MqttMessage> Acknowledged { get; } = [];

    public ChannelReader<MqttMessage> Messages => _messages.Reader;

    public Task Closed => _closed.Task;

    public Task<bool> ConnectAsync(CancellationToken cancellationToken) =>
        Refusal == null ? Task.FromResult(SessionPresent) : Task.FromException<bool>(Refusal);

    public Task SubscribeAsync(string filter, CancellationToken cancellationToken)
    {
        Filters.Add(filter);
        return Task.CompletedTask;
    }

    public ValueTask PublishAsync(
        string topic, ReadOnlyMemory<byte> payload, MqttQos qos, bool retain, CancellationToken cancellationToken) => default;

    public void Acknowledge(MqttMessage message) => Acknowledged.Add(message);

    public void Receive(string topic) => _messages.Writer.TryWrite(new MqttMessage(topic, [], false, 1));

    public void Lose(string why)
    {
        _messages.Writer.TryComplete(new MqttUnreachableException(why));
        _closed.TrySetResult();
    }

    public ValueTask DisposeAsync()
    {
        _messages.Writer.TryComplete();
        _closed.TrySetResult();
        return default;
    }
}
