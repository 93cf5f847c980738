using System;
using System.Runtime.CompilerServices;
using EdgeLogger.Cycles.Integration;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cycles.Turning;

/// <summary>
/// The half cycles found before the cell's capacity is known. They are held back until two neighbours are surely real; those that
/// a far greater one shows to be wiggles are merged away, the smallest first (rainflow counting).
/// </summary>
internal struct StartUp
{
    private const double SureSeconds = 600;
    private const double ShortestHalfSeconds = 60;
    private const double RecordSteadiness = 0.9;
    private const double AlikeShare = 0.25;

    private HeldSpans _held;
    private long _count;
    private CurvePoint _start;
    private double _firstSign;
    private double _sumAbsoluteA;
    private double _sumAbsoluteStepA;

    public readonly int Count => (int)_count;

    public readonly HalfSpan this[int index] => new()
    {
        Start = StartOf(index),
        End = _held[index].End,
        Tally = _held[index].Tally,
        Sign = index % 2 == 0 ? _firstSign : -_firstSign,
        RestAfter = _held[index].RestAfter,
    };

    public void Observe(double currentA, double stepA)
    {
        _sumAbsoluteA += Math.Abs(currentA);
        _sumAbsoluteStepA += Math.Abs(stepA);
    }

    public void Put(in HalfSpan span)
    {
        if (Count == 0)
        {
            _start = span.Start;
            _firstSign = span.Sign;
        }

        _held[Count] = Kept(span);
        _count++;
    }

    /// <summary>
    /// Takes in a half cycle that has been turned back from, and merges what has become small beside the largest.
    /// </summary>
    /// <returns>Whether all that is held is real, and the scale known.</returns>
    public bool Hold(in HalfSpan span, double turnFraction, ref HalfSpan open)
    {
        Put(span);
        Condense(turnFraction, ref open);
        if (Count >= 2 && IsSure(this[Count - 1]) && IsSure(this[Count - 2]))
        {
            return true;
        }

        if (Count < HeldSpans.Capacity)
        {
            return false;
        }

        if (AllPlausible())
        {
            return true;
        }

        RemoveSmallest(ref open);
        return false;
    }

    /// <summary>At the end of a record: whether what is held is noise and nothing else.</summary>
    public readonly bool IsNoise()
    {
        bool anyNoise = false;
        for (int i = 0; i < Count; i++)
        {
            HalfSpan span = this[i];
            if (span.IsSurelyReal)
            {
                return false;
            }

            anyNoise |= span.IsNoise;
        }

        return anyNoise;
    }

    /// <summary>Merges away what is smaller than the given share of the whole swing, the open half cycle included.</summary>
    public void Condense(double turnFraction, ref HalfSpan open)
    {
        while (Count > 0)
        {
            double smallest = double.PositiveInfinity;
            for (int i = 0; i < Count; i++)
            {
                smallest = Math.Min(smallest, RangeAs(i));
            }

            if (smallest > turnFraction * SwingAs(open))
            {
                return;
            }

            RemoveSmallest(ref open);
        }
    }

    /// <summary>From the lowest to the highest turning point that is held or open, A s.</summary>
    public readonly double SwingAs(in HalfSpan open)
    {
        double start = open.Start.ChargeAs.Value;
        double end = open.End.ChargeAs.Value;
        double lowest = Math.Min(start, end);
        double highest = Math.Max(start, end);
        for (int i = 0; i < Count; i++)
        {
            double charge = StartOf(i).ChargeAs.Value;
            lowest = Math.Min(lowest, charge);
            highest = Math.Max(highest, charge);
        }

        return highest - lowest;
    }

    public void Clear() => _count = 0;

    private void RemoveSmallest(ref HalfSpan open)
    {
        int smallest = 0;
        for (int i = 1; i < Count; i++)
        {
            if (RangeAs(i) < RangeAs(smallest))
            {
                smallest = i;
            }
        }

        if (smallest == 0)
        {
            Remove(0, 1);
        }
        else if (smallest == Count - 1)
        {
            open = HalfSpan.Join(this[smallest - 1], this[smallest], open);
            Remove(smallest - 1, 2);
        }
        else
        {
            _held[smallest - 1] = Kept(HalfSpan.Join(this[smallest - 1], this[smallest], this[smallest + 1]));
            Remove(smallest, 2);
        }
    }

    private void Remove(int index, int count)
    {
        if (index == 0)
        {
            _start = _held[count - 1].End;
            _firstSign = count % 2 == 0 ? _firstSign : -_firstSign;
        }

        for (int i = index + count; i < Count; i++)
        {
            _held[i - count] = _held[i];
        }

        _count -= count;
    }

    private static HeldSpan Kept(in HalfSpan span) => new() { End = span.End, Tally = span.Tally, RestAfter = span.RestAfter };

    private readonly CurvePoint StartOf(int index) => index == 0 ? _start : _held[index - 1].End;

    private readonly double RangeAs(int index) => Math.Abs(_held[index].End.ChargeAs.Since(StartOf(index).ChargeAs));

    private static bool IsSure(in HalfSpan span) => span.IsSurelyReal && span.Seconds >= SureSeconds;

    private readonly bool AllPlausible()
    {
        bool allReal = true;
        double smallest = double.PositiveInfinity;
        double largest = 0;
        for (int i = 0; i < Count; i++)
        {
            HalfSpan span = this[i];
            if (span.IsNoise)
            {
                return false;
            }

            allReal &= span.IsSurelyReal;
            smallest = Math.Min(smallest, span.RangeAs);
            largest = Math.Max(largest, span.RangeAs);
        }

        // A few readings a half cycle: noise has swings of all sizes and is never steady, a cycler repeats itself.
        bool regular = smallest > AlikeShare * largest && _sumAbsoluteA > RecordSteadiness * _sumAbsoluteStepA;
        double seconds = _held[Count - 1].End.TimeS - _start.TimeS;
        return (allReal || regular) && seconds >= ShortestHalfSeconds * Count;
    }
}

/// <summary>Storage of the half cycles that are held back.</summary>
[InlineArray(Capacity)]
internal struct HeldSpans
{
    public const int Capacity = 12;

    private HeldSpan _first;
}

/// <summary>A half cycle that is held back; it starts where the one before it ends, and goes the other way.</summary>
internal struct HeldSpan
{
    public Integration.CurvePoint End;
    public HalfTally Tally;
    public RestMark RestAfter;
}
