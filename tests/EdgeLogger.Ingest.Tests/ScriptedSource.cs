using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using EdgeLogger.Frames;
using EdgeLogger.Mqtt;
using EdgeLogger.Testing;

namespace EdgeLogger.Ingest.Tests;

/// <summary>A broker played by the test.</summary>
internal sealed class ScriptedSource : IMessageSource
{
    private volatile Channel<MqttMessage> _messages = Channel.CreateUnbounded<MqttMessage>();
    private readonly ConcurrentDictionary<MqttMessage, TaskCompletionSource> _acknowledged = new();
    private readonly Channel<(string Topic, Ack Ack)> _published = Channel.CreateUnbounded<(string, Ack)>();

    public ChannelReader<MqttMessage> Messages => _messages.Reader;

    /// <summary>Called at each acknowledgement to the broker.</summary>
    public Action<MqttMessage> OnAcknowledge { get; set; } = _ => { };

    /// <summary>Awaited before each publication.</summary>
    public Func<Task> BeforePublish { get; set; } = () => Task.CompletedTask;

    /// <summary>Makes an acknowledgement of what is published on a topic: a board with a key takes the MAC off.</summary>
    public Func<string, byte[], byte[]> Opens { get; set; } = (_, payload) => payload;

    /// <summary>Ends the messages with an error; what is delivered from now on comes by others.</summary>
    public void Break(Exception error)
    {
        Channel<MqttMessage> broken = _messages;
        _messages = Channel.CreateUnbounded<MqttMessage>();
        broken.Writer.Complete(error);
    }

    /// <summary>Delivers a message; the task ends when it is acknowledged to the broker.</summary>
    public Task Send(string topic, byte[] payload, bool retain = false)
    {
        MqttMessage message = new(topic, payload, retain, 1);
        _messages.Writer.TryWrite(message);
        return Acknowledged(message).Task;
    }

    /// <summary>The next acknowledgement published to a board.</summary>
    public async Task<(string Topic, Ack Ack)> NextAckAsync() =>
        await _published.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().InTime();

    public int PublishedCount => _published.Reader.Count;

    public void Acknowledge(MqttMessage message)
    {
        OnAcknowledge(message);
        Acknowledged(message).SetResult();
    }

    public async ValueTask PublishAsync(
        string topic, ReadOnlyMemory<byte> payload, MqttQos qos, CancellationToken cancellationToken)
    {
        await BeforePublish();
        Ack ack = new();
        byte[] opened = Opens(topic, payload.ToArray());
        Assert.True(ack.TryRead(opened, opened.Length));
        _published.Writer.TryWrite((topic, ack));
    }

    private TaskCompletionSource Acknowledged(MqttMessage message) =>
        _acknowledged.GetOrAdd(message, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
