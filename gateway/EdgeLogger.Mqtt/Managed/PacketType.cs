namespace EdgeLogger.Mqtt.Managed;

/// <summary>The high four bits of an MQTT packet's first byte (section 2.1.2 of the standard).</summary>
internal enum PacketType : byte
{
    Connect = 1,
    Connack = 2,
    Publish = 3,
    Puback = 4,
    Subscribe = 8,
    Suback = 9,
    Pingreq = 12,
    Pingresp = 13,
    Disconnect = 14,
}
