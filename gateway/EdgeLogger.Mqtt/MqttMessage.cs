using System.Threading;

namespace EdgeLogger.Mqtt;

/// <summary>
/// A message that arrived. It is acknowledged to the broker only when <see cref="IMqttLink.Acknowledge"/> is called.
/// </summary>
public sealed class MqttMessage
{
    private IMqttLink? _unacknowledgedBy;

    public MqttMessage(string topic, byte[] payload, bool retain, ushort packetId)
    {
        Topic = topic;
        Payload = payload;
        Retain = retain;
        PacketId = packetId;
    }

    /// <param name="topic">Where it was published.</param>
    /// <param name="payload">Handed over.</param>
    /// <param name="retain">Whether the broker had kept it.</param>
    /// <param name="packetId">0 at QoS 0.</param>
    /// <param name="source">The link that received it and must acknowledge it.</param>
    internal MqttMessage(string topic, byte[] payload, bool retain, ushort packetId, IMqttLink source)
        : this(topic, payload, retain, packetId) => _unacknowledgedBy = source;

    public string Topic { get; }

    /// <summary>The payload; the receiver owns it.</summary>
    public byte[] Payload { get; }

    /// <summary>Sent because we subscribed, not because someone published now.</summary>
    public bool Retain { get; }

    /// <summary>0 at QoS 0: nothing to acknowledge.</summary>
    public ushort PacketId { get; }

    /// <summary>The link that brought it, set by <see cref="MqttSession"/>: packet ids mean nothing on another.</summary>
    internal IMqttLink? Origin { get; set; }

    /// <summary>The link to acknowledge to; null where that is done, or never was any.</summary>
    internal IMqttLink? UnacknowledgedBy => Volatile.Read(ref _unacknowledgedBy);

    /// <summary>
    /// True once, for the link that received the message: a second acknowledgement could hit another message with the same id.
    /// </summary>
    internal bool TryTakeAcknowledgement(IMqttLink link) =>
        ReferenceEquals(Interlocked.CompareExchange(ref _unacknowledgedBy, null, link), link);
}

/// <summary>Quality of service. QoS 2 is not used: the gateway's own acknowledgement makes delivery exactly once.</summary>
public enum MqttQos : byte
{
    AtMostOnce = 0,
    AtLeastOnce = 1,
}
