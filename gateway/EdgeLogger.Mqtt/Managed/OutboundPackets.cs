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
        body.WriteByte(5);
        body.WriteByte(ConnectFlags(options));
        body.WriteUInt16((int)Math.Clamp(options.KeepAlive.TotalSeconds, 0, ushort.MaxValue));
        body.WriteVarint(5 + 3 + 5);
        body.WriteByte(0x11);
        body.WriteUInt32((uint)Math.Clamp(options.SessionExpiry.TotalSeconds, 0, uint.MaxValue));
        body.WriteByte(0x21);
        body.WriteUInt16(options.ReceiveMaximum);
        body.WriteByte(0x27);
        body.WriteUInt32((uint)options.MaximumPacketSize);
        body.WriteText(options.ClientId);
        if (options.Will is { } will)
        {
            body.WriteVarint(0);
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
    public static long PublishSize(string topic, int payloadLength, MqttQos qos)
    {
        long body = PublishBodySize(topic, payloadLength, qos);
        return 1 + VarintSize(body) + body;
    }

    /// <param name="to">Where to write.</param>
    /// <param name="topic">A topic name without wildcards.</param>
    /// <param name="payload">The message.</param>
    /// <param name="retain">Whether the broker keeps it for later subscribers.</param>
    /// <param name="packetId">0 at QoS 0.</param>
    public static void WritePublish(SendBuffer to, string topic, ReadOnlySpan<byte> payload, bool retain, ushort packetId)
    {
        MqttQos qos = packetId == 0 ? MqttQos.AtMostOnce : MqttQos.AtLeastOnce;
        to.WriteByte((byte)(((byte)PacketType.Publish << 4) | ((byte)qos << 1) | (retain ? 1 : 0)));
        to.WriteVarint((int)PublishBodySize(topic, payload.Length, qos));
        to.WriteText(topic);
        if (packetId != 0)
        {
            to.WriteUInt16(packetId);
        }

        to.WriteVarint(0);
        to.WriteRaw(payload);
    }

    public static void WritePuback(SendBuffer to, ushort packetId)
    {
        to.WriteByte((byte)PacketType.Puback << 4);
        to.WriteByte(2);
        to.WriteUInt16(packetId);
    }

    public static void WriteSubscribe(SendBuffer to, string filter, ushort packetId)
    {
        to.WriteByte(((byte)PacketType.Subscribe << 4) | 2);
        to.WriteVarint(2 + 1 + 2 + Encoding.UTF8.GetByteCount(filter) + 1);
        to.WriteUInt16(packetId);
        to.WriteVarint(0);
        to.WriteText(filter);
        to.WriteByte((byte)MqttQos.AtLeastOnce);
    }

    public static void WritePing(SendBuffer to)
    {
        to.WriteByte((byte)PacketType.Pingreq << 4);
        to.WriteByte(0);
    }

    public static void WriteDisconnect(SendBuffer to, byte reasonCode)
    {
        to.WriteByte((byte)PacketType.Disconnect << 4);
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

    private static long PublishBodySize(string topic, int payloadLength, MqttQos qos) =>
        2L + Encoding.UTF8.GetByteCount(topic) + (qos == MqttQos.AtLeastOnce ? 2 : 0) + 1 + payloadLength;

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
