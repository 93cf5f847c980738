using System.Linq;
using CsCheck;
using EdgeLogger.Frames;

namespace EdgeLogger.Shared.Tests;

public sealed class AckTests
{
    [Fact]
    public void An_acknowledgement_is_read_back() =>
        (from stream in Gen.ULong
         from contiguous in Gen.UInt
         from ranges in Gen.UInt.Array[2].Array[0, Ack.MaxRanges]
         select (stream, contiguous, ranges)).Sample(given =>
         {
             Ack ack = new() { StreamId = given.stream, Contiguous = given.contiguous, RangeCount = given.ranges.Length };
             for (int i = 0; i < given.ranges.Length; i++)
             {
                 ack.RangeFirst[i] = given.ranges[i][0];
                 ack.RangeLast[i] = given.ranges[i][1];
             }

             byte[] buffer = new byte[Ack.MaxLength];
             int length = ack.Write(buffer);
             Ack read = new();
             Assert.True(read.TryRead(buffer, length));
             Assert.Equal(given.stream, read.StreamId);
             Assert.Equal(given.contiguous, read.Contiguous);
             Assert.Equal(given.ranges.Length, read.RangeCount);
             Assert.Equal(ack.RangeFirst, read.RangeFirst);
             Assert.Equal(ack.RangeLast, read.RangeLast);
         });

    [Fact]
    public void A_changed_or_cut_acknowledgement_is_refused()
    {
        Ack ack = new() { StreamId = 3, Contiguous = 4, RangeCount = 2 };
        byte[] buffer = new byte[Ack.MaxLength];
        int length = ack.Write(buffer);
        Assert.All(Enumerable.Range(0, length), cut => Assert.False(new Ack().TryRead(buffer, cut)));
        Assert.All(Enumerable.Range(0, length * 8), bit =>
        {
            byte[] changed = [.. buffer];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(new Ack().TryRead(changed, length));
        });
    }
}
