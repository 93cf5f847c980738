using System;
using System.Text;

namespace EdgeLogger.Mqtt.Managed;

/// <summary>Writes the packets a client sends (chapter 3 of the standard).</summary>
internal static class OutboundPackets
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void WriteConnect(SendBuffer to, MqttLinkOptions options)
    {
        var body = new SendBuffer();
        body.WriteText("MQTT");
        body.WriteByte((byte)options.Protocol);
        body.WriteByte(ConnectFlags(options));
        body.WriteUInt16((int)Math.Clamp(options.KeepAlive.TotalSeconds, 0, ushort.MaxValue));
        WriteConnectProperties(body, options);
        body.WriteText(options.ClientId);
        if (options.Will is { } will)
        {
            WriteNoProperties(body, options.Protocol);
            body.WriteText(will.Topic);
            body.WriteBinary(will.Payload.Span);
        }

        if (options.Username is { } username)
        {
            body.WriteText(username);
        }

        if (options.Password is { } password)
        {
            body.WriteText(password);
        }

        to.WriteByte((byte)PacketType.Connect << 4);
        to.WriteVarint(body.Length);
        to.WriteRaw(body.Written.Span);
        body.Clear();
    }

    /// <summary>Length of a PUBLISH, bytes: what the broker's maximum packet size is about.</summary>
    public static long PublishSize(MqttProtocol protocol, string topic, int payloadLength, MqttQos qos)
    {
        long body = PublishBodySize(protocol, topic, payloadLength, qos);
        return 1 + VarintSize(body) + body;
    }

    /// <param name="to">Where to write.</param>
    /// <param name="protocol">The connection's version.</param>
    /// <param name="topic">A topic name without wildcards.</param>
    /// <param name="payload">The message.</param>
    /// <param name="retain">Whether the broker keeps it for later subscribers.</param>
    /// <param name="packetId">0 at QoS 0.</param>
    public static void WritePublish(
        SendBuffer to, MqttProtocol protocol, string topic, ReadOnlySpan<byte> payload, bool retain, ushort packetId)
    {
        MqttQos qos = packetId == 0 ? MqttQos.AtMostOnce : MqttQos.AtLeastOnce;
        to.WriteByte((byte)(((byte)PacketType.Publish << 4) | ((byte)qos << 1) | (retain ? 1 : 0)));
        to.WriteVarint((int)PublishBodySize(protocol, topic, payload.Length, qos));
        to.WriteText(topic);
        if (packetId != 0)
        {
            to.WriteUInt16(packetId);
        }

        WriteNoProperties(to, protocol);
        to.WriteRaw(payload);
    }

    public static void WritePuback(SendBuffer to, ushort packetId)
    {
        to.WriteByte((byte)PacketType.Puback << 4);
        to.WriteByte(2);
        to.WriteUInt16(packetId);
    }

    public static void WriteSubscribe(SendBuffer to, MqttProtocol protocol, string filter, ushort packetId)
    {
        to.WriteByte(((byte)PacketType.Subscribe << 4) | 2);
        to.WriteVarint(2 + NoPropertiesSize(protocol) + 2 + Encoding.UTF8.GetByteCount(filter) + 1);
        to.WriteUInt16(packetId);
        WriteNoProperties(to, protocol);
        to.WriteText(filter);
        to.WriteByte((byte)MqttQos.AtLeastOnce);
    }

    public static void WritePing(SendBuffer to)
    {
        to.WriteByte((byte)PacketType.Pingreq << 4);
        to.WriteByte(0);
    }

    /// <param name="to">Where to write.</param>
    /// <param name="protocol">The connection's version. At 3.1.1 a DISCONNECT has no reason and always means that all is well.</param>
    /// <param name="reasonCode">Why.</param>
    public static void WriteDisconnect(SendBuffer to, MqttProtocol protocol, byte reasonCode)
    {
        to.WriteByte((byte)PacketType.Disconnect << 4);
        if (protocol == MqttProtocol.V311)
        {
            to.WriteByte(0);
            return;
        }

        to.WriteByte(1);
        to.WriteByte(reasonCode);
    }

    /// <summary>Refuses what the wire cannot carry, in the caller's terms.</summary>
    /// <exception cref="ArgumentException">Empty, too long, or with U+0000 or half a surrogate pair.</exception>
    public static void CheckText(string text, string parameter)
    {
        // The strict encoding throws an ArgumentException of its own for half a surrogate pair.
        if (text.Length == 0 || text.Contains('\0', StringComparison.Ordinal) || StrictUtf8.GetByteCount(text) > ushort.MaxValue)
        {
            throw new ArgumentException("empty, longer than 65535 bytes, or with U+0000", parameter);
        }
    }

    /// <summary>Refuses a topic that cannot be published on.</summary>
    /// <exception cref="ArgumentException">As for <see cref="CheckText"/>, or with a wildcard.</exception>
    public static void CheckTopic(string topic)
    {
        CheckText(topic, nameof(topic));
        if (topic.AsSpan().IndexOfAny('+', '#') >= 0)
        {
            throw new ArgumentException("a topic to publish on has no wildcards", nameof(topic));
        }
    }

    private static long PublishBodySize(MqttProtocol protocol, string topic, int payloadLength, MqttQos qos) =>
        2L + Encoding.UTF8.GetByteCount(topic) + (qos == MqttQos.AtLeastOnce ? 2 : 0) + NoPropertiesSize(protocol) + payloadLength;

    private static void WriteConnectProperties(SendBuffer to, MqttLinkOptions options)
    {
        if (options.Protocol == MqttProtocol.V311)
        {
            return;
        }

        to.WriteVarint(5 + 3 + 5);
        to.WriteByte(0x11);
        to.WriteUInt32((uint)Math.Clamp(options.SessionExpiry.TotalSeconds, 0, uint.MaxValue));
        to.WriteByte(0x21);
        to.WriteUInt16(options.ReceiveMaximum);
        to.WriteByte(0x27);
        to.WriteUInt32((uint)options.MaximumPacketSize);
    }

    // Where MQTT 5 has a block of properties, 3.1.1 has nothing.
    private static void WriteNoProperties(SendBuffer to, MqttProtocol protocol)
    {
        if (protocol == MqttProtocol.V5)
        {
            to.WriteVarint(0);
        }
    }

    private static int NoPropertiesSize(MqttProtocol protocol) => protocol == MqttProtocol.V5 ? 1 : 0;

    private static int VarintSize(long value) => value switch
    {
        < 1 << 7 => 1,
        < 1 << 14 => 2,
        < 1 << 21 => 3,
        _ => 4,
    };

    private static byte ConnectFlags(MqttLinkOptions options)
    {
        int flags = options.CleanStart ? 0x02 : 0;
        if (options.Will is { } will)
        {
            flags |= 0x04 | ((byte)MqttQos.AtLeastOnce << 3) | (will.Retain ? 0x20 : 0);
        }

        flags |= options.Password != null ? 0x40 : 0;
        flags |= options.Username != null ? 0x80 : 0;
        return (byte)flags;
    }
}
