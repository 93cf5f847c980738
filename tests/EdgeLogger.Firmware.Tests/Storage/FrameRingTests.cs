using System;
using System.Collections.Generic;
using EdgeLogger.Firmware.Storage;
using EdgeLogger.Frames;
using EdgeLogger.VirtualBench.Flash;

namespace EdgeLogger.Firmware.Tests.Storage;

public sealed class FrameRingTests
{
    private const int Segments = 4;
    private const int SegmentLength = 4096;

    private readonly TestFrames _frames = new();

    [Fact]
    public void A_new_flash_is_formatted_with_the_given_stream()
    {
        FrameRing ring = Mount(new MemoryFlash(Segments, SegmentLength));

        Assert.Equal(42UL, ring.StreamId);
        Assert.Equal(1U, ring.BootCount);
        Assert.Equal(1U, ring.NextSequence);
        Assert.Equal(0U, ring.Backlog);
    }

    [Fact]
    public void A_restart_keeps_stream_frames_and_numbers_and_counts_the_boot()
    {
        MemoryFlash flash = new(Segments, SegmentLength);
        FrameRing first = Mount(flash);
        byte[]? frame = _frames.Append(first, new Random(1));
        FrameRing second = Mount(flash, 99);

        Assert.Equal(42UL, second.StreamId);
        Assert.Equal(2U, second.BootCount);
        Assert.Equal(2U, second.NextSequence);
        Assert.Equal(frame, TestFrames.Read(second, 1));
    }

    [Fact]
    public void A_flash_that_cannot_be_read_is_not_formatted()
    {
        MemoryFlash flash = new(Segments, SegmentLength);
        _frames.Append(Mount(flash), new Random(1));
        flash.RefusesReads = true;
        Assert.False(new FrameRing(flash).Mount(99));

        flash.RefusesReads = false;
        Assert.Equal(42UL, Mount(flash, 99).StreamId);
    }

    [Fact]
    public void When_it_is_full_the_oldest_goes_and_the_lost_range_is_known()
    {
        FrameRing ring = Mount(new MemoryFlash(Segments, SegmentLength));
        Random random = new(5);
        for (int i = 0; i < 100; i++)
        {
            _frames.Append(ring, random);
        }

        Assert.True(ring.OldestSequence > 1);
        Assert.Equal(1U, ring.LostFirst);
        Assert.Equal(ring.OldestSequence - 1, ring.LostLast);
        Assert.Equal(ring.LostLast, ring.LostFrames);
        Assert.Equal(100 - ring.LostLast, ring.Backlog);
        Assert.Null(TestFrames.Read(ring, ring.LostLast));
        Assert.Equal(ring.OldestSequence, ring.NextHeld(0, new byte[FrameLayout.MaxFrameLength]));
        for (uint sequence = ring.OldestSequence; sequence < ring.NextSequence; sequence++)
        {
            Assert.NotNull(TestFrames.Read(ring, sequence));
        }
    }

    [Fact]
    public void Freed_frames_are_overwritten_without_a_loss()
    {
        FrameRing ring = Mount(new MemoryFlash(Segments, SegmentLength));
        Random random = new(5);
        for (int i = 0; i < 1000; i++)
        {
            _frames.Append(ring, random);
            ring.Free(ring.NextSequence - 1);
        }

        Assert.Equal(0U, ring.LostFrames);
        Assert.Equal(0U, ring.Backlog);
    }

    [Fact]
    public void After_a_restart_the_cursor_is_near_where_it_was_and_never_beyond()
    {
        MemoryFlash flash = new(4, 1 << 20);
        FrameRing ring = Mount(flash);
        Random random = new(5);
        for (int i = 0; i < 200; i++)
        {
            _frames.Append(ring, random);
            ring.Free(ring.NextSequence - 1);
        }

        FrameRing again = Mount(flash);

        Assert.InRange(again.FreedUpTo, 200U - 64, 200U);
    }

    [Fact]
    public void A_number_that_the_gateway_cannot_have_frees_nothing()
    {
        FrameRing ring = Mount(new MemoryFlash(Segments, SegmentLength));
        _frames.Append(ring, new Random(1));

        ring.Free(2);

        Assert.Equal(0U, ring.FreedUpTo);
        Assert.Equal(1U, ring.Backlog);
    }

    [Fact]
    public void A_refused_write_goes_to_another_segment_and_if_all_refuse_the_number_is_skipped()
    {
        MemoryFlash flash = new(Segments, SegmentLength);
        FrameRing ring = Mount(flash);
        Random random = new(1);
        _frames.Append(ring, random);
        flash.RefusesWrites = true;
        Assert.Null(_frames.Append(ring, random));
        flash.RefusesWrites = false;
        byte[]? third = _frames.Append(ring, random);

        Assert.NotNull(third);
        Assert.True(ring.MediumFaults > 0);
        Assert.Equal(third, TestFrames.Read(ring, 3));
        Assert.Null(TestFrames.Read(ring, 2));
        Assert.Equal(3U, ring.NextHeld(1, new byte[FrameLayout.MaxFrameLength]));
    }

    [Fact]
    public void A_flipped_bit_hides_one_frame_and_no_other()
    {
        MemoryFlash flash = new(Segments, SegmentLength);
        FrameRing ring = Mount(flash);
        Random random = new(1);
        List<byte[]> written = [];
        for (int i = 0; i < 8; i++)
        {
            written.Add(_frames.Append(ring, random)!);
        }

        int at = flash.Bytes.AsSpan().IndexOf(written[3]) + 20;
        flash.Bytes[at] ^= 1;

        Assert.Null(TestFrames.Read(ring, 4));
        Assert.Equal(written[4], TestFrames.Read(ring, 5));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(-12)]
    public void A_frame_that_rots_after_it_was_sent_does_not_give_its_number_away_again(int where)
    {
        MemoryFlash flash = new(Segments, SegmentLength);
        FrameRing ring = Mount(flash);
        Random random = new(1);
        _frames.Append(ring, random);
        byte[] last = _frames.Append(ring, random)!;
        flash.Bytes[flash.Bytes.AsSpan().IndexOf(last) + where] ^= 1;

        Assert.InRange(Mount(flash).NextSequence, 3U, 6U);
    }

    [Fact]
    public void The_newest_segment_losing_its_header_does_not_give_its_numbers_away_again()
    {
        MemoryFlash flash = new(Segments, SegmentLength);
        FrameRing ring = Mount(flash);
        Random random = new(1);
        while (ring.NextSequence < 40)
        {
            _frames.Append(ring, random);
        }

        int newest = -1;
        for (int segment = 0; segment < Segments; segment++)
        {
            uint number = LittleEndian.ReadUInt32(flash.Bytes, segment * SegmentLength + 4);
            newest = newest < 0 || number > LittleEndian.ReadUInt32(flash.Bytes, newest * SegmentLength + 4) ? segment : newest;
        }

        flash.Bytes[newest * SegmentLength + 10] ^= 1;
        FrameRing again = Mount(flash);

        Assert.Equal(40U, again.NextSequence);
        Assert.Equal(42UL, again.StreamId);
    }

    private static FrameRing Mount(MemoryFlash flash, ulong streamId = 42)
    {
        FrameRing ring = new(flash);
        Assert.True(ring.Mount(streamId));
        return ring;
    }
}
