using EdgeLogger.Frames;

namespace EdgeLogger.Testing.Frames;

/// <summary>Frames whose bytes follow from their identity.</summary>
public static class TestFrames
{
    /// <summary>Rows of a frame for which nothing else is asked.</summary>
    public const int RowCount = 10;

    /// <summary>A frame of rows, one a second, of five channels.</summary>
    /// <param name="stream">Its stream.</param>
    /// <param name="sequence">Its number in the stream.</param>
    /// <param name="variant">Another one gives other bytes for the same identity.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="schemaHash">The schema it names.</param>
    public static byte[] Rows(ulong stream, uint sequence, int variant = 0, int rows = RowCount, uint schemaHash = 0xC0FFEE)
    {
        FrameWriter writer = new();
        writer.BeginRows(stream, 1, schemaHash, 1000, 5, 0);
        byte[] status = new byte[5];
        for (int row = 0; row < rows; row++)
        {
            int code = (int)(sequence * 7919) + (row * 131) + variant;
            writer.TryAddRow(1000L * row, [code, -code, code / 3, 25_000 + row, code ^ 0x55], status);
        }

        return Finish(writer, sequence);
    }

    /// <summary>As <see cref="Rows"/>, signed under a board's key.</summary>
    public static byte[] Signed(byte[] key, ulong stream, uint sequence)
    {
        FrameWriter writer = new() { Authenticator = LibraryHash.Of(key) };
        writer.BeginRows(stream, 1, 0xC0FFEE, 1000, 1, 0);
        writer.TryAddRow(1000L * sequence, [(int)sequence], new byte[1]);
        return Finish(writer, sequence);
    }

    /// <summary>A frame that says that the numbers first to last are lost.</summary>
    public static byte[] Gap(ulong stream, uint sequence, uint first, uint last)
    {
        FrameWriter writer = new();
        writer.BeginGap(stream, 1, 0xC0FFEE, 1000, first, last);
        return Finish(writer, sequence);
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

    private static byte[] Finish(FrameWriter writer, uint sequence)
    {
        int length = writer.Finish(sequence, TimeQuality.None, 0, new Counters());
        return writer.Buffer[..length];
    }
}
