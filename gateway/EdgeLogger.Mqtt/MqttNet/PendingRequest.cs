using System;
using System.Threading.Tasks;

namespace EdgeLogger.Mqtt.MqttNet;

/// <summary>A message at QoS 1 whose answer is awaited; the task is the caller's.</summary>
internal sealed class PendingRequest(string topic, ReadOnlyMemory<byte> payload, bool retain)
    : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public string Topic { get; } = topic;

    /// <summary>Read only while the caller waits: its memory is the caller's again once the task is done.</summary>
    public ReadOnlyMemory<byte> Payload { get; } = payload;

    public bool Retain { get; } = retain;
}
