using System;
using EdgeLogger.Frames;

namespace EdgeLogger.FrameLog;

/// <summary>
/// The sequence numbers of one stream that are accounted for: all up to <see cref="Contiguous"/>, and ranges beyond it. Numbers
/// begin at 1.
/// </summary>
internal sealed class SequenceSet
{
    // Ascending, disjoint and not touching each other or the contiguous part.
    private Range[] _ranges = [];

    public SequenceSet(uint contiguous) => Contiguous = contiguous;

    /// <summary>The highest number below which nothing is missing; 0 if number 1 is missing.</summary>
    public uint Contiguous { get; private set; }

    /// <summary>How many ranges lie beyond the contiguous part.</summary>
    public int RangeCount { get; private set; }

    /// <summary>How many numbers are accounted for.</summary>
    public long Count
    {
        get
        {
            long count = Contiguous;
            for (int i = 0; i < RangeCount; i++)
            {
                count += (long)_ranges[i].Last - _ranges[i].First + 1;
            }

            return count;
        }
    }

    /// <summary>Whether <see cref="Add"/> of this number would open a new range.</summary>
    public bool IsApart(uint number)
    {
        if (number <= (long)Contiguous + 1)
        {
            return false;
        }

        int at = FirstReaching(number);
        return at == RangeCount || _ranges[at].First > (long)number + 1;
    }

    public void Add(uint first, uint last)
    {
        if (last <= Contiguous)
        {
            return;
        }

        if (first <= (long)Contiguous + 1)
        {
            Contiguous = last;
            Absorb();
        }
        else
        {
            Insert(first, last);
        }
    }

    /// <summary>Writes the contiguous mark and the lowest ranges that one acknowledgement can name.</summary>
    public void CopyTo(Ack ack)
    {
        ack.Contiguous = Contiguous;
        ack.RangeCount = Math.Min(RangeCount, Ack.MaxRanges);
        for (int i = 0; i < ack.RangeCount; i++)
        {
            ack.RangeFirst[i] = _ranges[i].First;
            ack.RangeLast[i] = _ranges[i].Last;
        }
    }

    private void Absorb()
    {
        int gone = 0;
        while (gone < RangeCount && _ranges[gone].First <= (long)Contiguous + 1)
        {
            Contiguous = Math.Max(Contiguous, _ranges[gone].Last);
            gone++;
        }

        Remove(0, gone);
    }

    private void Insert(uint first, uint last)
    {
        int at = FirstReaching(first);
        int end = at;
        while (end < RangeCount && _ranges[end].First <= (long)last + 1)
        {
            end++;
        }

        if (end == at)
        {
            MakeRoom(at);
            _ranges[at] = new Range(first, last);
            return;
        }

        _ranges[at] = new Range(Math.Min(first, _ranges[at].First), Math.Max(last, _ranges[end - 1].Last));
        Remove(at + 1, end - at - 1);
    }

    // Index of the first range that contains the number, touches it from below, or lies above it.
    private int FirstReaching(uint number)
    {
        int low = 0;
        int high = RangeCount;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if ((long)_ranges[middle].Last + 1 < number)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private void MakeRoom(int at)
    {
        if (RangeCount == _ranges.Length)
        {
            Array.Resize(ref _ranges, Math.Max(4, _ranges.Length * 2));
        }

        Array.Copy(_ranges, at, _ranges, at + 1, RangeCount - at);
        RangeCount++;
    }

    private void Remove(int at, int count)
    {
        Array.Copy(_ranges, at + count, _ranges, at, RangeCount - at - count);
        RangeCount -= count;
    }

    private readonly record struct Range(uint First, uint Last);
}
