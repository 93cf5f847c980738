using System;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using EdgeLogger.Frames;
using EdgeLogger.Ingest;
using EdgeLogger.Mqtt;

namespace EdgeLogger.Bench.Measuring;

/// <summary>The broker's place in front of ingest: hands it frames when they are due, and times their acknowledgements.</summary>
internal sealed class BenchSource(int streams, ulong firstStream, Arrivals arrivals, Latencies latencies) : IMessageSource
{
    private readonly Channel<MqttMessage> _messages = Channel.CreateUnbounded<MqttMessage>();
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ChannelReader<MqttMessage> Messages => _messages.Reader;

    /// <summary>Ends when every frame is acknowledged.</summary>
    public Task All => _all.Task;

    public void Send(MqttMessage message) => _messages.Writer.TryWrite(message);

    public void Acknowledge(MqttMessage message)
    {
        ulong stream = LittleEndian.ReadUInt64(message.Payload, FrameLayout.StreamIdAt);
        uint sequence = LittleEndian.ReadUInt32(message.Payload, FrameLayout.SequenceAt);
        latencies.Add(arrivals.SinceDue((int)(((sequence - 1) * streams) + (uint)(stream - firstStream))));
        if (latencies.IsComplete)
        {
            _all.TrySetResult();
        }
    }

    public ValueTask PublishAsync(string topic, ReadOnlyMemory<byte> payload, MqttQos qos, CancellationToken cancellationToken) =>
        ValueTask.CompletedTask;
}
