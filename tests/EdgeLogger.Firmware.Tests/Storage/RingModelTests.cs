using System;
using System.Collections.Generic;
using EdgeLogger.Firmware.Storage;
using EdgeLogger.VirtualBench.Flash;

namespace EdgeLogger.Firmware.Tests.Storage;

public sealed class RingModelTests
{
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    public void Random_appends_reads_frees_and_restarts_agree_with_a_list(int seed)
    {
        Random random = new(seed);
        MemoryFlash flash = new(random.Next(4, 9), 4096 + random.Next(3000));
        FrameRing ring = new(flash);
        Assert.True(ring.Mount(42));
        TestFrames frames = new();
        Dictionary<uint, byte[]> model = [];
        uint freed = 0;
        for (int i = 0; i < 3000; i++)
        {
            string where = $"seed {seed}, operation {i}";
            switch (random.Next(10))
            {
                case < 5:
                    uint sequence = ring.NextSequence;
                    model.Add(sequence, frames.Append(ring, random)!);
                    break;
                case < 8:
                    uint asked = (uint)random.Next((int)ring.NextSequence + 2);
                    byte[]? found = TestFrames.Read(ring, asked);
                    Assert.True(found is null || found.AsSpan().SequenceEqual(model[asked]), where);
                    Assert.True(found is not null || asked < ring.OldestSequence || !model.ContainsKey(asked), where);
                    break;
                case 8:
                    freed = Math.Max(freed, (uint)random.Next((int)ring.NextSequence));
                    ring.Free(freed);
                    Assert.Equal(freed, ring.FreedUpTo);
                    break;
                default:
                    ring = new FrameRing(flash);
                    Assert.True(ring.Mount(7));
                    Assert.True(ring.FreedUpTo <= freed, where);
                    freed = ring.FreedUpTo;
                    break;
            }

            Assert.Equal((uint)model.Count + 1, ring.NextSequence);
            Assert.True(ring.LostFrames == 0 || ring.LostLast < ring.OldestSequence, where);
        }
    }
}
