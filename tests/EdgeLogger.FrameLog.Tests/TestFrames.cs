using EdgeLogger.Frames;

namespace EdgeLogger.FrameLog.Tests;

/// <summary>Frames whose bytes follow from their identity.</summary>
internal static class TestFrames
{
    public static byte[] Rows(ulong stream, uint sequence, int variant = 0, int rows = 10)
    {
        FrameWriter writer = new();
        writer.BeginRows(stream, 1, 0xC0FFEE, 1000, 5, 0);
        byte[] status = new byte[5];
        for (int row = 0; row < rows; row++)
        {
            int code = (int)(sequence * 7919) + (row * 131) + variant;
            writer.TryAddRow(1000L * row, [code, -code, code / 3, 25_000 + row, code ^ 0x55], status);
        }

        return Finish(writer, sequence);
    }

    public static byte[] Gap(ulong stream, uint sequence, uint first, uint last)
    {
        FrameWriter writer = new();
        writer.BeginGap(stream, 1, 0xC0FFEE, 1000, first, last);
        return Finish(writer, sequence);
    }

    private static byte[] Finish(FrameWriter writer, uint sequence)
    {
        int length = writer.Finish(sequence, TimeQuality.None, 0, new Counters());
        return writer.Buffer[..length];
    }
}
