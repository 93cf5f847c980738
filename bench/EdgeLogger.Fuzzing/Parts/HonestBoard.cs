using System.Collections.Generic;
using System.Text;
using EdgeLogger.Frames;
using EdgeLogger.Fuzzing.Generation;
using EdgeLogger.Topics;

namespace EdgeLogger.Fuzzing.Parts;

/// <summary>A board that cycles its cell and harms nobody. Always the same messages.</summary>
internal static class HonestBoard
{
    public const string Name = "board-b";
    public const ulong Stream = 0xB0B0;
    public const uint Frames = 40;

    private const int RowsAFrame = 60;
    private const int FramesAHalf = 6;

    public static BoardTopics Topics { get; } = new(Name);

    public static byte[] Schema { get; } = Encoding.UTF8.GetBytes(Documents.Schema(Name, Stream));

    /// <summary>Its frames, number 1 first.</summary>
    public static IReadOnlyList<byte[]> Make()
    {
        FrameWriter writer = new();
        Counters counters = new();
        List<byte[]> frames = [];
        long uptimeMs = 0;
        for (uint sequence = 1; sequence <= Frames; sequence++)
        {
            bool isCharge = (sequence - 1) / FramesAHalf % 2 == 0;
            writer.BeginRows(Stream, 1, Crc32.Compute(Schema, 0, Schema.Length), 10_000, 4, sequence == 1
                ? FrameFlags.Restart
                : (byte)0);
            for (int row = 0; row < RowsAFrame; row++, uptimeMs += 10_000)
            {
                int voltage = (isCharge ? 3_900_000 : 3_100_000) + (row * 7 % 50);
                int current = (isCharge ? 10_000_000 : -10_000_000) + (row * 13 % 40);
                writer.TryAddRow(uptimeMs, [voltage, current, 1_097_347, 700_000], new byte[4]);
                counters.VoltageTime += voltage * 10_000L;
                counters.CurrentTime += current * 10_000L;
                counters.PowerTime += ((((long)voltage * current) + (1 << (Counters.PowerShift - 1))) >> Counters.PowerShift)
                    * 10_000L;
            }

            frames.Add(writer.Buffer[..writer.Finish(sequence, TimeQuality.None, 0, counters)]);
        }

        return frames;
    }
}
