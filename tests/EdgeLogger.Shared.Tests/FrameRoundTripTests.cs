using System;
using System.Collections.Generic;
using CsCheck;
using EdgeLogger.Frames;

namespace EdgeLogger.Shared.Tests;

public sealed class FrameRoundTripTests
{
    private sealed record Row(int DtMs, int[] Codes, byte[] Status);

    private static readonly Gen<int> AnyCode = Gen.OneOf(Gen.Int[-200, 200], Gen.Int[-8388608, 8388607], Gen.Int);

    private static Gen<List<Row>> Rows(int channels) =>
        Gen.Select(Gen.Int[0, 5000], AnyCode.Array[channels], Gen.OneOf(Gen.Const((byte)0), Gen.Byte[0, 3]).Array[channels])
            .Select((dt, codes, status) => new Row(dt, codes, status)).List[1, 70];

    [Fact]
    public void What_was_written_is_read_back_and_a_row_that_does_not_fit_changes_nothing() =>
        (from encoding in Gen.Byte[0, FrameLayout.EncodingTrend]
         from channels in Gen.Int[1, FrameLayout.MaxChannels]
         from period in Gen.Int[1, 65535]
         from start in Gen.Long[0, 1_000_000_000_000]
         from rows in Rows(channels)
         select (encoding, channels, period, start, rows)).Sample(given =>
         {
             FrameWriter writer = new(given.encoding);
             writer.BeginRows(99, 2, 3, given.period, given.channels, FrameFlags.Restart);
             List<(long UptimeMs, Row Row)> written = [];
             long uptimeMs = given.start;
             foreach (Row row in given.rows)
             {
                 uptimeMs += row.DtMs;
                 if (!writer.TryAddRow(uptimeMs, row.Codes, row.Status))
                 {
                     Assert.False(writer.TryAddRow(uptimeMs, row.Codes, row.Status));
                     break;
                 }

                 written.Add((uptimeMs, row));
             }

             int length = writer.Finish(
                 7, TimeQuality.Holdover, 12, new Counters { CurrentTime = -1, VoltageTime = 2, PowerTime = 3 });
             Assert.InRange(length, FrameLayout.HeaderLength + FrameLayout.CrcLength,
                 FrameLayout.MaxFrameLength - FrameLayout.HmacLength);

             FrameReader reader = new();
             Assert.Equal(FrameError.None, reader.Open(writer.Buffer, 0, length));
             CheckRows(reader, written);
             Assert.Equal(FrameError.None, reader.OpenStored(writer.Buffer, 0, length));
             CheckRows(reader, written);
             writer.Buffer[length - 1] ^= 1;
             Assert.Equal(FrameError.BadCrc, reader.Open(writer.Buffer, 0, length));
         });

    private static void CheckRows(FrameReader reader, List<(long UptimeMs, Row Row)> written)
    {
        Assert.Equal(written.Count, reader.RowCount);
        foreach ((long expectedMs, Row row) in written)
        {
            Assert.True(reader.ReadRow());
            Assert.Equal(expectedMs, reader.RowUptimeMs);
            for (int channel = 0; channel < row.Codes.Length; channel++)
            {
                Assert.Equal(row.Status[channel], reader.Status[channel]);
                if (row.Status[channel] <= ChannelStatus.Saturated)
                {
                    Assert.Equal(row.Codes[channel], reader.Codes[channel]);
                }
            }
        }

        Assert.False(reader.ReadRow());
    }

    [Fact]
    public void Random_bodies_under_a_good_crc_never_throw_and_never_yield_more_rows_than_counted() =>
        (from body in Gen.OneOf(Gen.Byte, Gen.Byte[0xE0, 0xFF]).Array[0, 200]
         from encoding in Gen.Byte[0, FrameLayout.EncodingTrend]
         from kind in Gen.Byte[0, 3]
         from rows in Gen.Byte[0, 255]
         from channels in Gen.Byte[0, 9]
         select (body, encoding, kind, rows, channels)).Sample(given =>
         {
             FrameWriter writer = new();
             writer.BeginAnchor(5, 1, 1, 1000);
             int headerEnd = writer.Finish(9, TimeQuality.None, 0, new Counters()) - FrameLayout.CrcLength;
             byte[] frame = [.. writer.Buffer.AsSpan(0, headerEnd), .. given.body, 0, 0, 0, 0];
             frame[FrameLayout.KindAt] = given.kind;
             frame[FrameLayout.EncodingAt] = given.encoding;
             frame[FrameLayout.RowCountAt] = given.rows;
             frame[FrameLayout.ChannelCountAt] = given.channels;
             LittleEndian.WriteUInt32(frame, frame.Length - 4, Crc32.Compute(frame, 0, frame.Length - 4));

             FrameReader reader = new();
             if (reader.Open(frame, 0, frame.Length) == FrameError.None)
             {
                 int read = 0;
                 while (reader.ReadRow())
                 {
                     read++;
                 }

                 Assert.Equal(reader.RowCount, read);
             }
         });

