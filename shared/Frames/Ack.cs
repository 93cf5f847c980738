namespace EdgeLogger.Frames;

/// <summary>
/// The gateway's acknowledgement of one stream: every frame up to <see cref="Contiguous"/> is on disk, and so are the ranges.
/// Layout in docs/specs/frame.md.
/// </summary>
public sealed class Ack
{
    /// <summary>Ranges beyond the contiguous part that one message can name.</summary>
    public const int MaxRanges = 8;

    private const int RangesAt = 16;

    /// <summary>The longest message.</summary>
    public const int MaxLength = RangesAt + (MaxRanges * 8) + FrameLayout.CrcLength;

    /// <summary>The stream.</summary>
    public ulong StreamId;

    /// <summary>The highest sequence number below which nothing is missing; 0 if number 1 is missing.</summary>
    public uint Contiguous;

    /// <summary>How many ranges follow.</summary>
    public int RangeCount;

    /// <summary>First sequence number of each range.</summary>
    public readonly uint[] RangeFirst = new uint[MaxRanges];

    /// <summary>Last sequence number of each range.</summary>
    public readonly uint[] RangeLast = new uint[MaxRanges];

    /// <summary>Writes the message and returns its length; the buffer needs <see cref="MaxLength"/> bytes.</summary>
    public int Write(byte[] buffer)
    {
        buffer[0] = (byte)'E';
        buffer[1] = (byte)'A';
        buffer[2] = FrameLayout.Version;
        buffer[3] = (byte)RangeCount;
        LittleEndian.WriteUInt64(buffer, 4, StreamId);
        LittleEndian.WriteUInt32(buffer, 12, Contiguous);
        int length = RangesAt;
        for (int i = 0; i < RangeCount; i++)
        {
            LittleEndian.WriteUInt32(buffer, length, RangeFirst[i]);
            LittleEndian.WriteUInt32(buffer, length + 4, RangeLast[i]);
            length += 8;
        }

        LittleEndian.WriteUInt32(buffer, length, Crc32.Compute(buffer, 0, length));
        return length + FrameLayout.CrcLength;
    }

    /// <summary>Reads a message; false, with nothing to rely on, if it is not a whole and sound one.</summary>
    public bool TryRead(byte[] buffer, int length)
    {
        if (length < RangesAt + FrameLayout.CrcLength || length > MaxLength
            || buffer[0] != (byte)'E' || buffer[1] != (byte)'A' || buffer[2] != FrameLayout.Version
            || buffer[3] > MaxRanges || length != RangesAt + (buffer[3] * 8) + FrameLayout.CrcLength)
        {
            return false;
        }

        int crcAt = length - FrameLayout.CrcLength;
        if (LittleEndian.ReadUInt32(buffer, crcAt) != Crc32.Compute(buffer, 0, crcAt))
        {
            return false;
        }

        StreamId = LittleEndian.ReadUInt64(buffer, 4);
        Contiguous = LittleEndian.ReadUInt32(buffer, 12);
        RangeCount = buffer[3];
        for (int i = 0; i < RangeCount; i++)
        {
            RangeFirst[i] = LittleEndian.ReadUInt32(buffer, RangesAt + (i * 8));
            RangeLast[i] = LittleEndian.ReadUInt32(buffer, RangesAt + (i * 8) + 4);
        }

        return true;
    }
}
