using System;
using System.IO;
using System.Linq;
using EdgeLogger.Frames;

namespace EdgeLogger.Shared.Tests;

/// <summary>The reader under frames that nobody honest would send.</summary>
public sealed class HostileFrameTests
{
    private static byte[] Good(string name = "rows-regular") =>
        GoldenVector.Load(Path.Combine(AppContext.BaseDirectory, "Vectors", name + ".txt")).Bytes;

    private static FrameError Open(byte[] frame) => new FrameReader().Open(frame, 0, frame.Length);

    private static byte[] Resealed(byte[] frame)
    {
        LittleEndian.WriteUInt32(frame, frame.Length - 4, Crc32.Compute(frame, 0, frame.Length - 4));
        return frame;
    }

    [Fact]
    public void Any_single_flipped_bit_is_refused()
    {
        foreach (GoldenVector vector in GoldenVector.All())
        {
            for (int bit = 0; bit < vector.Bytes.Length * 8; bit++)
            {
                byte[] frame = [.. vector.Bytes];
                frame[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.NotEqual(FrameError.None, Open(frame));
            }
        }
    }

    [Fact]
    public void Any_truncation_is_refused()
    {
        foreach (GoldenVector vector in GoldenVector.All())
        {
            for (int length = 0; length < vector.Bytes.Length; length++)
            {
                Assert.NotEqual(FrameError.None, Open(vector.Bytes[..length]));
            }
        }
    }

    [Theory]
    [InlineData("rows-regular")]
    [InlineData("trend-regular")]
    [InlineData("trend-statuses")]
    public void A_truncation_with_a_good_crc_is_refused(string name)
    {
        byte[] good = Good(name);
        for (int length = FrameLayout.HeaderLength + FrameLayout.CrcLength; length < good.Length; length++)
        {
            Assert.Equal(FrameError.BadBody, Open(Resealed(good[..length])));
        }
    }

    [Theory]
    [InlineData("rows-regular")]
    [InlineData("trend-regular")]
    public void Bytes_after_the_last_row_are_refused(string name) =>
        Assert.Equal(FrameError.BadBody, Open(Resealed([.. Good(name)[..^FrameLayout.CrcLength], 0, 0, 0, 0, 0])));

    [Fact]
    public void Bits_that_are_set_after_the_last_row_are_refused()
    {
        byte[] frame = OneTrendRow("2100");
        Assert.Equal(FrameError.None, Open(frame));
        frame[^5] |= 0x80;
        Assert.Equal(FrameError.BadBody, Open(Resealed(frame)));
    }

    [Theory]
    [InlineData(FrameKind.Event, "event-boot")]
    [InlineData(FrameKind.Anchor, "anchor")]
    [InlineData(FrameKind.Gap, "gap")]
    public void Encoding_1_is_for_rows_only(FrameKind kind, string name)
    {
        byte[] frame = Good(name);
        Assert.Equal((byte)kind, frame[FrameLayout.KindAt]);
        frame[FrameLayout.EncodingAt] = FrameLayout.EncodingTrend;
        Assert.Equal(FrameError.BadHeader, Open(Resealed(frame)));
    }

    // One channel, one row: "2100" is a sound one. Bits 0 to 3 are the time, bit 4 the status, the code begins at bit 5.
    [Theory]
    [InlineData("01000000000000000000000000", "a code whose length never ends")]
    [InlineData("0100000008ffffffffffff", "a code of 33 bits")]
    [InlineData("2300", "a first row that is not at the header's time")]
    [InlineData("11", "a code that is cut")]
    [InlineData("00", "a time that is cut")]
    [InlineData("", "no bit at all")]
    public void A_row_of_bits_that_lies_is_refused(string body, string why) =>
        Assert.True(Open(OneTrendRow(body)) == FrameError.BadBody, why);

    [Fact]
    public void Time_that_runs_backwards_between_rows_of_bits_is_refused()
    {
        FrameWriter writer = new();
        writer.BeginRows(1, 1, 1, 1000, 1, 0);
        Assert.True(writer.TryAddRow(1000, [0], [0]));
        Assert.True(writer.TryAddRow(1000, [0], [0]));
        byte[] frame = writer.Buffer[..writer.Finish(1, TimeQuality.None, 0, new Counters())];
        Assert.Equal(FrameError.None, Open(frame));

        // The period in the header is what the times are written against: a shorter one makes the second dt negative.
        LittleEndian.WriteUInt16(frame, FrameLayout.PeriodMsAt, 999);
        Assert.Equal(FrameError.BadBody, Open(Resealed(frame)));
    }

    private static byte[] OneTrendRow(string body)
    {
        FrameWriter writer = new();
        writer.BeginRows(1, 1, 1, 1000, 1, 0);
        Assert.True(writer.TryAddRow(0, [0], [0]));
        writer.Finish(1, TimeQuality.None, 0, new Counters());
        return Resealed([.. writer.Buffer.Take(FrameLayout.HeaderLength), .. Convert.FromHexString(body), 0, 0, 0, 0]);
    }

    [Fact]
    public void A_frame_above_the_limit_is_refused_before_its_crc_is_computed() =>
        Assert.Equal(FrameError.TooLong, Open(new byte[FrameLayout.MaxFrameLength + 1]));

    [Theory]
    [InlineData(2, 2, FrameError.UnknownVersion)]
    [InlineData(0, 0, FrameError.NotAFrame)]
    [InlineData(FrameLayout.KindAt, 4, FrameError.BadHeader)]
    [InlineData(FrameLayout.FlagsAt, 1, FrameError.BadHeader)]
    [InlineData(FrameLayout.FlagsAt, 128, FrameError.BadHeader)]
    [InlineData(FrameLayout.TimeQualityAt, 3, FrameError.BadHeader)]
    [InlineData(FrameLayout.HeaderLengthAt, 71, FrameError.BadHeader)]
    [InlineData(FrameLayout.EncodingAt, 2, FrameError.BadHeader)]
    [InlineData(FrameLayout.RowCountAt, 0, FrameError.BadHeader)]
    [InlineData(FrameLayout.ChannelCountAt, 0, FrameError.BadHeader)]
    [InlineData(FrameLayout.ChannelCountAt, 9, FrameError.BadHeader)]
    [InlineData(FrameLayout.RowCountAt, 5, FrameError.BadBody)]
    [InlineData(FrameLayout.RowCountAt, 3, FrameError.BadBody)]
    [InlineData(FrameLayout.UptimeMsAt + 7, 0x80, FrameError.BadHeader)]
    [InlineData(FrameLayout.UptimeMsAt + 6, 0x80, FrameError.BadHeader)]
    public void A_header_that_lies_under_a_good_crc_is_refused(int at, byte value, FrameError expected)
    {
        byte[] frame = Good();
        frame[at] = value;
        Assert.Equal(expected, Open(Resealed(frame)));
    }

    [Fact]
    public void Sequence_number_zero_is_refused()
    {
        byte[] frame = Good();
        LittleEndian.WriteUInt32(frame, FrameLayout.SequenceAt, 0);
        Assert.Equal(FrameError.BadHeader, Open(Resealed(frame)));
    }

    [Theory]
    [InlineData("80808080808080808080")]
    [InlineData("80808080808080808002")]
    [InlineData("ffffffffffffffffff7f")]
    [InlineData("8080808080808080808080808000")]
    public void An_overlong_varint_is_refused(string varint)
    {
        byte[] good = Good();
        byte[] frame = [.. good.Take(FrameLayout.HeaderLength), .. Convert.FromHexString(varint), .. new byte[24]];
        Assert.Equal(FrameError.BadBody, Open(Resealed(frame)));
    }

    [Fact]
    public void A_code_beyond_32_bits_is_refused()
    {
        byte[] frame = Good("rows-extremes");
        // The second row starts from the largest code of channel 0; one more byte of delta than it needs goes past the other end.
        FrameWriter writer = new();
        writer.BeginRows(1, 1, 1, 1000, 1, 0);
        Assert.True(writer.TryAddRow(0, [int.MaxValue], [0]));
        int length = writer.Finish(1, TimeQuality.None, 0, new Counters());
        byte[] one = writer.Buffer[..length];
        byte[] two = [.. one.Take(length - 4), 0x00, 0x02, 0, 0, 0, 0];
        two[FrameLayout.RowCountAt] = 2;
        Assert.Equal(FrameError.BadBody, Open(Resealed(two)));
        Assert.Equal(FrameError.None, Open(frame));
    }

    [Fact]
    public void A_gap_that_names_itself_is_refused()
    {
        byte[] frame = Good("gap");
        LittleEndian.WriteUInt32(frame, FrameLayout.HeaderLength + 4, 25);
        Assert.Equal(FrameError.BadBody, Open(Resealed(frame)));
    }

    [Fact]
    public void A_reader_is_as_new_after_a_refused_frame()
    {
        FrameReader reader = new();
        byte[] bad = Good();
        bad[FrameLayout.ChannelCountAt] = 8;
        Assert.Equal(FrameError.BadBody, reader.Open(Resealed(bad), 0, bad.Length));

        byte[] good = Good();
        Assert.Equal(FrameError.None, reader.Open(good, 0, good.Length));
        Assert.True(reader.ReadRow());
        Assert.Equal(5242880, reader.Codes[0]);
    }

    [Fact]
    public void Bytes_outside_the_frame_are_not_looked_at()
    {
        byte[] good = Good();
        byte[] padded = [.. Enumerable.Repeat((byte)0xFF, 33), .. good, .. Enumerable.Repeat((byte)0xFF, 33)];
        FrameReader reader = new();
        Assert.Equal(FrameError.None, reader.Open(padded, 33, good.Length));
        Assert.Equal(4, reader.RowCount);
    }
}
