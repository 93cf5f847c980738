using System;
using System.Text;

namespace EdgeLogger.Mqtt.MqttNet;

/// <summary>What MQTTnet does not check before it sends: texts that MQTT cannot carry, and how long a PUBLISH would be.</summary>
internal static class PublishPacket
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Length of a whole PUBLISH without properties, bytes (MQTT 5, 3.3; MQTT 3.1.1, 3.3).</summary>
    public static long Size(MqttProtocol protocol, string topic, int payloadLength, MqttQos qos)
    {
        long properties = protocol == MqttProtocol.V5 ? 1 : 0;
        long body = 2L + Encoding.UTF8.GetByteCount(topic) + (qos == MqttQos.AtLeastOnce ? 2 : 0) + properties + payloadLength;
        return 1 + LengthOfLength(body) + body;
    }

    /// <summary>Refuses what cannot stand in an MQTT text.</summary>
    /// <exception cref="ArgumentException">Empty, longer than 65535 bytes, with U+0000 or half a surrogate pair.</exception>
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

    // Seven bits a byte.
    private static int LengthOfLength(long value) => value switch
    {
        < 1 << 7 => 1,
        < 1 << 14 => 2,
        < 1 << 21 => 3,
        _ => 4,
    };
}
