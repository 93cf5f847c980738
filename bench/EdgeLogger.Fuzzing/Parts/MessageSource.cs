using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using EdgeLogger.Ingest;
using EdgeLogger.Mqtt;

namespace EdgeLogger.Fuzzing.Parts;

/// <summary>A broker of which nothing is there but its messages.</summary>
internal sealed class MessageSource : IMessageSource
{
    private readonly Channel<MqttMessage> _messages = Channel.CreateUnbounded<MqttMessage>();
    private readonly ConcurrentDictionary<MqttMessage, TaskCompletionSource> _waiting = new();

    public ChannelReader<MqttMessage> Messages => _messages.Reader;

    /// <summary>Delivers a message; the task ends when it is acknowledged.</summary>
    public Task Deliver(string topic, byte[] payload)
    {
        MqttMessage message = new(topic, payload, false, 1);
        TaskCompletionSource acknowledged = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[message] = acknowledged;
        _messages.Writer.TryWrite(message);
        return acknowledged.Task;
    }

    public void Acknowledge(MqttMessage message)
    {
        if (_waiting.TryRemove(message, out TaskCompletionSource? waiting))
        {
            waiting.SetResult();
        }
    }

    public ValueTask PublishAsync(string topic, ReadOnlyMemory<byte> payload, MqttQos qos, CancellationToken cancellationToken) =>
        ValueTask.CompletedTask;
}
