using System;
using System.Threading.Tasks;

namespace EdgeLogger.Mqtt.Managed;

/// <summary>A PUBLISH at QoS 1 or a SUBSCRIBE whose answer is awaited; the task is the caller's.</summary>
internal sealed class PendingRequest : TaskCompletionSource
{
    private PendingRequest(PacketType answer, string topic, ReadOnlyMemory<byte> payload, bool retain)
        : base(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        Answer = answer;
        Topic = topic;
        Payload = payload;
        Retain = retain;
    }

    /// <summary>The packet type that answers it.</summary>
    public PacketType Answer { get; }

    /// <summary>Topic name, or topic filter.</summary>
    public string Topic { get; }

    /// <summary>Read only while the caller waits: its memory is the caller's again once the task is done.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    public bool Retain { get; }

    public static PendingRequest Publish(string topic, ReadOnlyMemory<byte> payload, bool retain) =>
        new(PacketType.Puback, topic, payload, retain);

    public static PendingRequest Subscribe(string filter) => new(PacketType.Suback, filter, default, false);

    /// <summary>Ends it with the broker's verdict.</summary>
    public void Settle(InboundReply reply)
    {
        if (reply.ReasonCode < MqttReason.FirstError)
        {
            TrySetResult();
            return;
        }

        string verb = Answer == PacketType.Puback ? "a message on" : "the subscription to";
        TrySetException(new MqttRefusedException(
            $"the broker refused {verb} '{Topic}': {MqttReason.Words(reply.ReasonCode, reply.Explanation)}", reply.ReasonCode));
    }
}
