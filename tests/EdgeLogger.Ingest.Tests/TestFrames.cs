using EdgeLogger.Frames;

namespace EdgeLogger.Ingest.Tests;

internal static class TestFrames
{
    public const int RowCount = 10;

    public static byte[] Rows(ulong stream, uint sequence, uint schemaHash = 0xC0FFEE)
    {
        FrameWriter writer = new();
        writer.BeginRows(stream, 1, schemaHash, 1000, 4, 0);
        for (int row = 0; row < RowCount; row++)
        {
            writer.TryAddRow(1000L * row, [row, -row, (int)sequence, 25_000], new byte[4]);
        }

        int length = writer.Finish(sequence, TimeQuality.None, 0, new Counters());
        return writer.Buffer[..length];
    }

    /// <summary>A frame that is refused with this error and would be good but for it.</summary>
    public static byte[] Bad(FrameError error, ulong stream, uint sequence)
    {
        byte[] frame = Rows(stream, sequence);
        switch (error)
        {
            case FrameError.TooShort:
                return frame[..20];
            case FrameError.TooLong:
                return [.. frame, .. new byte[FrameLayout.MaxFrameLength]];
            case FrameError.NotAFrame:
                frame[0] = (byte)'X';
                return frame;
            case FrameError.UnknownVersion:
                frame[2] = 99;
                return frame;
            case FrameError.BadCrc:
                frame[80] ^= 1;
                return frame;
            case FrameError.BadHeader:
                frame[FrameLayout.FlagsAt] = 0x80;
                return Sealed(frame);
            default:
                frame[FrameLayout.RowCountAt]++;
                return Sealed(frame);
        }
    }

    private static byte[] Sealed(byte[] frame)
    {
        int crcAt = frame.Length - FrameLayout.CrcLength;
        LittleEndian.WriteUInt32(frame, crcAt, Crc32.Compute(frame, 0, crcAt));
        return frame;
    }
}
