using System;

namespace EdgeLogger.Mqtt.Managed;

/// <summary>A PUBLISH from the broker, seen in the receive buffer.</summary>
internal readonly ref struct InboundPublish
{
    private InboundPublish(ReadOnlySpan<byte> topic, ushort packetId, bool retain, ReadOnlySpan<byte> payload)
    {
        Topic = topic;
        PacketId = packetId;
        Retain = retain;
        Payload = payload;
    }

    /// <summary>Well-formed UTF-8, not empty, without wildcards.</summary>
    public ReadOnlySpan<byte> Topic { get; }

    /// <summary>0 at QoS 0.</summary>
    public ushort PacketId { get; }

    public bool Retain { get; }

    public ReadOnlySpan<byte> Payload { get; }

    public static InboundPublish Parse(byte header, ReadOnlySpan<byte> body, MqttProtocol protocol)
    {
        int qos = (header >> 1) & 3;
        if (qos > 1)
        {
            throw new MqttProtocolException("a message above QoS 1, which we did not ask for", MqttReason.QosNotSupported);
        }

        var reader = new PacketReader(body);
        ReadOnlySpan<byte> topic = reader.ReadUtf8();
        ushort packetId = qos == 1 ? reader.ReadPacketId() : (ushort)0;
        if (protocol == MqttProtocol.V5)
        {
            InboundProperties.Read(ref reader, InboundProperties.InPublish);
        }

        if (topic.IsEmpty || topic.IndexOfAny((byte)'+', (byte)'#') >= 0)
        {
            throw new MqttProtocolException("a message whose topic is empty or has a wildcard", MqttReason.ProtocolError);
        }

        return new InboundPublish(topic, packetId, (header & 1) != 0, reader.ReadRest());
    }
}
