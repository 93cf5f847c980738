using EdgeLogger.Frames;

namespace EdgeLogger.Firmware.Storage;

/// <summary>
/// The first bytes of a segment in use: what the ring knew when it opened the segment. The newest header and the records behind
/// it are all that a start needs. Layout: magic, number, streamId, first sequence, boot count, freed up to, lost first, lost
/// last, lost frames, CRC-32.
/// </summary>
internal sealed class SegmentHeader
{
    public const int Length = 44;

    private const uint Magic = 0x31524C45; // "ELR1"
    private const int CrcAt = Length - 4;

    /// <summary>Counts the segments ever opened, from 1.</summary>
    public uint Number;

    public ulong StreamId;

    /// <summary>The lowest sequence number that the segment can hold.</summary>
    public uint FirstSequence;

    public uint BootCount;
    public uint FreedUpTo;
    public uint LostFirst;
    public uint LostLast;
    public uint LostFrames;

    public void Write(byte[] buffer)
    {
        LittleEndian.WriteUInt32(buffer, 0, Magic);
        LittleEndian.WriteUInt32(buffer, 4, Number);
        LittleEndian.WriteUInt64(buffer, 8, StreamId);
        LittleEndian.WriteUInt32(buffer, 16, FirstSequence);
        LittleEndian.WriteUInt32(buffer, 20, BootCount);
        LittleEndian.WriteUInt32(buffer, 24, FreedUpTo);
        LittleEndian.WriteUInt32(buffer, 28, LostFirst);
        LittleEndian.WriteUInt32(buffer, 32, LostLast);
        LittleEndian.WriteUInt32(buffer, 36, LostFrames);
        LittleEndian.WriteUInt32(buffer, CrcAt, Crc32.Compute(buffer, 0, CrcAt));
    }

    public bool TryRead(byte[] buffer)
    {
        if (LittleEndian.ReadUInt32(buffer, 0) != Magic
            || LittleEndian.ReadUInt32(buffer, CrcAt) != Crc32.Compute(buffer, 0, CrcAt))
        {
            return false;
        }

        Number = LittleEndian.ReadUInt32(buffer, 4);
        StreamId = LittleEndian.ReadUInt64(buffer, 8);
        FirstSequence = LittleEndian.ReadUInt32(buffer, 16);
        BootCount = LittleEndian.ReadUInt32(buffer, 20);
        FreedUpTo = LittleEndian.ReadUInt32(buffer, 24);
        LostFirst = LittleEndian.ReadUInt32(buffer, 28);
        LostLast = LittleEndian.ReadUInt32(buffer, 32);
        LostFrames = LittleEndian.ReadUInt32(buffer, 36);
        return true;
    }
}
