using System;
using System.Collections.Generic;
using EdgeLogger.Firmware.Storage;
using EdgeLogger.Frames;
using EdgeLogger.VirtualBench.Flash;

namespace EdgeLogger.Firmware.Tests.Storage;

public sealed class PowerLossTests
{
    private const int Frames = 120;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Power_lost_at_any_write_or_erase_loses_nothing_and_repeats_no_number(int seed)
    {
        MemoryFlash whole = new(4, 4096);
        new Workload(seed).Run(whole);
        Assert.True(whole.Operations > Frames);

        for (long operation = 0; operation < whole.Operations; operation++)
        {
            MemoryFlash flash = new(4, 4096);
            flash.LosePowerAt(operation, seed * 1000 + (int)operation);
            Workload workload = new(seed);
            Assert.Throws<PowerLostException>(() => workload.Run(flash));

            // A second loss, at one of the first things that the restart writes.
            flash.LosePowerAt(operation % 3, seed);
            try
            {
                workload.Run(flash);
            }
            catch (PowerLostException)
            {
            }

            flash.RestorePower();
            workload.Check(flash, $"seed {seed}, operation {operation}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Power_that_goes_again_and_again_while_the_gateway_is_away_overwrites_nothing(int seed)
    {
        // Five segments would be gone after five losses if each cost the rest of its segment.
        MemoryFlash flash = new(5, 8192);
        Assert.True(new FrameRing(flash).Mount(42));
        Random random = new(seed);
        TestFrames frames = new();
        Dictionary<uint, byte[]> appended = [];
        for (int loss = 0; loss < 30; loss++)
        {
            flash.RestorePower();
            FrameRing ring = new(flash);
            try
            {
                flash.LosePowerAt(1 + random.Next(3), seed + loss);
                Assert.True(ring.Mount(42));
                while (true)
                {
                    uint sequence = ring.NextSequence;
                    byte[] frame = frames.Append(ring, random)!;
                    Assert.True(appended.TryAdd(sequence, frame), $"seed {seed}: number {sequence} was given twice");
                }
            }
            catch (PowerLostException)
            {
            }
        }

        flash.RestorePower();
        FrameRing last = new(flash);
        Assert.True(last.Mount(42));
        Assert.Equal(0U, last.LostFrames);
        Assert.True(appended.Count > 20);
        Assert.All(appended, frame => Assert.True(
            frame.Value.AsSpan().SequenceEqual(TestFrames.Read(last, frame.Key)), $"seed {seed}: frame {frame.Key} is gone"));
    }

    /// <summary>Appends and frees as a board does, and remembers what must be there.</summary>
    private sealed class Workload(int seed)
    {
        private readonly Random _random = new(seed);
        private readonly TestFrames _frames = new();
        private readonly Dictionary<uint, byte[]> _appended = [];
        private readonly Dictionary<uint, byte[]> _schemas = [];
        private byte[] _schema = [1, 2, 3];
        private uint _freed;
        private ulong _stream;

        public void Run(MemoryFlash flash)
        {
            FrameRing ring = Mount(flash);
            for (int i = 0; i < Frames; i++)
            {
                if (_random.Next(10) == 0)
                {
                    UseAnotherSchema(ring);
                }

                uint sequence = ring.NextSequence;
                byte[] frame = _frames.Append(ring, _random, Crc32.Compute(_schema, 0, _schema.Length))!;
                Assert.True(_appended.TryAdd(sequence, frame), $"number {sequence} was given twice");

                // The gateway keeps up, so that nothing unacknowledged is overwritten in this workload.
                if (_random.Next(4) == 0)
                {
                    _freed = ring.NextSequence - 1 - (uint)_random.Next(3);
                    _freed = Math.Max(_freed, ring.FreedUpTo);
                    ring.Free(_freed);
                }
            }
        }

        public void Check(MemoryFlash flash, string where)
        {
            FrameRing ring = Mount(flash);
            Assert.True(ring.FreedUpTo <= _freed, where);
            foreach ((uint sequence, byte[] frame) in _appended)
            {
                Assert.True(sequence < ring.NextSequence, $"{where}: number {sequence} would be given again");
                if (sequence > _freed)
                {
                    Assert.True(frame.AsSpan().SequenceEqual(TestFrames.Read(ring, sequence)),
                        $"{where}: frame {sequence} is gone");
                    uint hash = LittleEndian.ReadUInt32(frame, FrameLayout.SchemaHashAt);
                    Assert.True(_schemas[hash].AsSpan().SequenceEqual(ring.ReadSchema(sequence, hash)),
                        $"{where}: the schema of frame {sequence} is gone");
                }
            }

            uint next = ring.NextSequence;
            Assert.NotNull(_frames.Append(ring, _random));
            Assert.NotNull(TestFrames.Read(ring, next));
        }

        private FrameRing Mount(MemoryFlash flash)
        {
            FrameRing ring = new(flash);
            Assert.True(ring.Mount((ulong)_random.NextInt64()));
            if (_appended.Count > 0)
            {
                Assert.Equal(_stream, ring.StreamId);
            }

            _stream = ring.StreamId;
            UseSchema(ring);
            return ring;
        }

        private void UseAnotherSchema(FrameRing ring)
        {
            _schema = new byte[_random.Next(100, 600)];
            _random.NextBytes(_schema);
            UseSchema(ring);
        }

        private void UseSchema(FrameRing ring)
        {
            uint hash = Crc32.Compute(_schema, 0, _schema.Length);
            _schemas[hash] = _schema;
            ring.UseSchema(_schema, hash);
        }
    }
}
