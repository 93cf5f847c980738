using System;
using System.Collections.Generic;
using EdgeLogger.Firmware.Storage;
using EdgeLogger.Frames;
using EdgeLogger.VirtualBench.Flash;

namespace EdgeLogger.Firmware.Tests.Storage;

/// <summary>A frame in the ring has its schema document beside it, for as long as it is there.</summary>
public sealed class SchemaRecordTests
{
    private const int Segments = 5;
    private const int SegmentLength = 8192;

    private readonly TestFrames _frames = new();
    private readonly Dictionary<uint, byte[]> _documents = [];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_frame_that_is_held_has_its_document_however_often_the_ring_goes_round_and_the_board_restarts(int seed)
    {
        Random random = new(seed);
        MemoryFlash flash = new(Segments, SegmentLength);
        FrameRing ring = Mount(flash);
        uint hash = Use(ring, random);
        Dictionary<uint, uint> hashes = [];
        for (int i = 0; i < 2000; i++)
        {
            switch (random.Next(40))
            {
                case 0:
                    hash = Use(ring, random);
                    break;
                case 1:
                    ring = Mount(flash);
                    ring.UseSchema(_documents[hash], hash);
                    break;
                case 2:
                    ring.Free(ring.NextSequence - 1);
                    break;
            }

            hashes[ring.NextSequence] = hash;
            Assert.NotNull(_frames.Append(ring, random, hash));
        }

        Assert.True(ring.OldestSequence > 1000, $"seed {seed}: the ring has not gone round");
        for (uint sequence = ring.OldestSequence; sequence < ring.NextSequence; sequence++)
        {
            uint named = hashes[sequence];
            Assert.True(_documents[named].AsSpan().SequenceEqual(ring.ReadSchema(sequence, named)),
                $"seed {seed}: frame {sequence} has no document");
        }
    }

    [Fact]
    public void A_document_is_written_with_the_first_frame_that_needs_it_and_once_a_segment()
    {
        MemoryFlash flash = new(Segments, SegmentLength);
        FrameRing ring = Mount(flash);
        Random random = new(1);
        long before = flash.Operations;
        for (int i = 0; i < 10; i++)
        {
            Use(ring, random);
        }

        Assert.Equal(before, flash.Operations);
        uint hash = Use(ring, random);
        _frames.Append(ring, random, hash);
        _frames.Append(ring, random, hash);
        Assert.Equal(before + 4, flash.Operations);

        FrameRing again = Mount(flash);
        before = flash.Operations;
        again.UseSchema(_documents[hash], hash);
        _frames.Append(again, random, hash);
        Assert.Equal(before + 1, flash.Operations);
    }

    [Fact]
    public void Looking_through_the_ring_finds_every_document_that_is_held_a_few_records_at_a_time()
    {
        FrameRing ring = Mount(new MemoryFlash(Segments, SegmentLength));
        Random random = new(3);
        List<uint> wanted = [];
        for (int i = 0; i < 6; i++)
        {
            wanted.Add(Use(ring, random));
            for (int frames = 0; frames < 12; frames++)
            {
                _frames.Append(ring, random, wanted[^1]);
            }
        }

        List<uint> found = [];
        SchemaCursor cursor = new();
        while (!cursor.IsAtEnd)
        {
            ring.FindSchema(cursor, 4);
            if (cursor.Document is { } document)
            {
                Assert.Equal(_documents[cursor.Hash], document);
                found.Add(cursor.Hash);
            }
        }

        Assert.Equal(0U, ring.LostFrames);
        Assert.Equal(wanted, new List<uint>(new HashSet<uint>(found)));
    }

    [Fact]
    public void A_document_that_leaves_no_room_for_frames_is_not_kept_and_frames_are()
    {
        FrameRing ring = Mount(new MemoryFlash(Segments, SegmentLength));
        ring.UseSchema(new byte[SegmentLength - 1000], 5);
        Random random = new(2);
        for (int i = 0; i < 100; i++)
        {
            Assert.NotNull(_frames.Append(ring, random, 5));
        }

        Assert.Null(ring.ReadSchema(ring.NextSequence - 1, 5));
    }

    [Fact]
    public void A_document_that_has_rotted_is_not_given_out_and_is_written_again_after_a_start()
    {
        MemoryFlash flash = new(Segments, SegmentLength);
        FrameRing ring = Mount(flash);
        Random random = new(4);
        uint hash = Use(ring, random);
        _frames.Append(ring, random, hash);
        flash.Bytes[Array.IndexOf(flash.Bytes, _documents[hash][0], 44 + 12 + 12) + 20] ^= 1;
        FrameRing again = Mount(flash);
        Assert.Null(again.ReadSchema(1, hash));

        again.UseSchema(_documents[hash], hash);
        _frames.Append(again, random, hash);
        Assert.Equal(_documents[hash], again.ReadSchema(2, hash));
    }

    private static FrameRing Mount(MemoryFlash flash)
    {
        FrameRing ring = new(flash);
        Assert.True(ring.Mount(42));
        return ring;
    }

    private uint Use(FrameRing ring, Random random)
    {
        byte[] document = new byte[random.Next(200, 2600)];
        random.NextBytes(document);
        uint hash = Crc32.Compute(document, 0, document.Length);
        _documents[hash] = document;
        ring.UseSchema(document, hash);
        return hash;
    }
}