    [Theory]
    [InlineData(1500L)]
    [InlineData(1000L + int.MaxValue + 2000)]
    [InlineData(long.MinValue / 2)]
    public void A_row_before_the_last_one_or_weeks_after_it_is_left_to_another_frame(long uptimeMs)
    {
        FrameWriter writer = new();
        writer.BeginRows(1, 1, 1, 1000, 1, 0);
        Assert.True(writer.TryAddRow(1000, [5], [0]));
        Assert.True(writer.TryAddRow(2000, [5], [0]));
        Assert.False(writer.TryAddRow(uptimeMs, [6], [0]));
        Assert.Equal(2, writer.RowCount);
        Assert.Equal(2000, writer.LastUptimeMs);

        int length = writer.Finish(1, TimeQuality.None, 0, new Counters());
        FrameReader reader = new();
        Assert.Equal(FrameError.None, reader.Open(writer.Buffer, 0, length));
        Assert.Equal(2000, reader.EndUptimeMs);
    }

    [Fact]
    public void A_frame_of_the_widest_rows_is_filled_to_less_than_a_row_of_its_limit_and_read_back()
    {
        FrameWriter writer = new();
        writer.BeginRows(1, 1, 1, 1, FrameLayout.MaxChannels, 0);
        int[] codes = new int[FrameLayout.MaxChannels];
        byte[] status = new byte[FrameLayout.MaxChannels];
        Random random = new(11);
        for (long uptimeMs = 0; writer.TryAddRow(uptimeMs, codes, status); uptimeMs += writer.RowCount % 2 == 0
            ? int.MaxValue
            : 0)
        {
            for (int channel = 0; channel < FrameLayout.MaxChannels; channel++)
            {
                codes[channel] = (int)random.NextInt64(int.MinValue, int.MaxValue + 1L);
                status[channel] = (byte)random.Next(2);
            }
        }

        int length = writer.Finish(1, TimeQuality.None, 0, new Counters());
        int limit = FrameLayout.MaxFrameLength - FrameLayout.HmacLength;
        Assert.InRange(length, limit - TrendRowWriter.WorstRow(FrameLayout.MaxChannels), limit);
        Assert.Equal(FrameError.None, new FrameReader().Open(writer.Buffer, 0, length));
    }

    [Fact]
    public void A_slope_with_a_little_noise_costs_the_bits_of_the_noise()
    {
        // Voltage and current of 60 rows a second apart, at 500 codes/s and +-8 codes; a temperature and a pressure that stand
        // still.
        FrameWriter writer = new();
        writer.BeginRows(1, 1, 1, 1000, 4, 0);
        Random random = new(7);
        for (int i = 0; i < 60; i++)
        {
            Assert.True(writer.TryAddRow(i * 1000L,
                [5_000_000 + (i * 500) + random.Next(-8, 9), -200_000 + random.Next(-8, 9), 1_385_000, 9], [0, 0, 0, 0]));
        }

        int length = writer.Finish(1, TimeQuality.None, 0, new Counters());
        Assert.InRange(length, FrameLayout.HeaderLength + 60, FrameLayout.HeaderLength + (60 * 3));
    }

    [Theory]
    [InlineData(FrameLayout.EncodingDeltaVarint)]
    [InlineData(FrameLayout.EncodingTrend)]
    public void Writing_and_reading_allocate_nothing(byte encoding)
    {
        FrameWriter writer = new(encoding);
        FrameReader reader = new();
        Counters counters = new();
        int[] codes = new int[4];
        byte[] status = new byte[4];
        long rows = 0;
        void OneFrame(uint sequence)
        {
            writer.BeginRows(1, 1, 1, 1000, 4, 0);
            for (int i = 0; i < 60; i++)
            {
                codes[0] = i * 37;
                writer.TryAddRow(i * 1000L, codes, status);
            }

            int length = writer.Finish(sequence, TimeQuality.None, 0, counters);
            reader.Open(writer.Buffer, 0, length);
            while (reader.ReadRow())
            {
                rows++;
            }
        }

        OneFrame(1);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (uint sequence = 2; sequence < 1000; sequence++)
        {
            OneFrame(sequence);
        }

        // The smallest object has 24 bytes. Less than that in all may be the rest of this thread's buffer, counted when a test on
        // another thread makes the collector run.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16L * rows);
        Assert.Equal(60 * 999, rows);
    }
}
