using System;

namespace EdgeLogger.Mqtt.Managed;

/// <summary>The broker's answer to CONNECT.</summary>
internal readonly struct Connack
{
    private Connack(bool sessionPresent, byte reasonCode, InboundProperties properties)
    {
        SessionPresent = sessionPresent;
        ReasonCode = reasonCode;
        Properties = properties;
    }

    public bool SessionPresent { get; }

    public byte ReasonCode { get; }

    public InboundProperties Properties { get; }

    public static Connack Parse(byte header, ReadOnlySpan<byte> body, MqttProtocol protocol)
    {
        if (header != (byte)PacketType.Connack << 4)
        {
            throw new MqttProtocolException("something else than the answer to CONNECT", MqttReason.ProtocolError);
        }

        var reader = new PacketReader(body);
        byte flags = reader.ReadByte();
        byte reason = reader.ReadByte();
        if (flags > 1)
        {
            throw new MqttProtocolException("unknown flags in CONNACK");
        }

        if (protocol == MqttProtocol.V311)
        {
            return reader.AtEnd && MqttReason.OfReturnCode(reason) is { } meaning
                ? new Connack(flags == 1, meaning, new InboundProperties())
                : throw new MqttProtocolException("a CONNACK with unknown contents");
        }

        // MQTT 3 knows only these codes, and no properties: a broker that is too old answers so.
        if (reader.AtEnd && reason is > 0 and < MqttReason.FirstError)
        {
            return new Connack(false, MqttReason.UnsupportedProtocolVersion, new InboundProperties());
        }

        InboundProperties properties = InboundProperties.Read(ref reader, InboundProperties.InConnack);
        if (!reader.AtEnd || reason is > 0 and < MqttReason.FirstError)
        {
            throw new MqttProtocolException("a CONNACK with unknown contents");
        }

        return new Connack(flags == 1, reason, properties);
    }
}
