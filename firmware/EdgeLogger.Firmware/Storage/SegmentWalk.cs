using EdgeLogger.Firmware.Seams;
using EdgeLogger.Frames;

namespace EdgeLogger.Firmware.Storage;

/// <summary>
/// Walks the records of a segment. A record is type, its complement, length of what follows (u16), value (u32) and the CRC-32 of
/// these eight bytes; a frame brings its own CRC-32, and that of a schema document is the value.
/// </summary>
internal sealed class SegmentWalk
{
    public const int RecordHeaderLength = 12;

    private readonly IFlash _flash;
    private readonly byte[] _header = new byte[RecordHeaderLength];

    public SegmentWalk(IFlash flash) => _flash = flash;

    public int Segment { get; private set; }

    /// <summary>Where the current record begins; after the last one, where the walk ended.</summary>
    public int Offset { get; private set; }

    /// <summary>Where the record behind the current one begins.</summary>
    public int NextOffset { get; private set; }

    /// <summary>The current record's <see cref="RecordType"/>.</summary>
    public byte Type { get; private set; }

    /// <summary>Bytes behind the current record's header.</summary>
    public int Length { get; private set; }

    public uint Value { get; private set; }

    /// <summary>Bytes passed over so far: room of record headers that are neither whole nor blank.</summary>
    public int Skipped { get; private set; }

    /// <summary>Writes a record's header.</summary>
    public static void WriteHeader(byte[] buffer, byte type, int length, uint value)
    {
        buffer[0] = type;
        buffer[1] = (byte)~type;
        LittleEndian.WriteUInt16(buffer, 2, (ushort)length);
        LittleEndian.WriteUInt32(buffer, 4, value);
        LittleEndian.WriteUInt32(buffer, 8, Crc32.Compute(buffer, 0, 8));
    }

    /// <summary>Begins before the record at an offset.</summary>
    public void Begin(int segment, int offset)
    {
        Segment = segment;
        Offset = offset;
        NextOffset = offset;
        Skipped = 0;
    }

    /// <summary>Goes to the next record; false where the records end.</summary>
    public bool Next()
    {
        for (Offset = NextOffset; Offset + RecordHeaderLength <= _flash.SegmentLength; Offset += RecordHeaderLength)
        {
            if (!_flash.Read(Segment, Offset, _header, 0, RecordHeaderLength))
            {
                return false;
            }

            Type = _header[0];
            Length = LittleEndian.ReadUInt16(_header, 2);
            Value = LittleEndian.ReadUInt32(_header, 4);
            bool good = (byte)(Type ^ _header[1]) == 0xFF
                && Offset + RecordHeaderLength + Length <= _flash.SegmentLength
                && LittleEndian.ReadUInt32(_header, 8) == Crc32.Compute(_header, 0, 8);
            if (good)
            {
                NextOffset = Offset + RecordHeaderLength + Length;
                return true;
            }

            if (IsBlank(_header))
            {
                return false;
            }

            // Power went while this header was being written; what was written after the restart stands behind its room.
            Skipped += RecordHeaderLength;
        }

        return false;
    }

    /// <summary>The current record's schema document; null if it is none, or not whole.</summary>
    public byte[]? ReadSchema()
    {
        if (Type != RecordType.Schema)
        {
            return null;
        }

        byte[] document = new byte[Length];
        return _flash.Read(Segment, Offset + RecordHeaderLength, document, 0, Length)
            && Crc32.Compute(document, 0, Length) == Value
            ? document : null;
    }

    private static bool IsBlank(byte[] bytes)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != 0xFF)
            {
                return false;
            }
        }

        return true;
    }
}
