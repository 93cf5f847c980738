namespace EdgeLogger.Mqtt;

/// <summary>A message that arrived. It is acknowledged to the broker only when <see cref="IMqttLink.Acknowledge"/> is called.</summary>
public sealed class MqttMessage
{
    public MqttMessage(string topic, byte[] payload, bool retain, ushort packetId)
    {
        Topic = topic;
        Payload = payload;
        Retain = retain;
        PacketId = packetId;
    }

    public string Topic { get; }

    /// <summary>The payload; the receiver owns it.</summary>
    public byte[] Payload { get; }

    /// <summary>Sent because we subscribed, not because someone published now.</summary>
    public bool Retain { get; }

    /// <summary>0 at QoS 0: nothing to acknowledge.</summary>
    public ushort PacketId { get; }
}
