namespace EdgeLogger.Mqtt.Managed;

/// <summary>The properties of a packet from the broker that the client acts on (section 2.2.2.2 of the standard).</summary>
internal struct InboundProperties
{
    // A bit for each property identifier that may stand in the packet.
    public const ulong InConnack = (1UL << 0x11) | (1UL << 0x12) | (1UL << 0x13) | (1UL << 0x15) | (1UL << 0x16) | (1UL << 0x1A)
        | (1UL << 0x1C) | (1UL << 0x1F) | (1UL << 0x21) | (1UL << 0x22) | (1UL << 0x24) | (1UL << 0x25) | (1UL << UserProperty)
        | (1UL << 0x27) | (1UL << 0x28) | (1UL << 0x29) | (1UL << 0x2A);

    public const ulong InPublish = (1UL << 0x01) | (1UL << 0x02) | (1UL << 0x03) | (1UL << 0x08) | (1UL << 0x09)
        | (1UL << SubscriptionId) | (1UL << TopicAlias) | (1UL << UserProperty);

    public const ulong InReply = (1UL << 0x1F) | (1UL << UserProperty);

    public const ulong InDisconnect = (1UL << 0x1C) | (1UL << 0x1F) | (1UL << UserProperty);

    private const int SubscriptionId = 0x0B;
    private const int TopicAlias = 0x23;
    private const int UserProperty = 0x26;

    public InboundProperties()
    {
    }

    /// <summary>QoS 1 messages the broker takes before it acknowledges.</summary>
    public ushort ReceiveMaximum { get; private set; } = ushort.MaxValue;

    /// <summary>Longest packet the broker takes, bytes.</summary>
    public uint MaximumPacketSize { get; private set; } = uint.MaxValue;

    public bool QosOneAvailable { get; private set; } = true;

    public bool RetainAvailable { get; private set; } = true;

    /// <summary>Keep-alive time that the broker imposes, seconds; null: ours stands.</summary>
    public ushort? ServerKeepAliveS { get; private set; }

    /// <summary>The broker's own words about its reason code.</summary>
    public string? Explanation { get; private set; }

    /// <summary>Reads the block of properties; only those in <paramref name="allowed"/> may stand there, and each once.</summary>
    public static InboundProperties Read(ref PacketReader packet, ulong allowed)
    {
        var properties = new InboundProperties();
        PacketReader block = packet.ReadBlock(packet.ReadVarint());
        ulong seen = 0;
        while (!block.AtEnd)
        {
            int id = block.ReadVarint();
            ulong bit = id < 64 ? 1UL << id : 0;
            if ((allowed & bit) == 0)
            {
                throw new MqttProtocolException($"property 0x{id:X2} where it may not stand", MqttReason.ProtocolError);
            }

            if ((seen & bit) != 0 && id is not (UserProperty or SubscriptionId))
            {
                throw new MqttProtocolException($"property 0x{id:X2} twice", MqttReason.ProtocolError);
            }

            seen |= bit;
            properties.ReadOne(id, ref block);
        }

        return properties;
    }

    private void ReadOne(int id, ref PacketReader block)
    {
        switch (id)
        {
            case 0x13:
                ServerKeepAliveS = block.ReadUInt16();
                break;
            case 0x1F:
                Explanation = block.ReadText();
                break;
            case 0x21:
                ReceiveMaximum = block.ReadUInt16();
                Require(ReceiveMaximum != 0, "a receive maximum of 0");
                break;
            case 0x24:
                QosOneAvailable = ReadFlag(ref block);
                break;
            case 0x25:
                RetainAvailable = ReadFlag(ref block);
                break;
            case 0x27:
                MaximumPacketSize = block.ReadUInt32();
                Require(MaximumPacketSize != 0, "a maximum packet size of 0");
                break;
            case TopicAlias:
                throw new MqttProtocolException("a topic alias, which we did not allow", MqttReason.TopicAliasInvalid);
            default:
                Skip(id, ref block);
                break;
        }
    }

    private static bool ReadFlag(ref PacketReader block)
    {
        byte value = block.ReadByte();
        Require(value <= 1, "a flag that is neither 0 nor 1");
        return value == 1;
    }

    private static void Require(bool condition, string what)
    {
        if (!condition)
        {
            throw new MqttProtocolException(what, MqttReason.ProtocolError);
        }
    }

    private static void Skip(int id, ref PacketReader block)
    {
        switch (id)
        {
            case 0x01 or 0x28 or 0x29 or 0x2A:
                block.ReadByte();
                break;
            case 0x22:
                block.ReadUInt16();
                break;
            case 0x02 or 0x11:
                block.ReadUInt32();
                break;
            case SubscriptionId:
                block.ReadVarint();
                break;
            case 0x09 or 0x16:
                block.ReadBinary();
                break;
            case UserProperty:
                block.ReadUtf8();
                block.ReadUtf8();
                break;
            default:
                block.ReadUtf8();
                break;
        }
    }
}
