namespace EdgeLogger.Frames;

/// <summary>
/// Offsets and limits of frame version 1. The byte layout is described in docs/specs/frame.md, which must agree with this file,
/// <see cref="FrameWriter"/> and <see cref="FrameReader"/>; tests/EdgeLogger.Shared.Tests/Vectors holds them together.
/// </summary>
public static class FrameLayout
{
    public const byte Magic0 = (byte)'E';
    public const byte Magic1 = (byte)'L';
    public const byte Version = 1;

    /// <summary>Encoding 0: rows of varints. Frames without rows have it too.</summary>
    public const byte EncodingDeltaVarint = 0;

    /// <summary>Encoding 1: rows of bits, each value as its error against the trend. Boards write this one.</summary>
    public const byte EncodingTrend = 1;

    public const int KindAt = 3;
    public const int FlagsAt = 4;
    public const int TimeQualityAt = 5;
    public const int HeaderLengthAt = 6;
    public const int EncodingAt = 7;
    public const int StreamIdAt = 8;
    public const int SequenceAt = 16;
    public const int BootCountAt = 20;
    public const int SchemaHashAt = 24;
    public const int PeriodMsAt = 28;
    public const int RowCountAt = 30;
    public const int ChannelCountAt = 31;
    public const int UptimeMsAt = 32;
    public const int UtcMinusUptimeMsAt = 40;
    public const int CurrentTimeSumAt = 48;
    public const int VoltageTimeSumAt = 56;
    public const int PowerTimeSumAt = 64;

    /// <summary>Bytes before the body.</summary>
    public const int HeaderLength = 72;

    /// <summary>Bytes of the CRC-32 that ends every frame.</summary>
    public const int CrcLength = 4;

    /// <summary>Bytes of the truncated HMAC of an authenticated frame.</summary>
    public const int HmacLength = 16;

    /// <summary>The largest frame, all included. It fits one TCP segment of an Ethernet path with MQTT's own header.</summary>
    public const int MaxFrameLength = 1400;

    /// <summary>Channels a row can have.</summary>
    public const int MaxChannels = 8;

    /// <summary>Rows a frame can have.</summary>
    public const int MaxRows = 255;

    /// <summary>Codes are at most 32-bit signed numbers.</summary>
    public const int MaxVarintLength = 10;

    /// <summary>Bytes of text an event can carry.</summary>
    public const int MaxEventText = 200;

    /// <summary>The gap body: first and last lost sequence number.</summary>
    public const int GapBodyLength = 8;
}
