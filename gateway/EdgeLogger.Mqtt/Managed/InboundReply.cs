using System;

namespace EdgeLogger.Mqtt.Managed;

/// <summary>A PUBACK, SUBACK or DISCONNECT from the broker.</summary>
internal readonly record struct InboundReply(ushort PacketId, byte ReasonCode, string? Explanation)
{
    /// <summary>Both the reason and the properties may be left out; 3.1.1 has neither.</summary>
    public static InboundReply ParsePuback(ReadOnlySpan<byte> body, MqttProtocol protocol)
    {
        var reader = new PacketReader(body);
        ushort packetId = reader.ReadPacketId();
        if (protocol == MqttProtocol.V311 && !reader.AtEnd)
        {
            throw new MqttProtocolException("bytes after the end of a packet");
        }

        byte reason = reader.AtEnd ? MqttReason.Success : reader.ReadByte();
        return new InboundReply(packetId, reason, ReadLastProperties(ref reader, InboundProperties.InReply));
    }

    /// <summary>We subscribe to one filter at a time: exactly one reason code.</summary>
    public static InboundReply ParseSuback(ReadOnlySpan<byte> body, MqttProtocol protocol)
    {
        var reader = new PacketReader(body);
        ushort packetId = reader.ReadPacketId();
        InboundProperties properties = protocol == MqttProtocol.V5
            ? InboundProperties.Read(ref reader, InboundProperties.InReply)
            : new InboundProperties();
        byte reason = reader.ReadByte();
        return reader.AtEnd
            ? new InboundReply(packetId, reason, properties.Explanation)
            : throw new MqttProtocolException("a SUBACK for more than was asked", MqttReason.ProtocolError);
    }

    /// <summary>MQTT 5 only: before, a broker just closed the connection.</summary>
    public static InboundReply ParseDisconnect(ReadOnlySpan<byte> body)
    {
        var reader = new PacketReader(body);
        byte reason = reader.AtEnd ? MqttReason.Success : reader.ReadByte();
        return new InboundReply(0, reason, ReadLastProperties(ref reader, InboundProperties.InDisconnect));
    }

    private static string? ReadLastProperties(ref PacketReader reader, ulong allowed)
    {
        if (reader.AtEnd)
        {
            return null;
        }

        InboundProperties properties = InboundProperties.Read(ref reader, allowed);
        return reader.AtEnd ? properties.Explanation : throw new MqttProtocolException("bytes after the end of a packet");
    }
}
