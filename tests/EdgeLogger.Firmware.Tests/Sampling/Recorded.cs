using System.Collections.Generic;
using EdgeLogger.Firmware.Storage;
using EdgeLogger.Frames;

namespace EdgeLogger.Firmware.Tests.Sampling;

/// <summary>One row as a gateway would read it.</summary>
internal sealed record Row(long UptimeMs, int[] Codes, byte[] Status);

/// <summary>One frame as a gateway would read it.</summary>
internal sealed record Recorded(
    FrameKind Kind, uint Sequence, byte Flags, List<Row> Rows, long CurrentTime, long VoltageTime, long PowerTime,
    byte EventCode, byte EventChannel, long EventValue, TimeQuality TimeQuality, long UtcMinusUptimeMs,
    uint GapFirst, uint GapLast)
{
    /// <summary>Everything that a ring holds, in order.</summary>
    public static List<Recorded> All(FrameRing ring)
    {
        List<Recorded> frames = [];
        byte[] buffer = new byte[FrameLayout.MaxFrameLength];
        for (uint sequence = ring.OldestSequence; sequence < ring.NextSequence; sequence++)
        {
            if (ring.TryRead(sequence, buffer, out int length))
            {
                frames.Add(Read(buffer, length));
            }
        }

        return frames;
    }

    public static Recorded Read(byte[] buffer, int length)
    {
        FrameReader reader = new();
        Assert.Equal(FrameError.None, reader.Open(buffer, 0, length));
        List<Row> rows = [];
        while (reader.ReadRow())
        {
            rows.Add(new Row(reader.RowUptimeMs, reader.Codes[..reader.ChannelCount], reader.Status[..reader.ChannelCount]));
        }

        return new Recorded(
            reader.Kind, reader.Sequence, reader.Flags, rows, reader.Counters.CurrentTime, reader.Counters.VoltageTime,
            reader.Counters.PowerTime, reader.EventCode, reader.EventChannel, reader.EventValue, reader.TimeQuality,
            reader.UtcMinusUptimeMs, reader.GapFirst, reader.GapLast);
    }
}
