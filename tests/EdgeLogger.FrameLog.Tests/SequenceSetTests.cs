using System.Collections.Generic;
using System.Linq;
using CsCheck;
using EdgeLogger.Frames;

namespace EdgeLogger.FrameLog.Tests;

public sealed class SequenceSetTests
{
    private static readonly Gen<(uint First, uint Last)[]> Additions =
        Gen.Select(Gen.UInt[1, 60], Gen.OneOf(Gen.Const(0u), Gen.UInt[0, 9]))
        .Select((first, more) => (first, first + more)).Array[0, 40];

    [Fact]
    public void Contiguous_and_ranges_agree_with_a_plain_set() => Additions.Sample(additions =>
    {
        SequenceSet set = new(0);
        HashSet<uint> model = [];
        foreach ((uint first, uint last) in additions)
        {
            set.Add(first, last);
            for (uint number = first; number <= last; number++)
            {
                model.Add(number);
            }

            if (Describe(set) != Describe(model, Ack.MaxRanges))
            {
                return false;
            }
        }

        return true;
    });

    [Fact]
    public void A_number_is_apart_exactly_when_adding_it_opens_a_range() =>
        Gen.Select(Additions, Gen.UInt[1, 75]).Sample((additions, number) =>
    {
        SequenceSet set = new(0);
        foreach ((uint first, uint last) in additions)
        {
            set.Add(first, last);
        }

        int before = set.RangeCount;
        bool apart = set.IsApart(number);
        set.Add(number, number);
        return apart == set.RangeCount > before;
    });

    [Fact]
    public void The_highest_number_does_not_overflow()
    {
        SequenceSet set = new(0);
        set.Add(uint.MaxValue, uint.MaxValue);
        set.Add(1, uint.MaxValue - 1);
        Assert.Equal(uint.MaxValue, set.Contiguous);
        Assert.Equal(0, set.RangeCount);
        Assert.False(set.IsApart(uint.MaxValue));
    }

    private static string Describe(SequenceSet set)
    {
        Ack ack = new();
        set.CopyTo(ack);
        return string.Join(' ', Enumerable.Range(0, ack.RangeCount)
            .Select(i => $"{ack.RangeFirst[i]}-{ack.RangeLast[i]}").Prepend($"{ack.Contiguous}"));
    }

    private static string Describe(HashSet<uint> model, int maxRanges)
    {
        uint contiguous = 0;
        while (model.Contains(contiguous + 1))
        {
            contiguous++;
        }

        List<string> ranges = [];
        foreach (uint first in model.Where(n => n > contiguous && !model.Contains(n - 1)).Order().Take(maxRanges))
        {
            uint last = first;
            while (model.Contains(last + 1))
            {
                last++;
            }

            ranges.Add($"{first}-{last}");
        }

        return string.Join(' ', ranges.Prepend($"{contiguous}"));
    }
}
