using System;
using System.Runtime.CompilerServices;

namespace EdgeLogger.Cycles.Detail;

/// <summary>
/// Time spent at each level of |I|, in four bins that move to where the current is (Ben-Haim and Tom-Tov 2010). Cyclers use few
/// levels; the median is exact, to the noise, when one of them has more than half of the time.
/// </summary>
internal struct CurrentHistogram
{
    private const float SameLevelShare = 0.01f;

    private LevelBins _bins;

    public readonly double Seconds
    {
        get
        {
            double seconds = 0;
            for (int i = 0; i < LevelBins.Count; i++)
            {
                seconds += _bins[i].Seconds;
            }

            return seconds;
        }
    }

    /// <summary>The level at which half of the time has passed at this level or below, A; NaN if there is none.</summary>
    public readonly double MedianA
    {
        get
        {
            double half = Seconds / 2;
            double median = double.NaN;
            double below = 0;
            double level = double.NegativeInfinity;
            while (below < half)
            {
                int next = NextAbove(level);
                if (next < 0)
                {
                    break;
                }

                level = _bins[next].LevelA;
                below += _bins[next].Seconds;
                median = level;
            }

            return median;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(float levelA, float seconds)
    {
        ref LevelBin last = ref _bins[0];
        if (last.Seconds > 0 && Math.Abs(levelA - last.LevelA) <= SameLevelShare * last.LevelA)
        {
            last.Add(levelA, seconds);
        }
        else if (seconds > 0)
        {
            AddElsewhere(levelA, seconds);
        }
    }

    public void Append(in CurrentHistogram later)
    {
        for (int i = LevelBins.Count - 1; i >= 0; i--)
        {
            if (later._bins[i].Seconds > 0)
            {
                Add(later._bins[i].LevelA, later._bins[i].Seconds);
            }
        }
    }

    /// <summary>Puts the level's bin in front, where the next row will look first.</summary>
    private void AddElsewhere(float levelA, float seconds)
    {
        int place = -1;
        for (int i = 0; i < LevelBins.Count && place < 0; i++)
        {
            bool empty = _bins[i].Seconds == 0;
            bool same = Math.Abs(levelA - _bins[i].LevelA) <= SameLevelShare * _bins[i].LevelA;
            place = empty || same ? i : -1;
        }

        if (place < 0)
        {
            place = MergeClosest();
        }

        LevelBin bin = _bins[place];
        bin.Add(levelA, seconds);
        _bins[place] = _bins[0];
        _bins[0] = bin;
    }

    /// <returns>The bin that has become empty.</returns>
    private int MergeClosest()
    {
        int one = 0;
        int other = 1;
        float closest = float.PositiveInfinity;
        for (int i = 0; i < LevelBins.Count; i++)
        {
            for (int j = i + 1; j < LevelBins.Count; j++)
            {
                float distance = Math.Abs(_bins[i].LevelA - _bins[j].LevelA);
                (closest, one, other) = distance < closest ? (distance, i, j) : (closest, one, other);
            }
        }

        _bins[one].Add(_bins[other].LevelA, _bins[other].Seconds);
        _bins[other] = default;
        return other;
    }

    private readonly int NextAbove(double levelA)
    {
        int next = -1;
        for (int i = 0; i < LevelBins.Count; i++)
        {
            bool above = _bins[i].Seconds > 0 && _bins[i].LevelA > levelA;
            next = above && (next < 0 || _bins[i].LevelA < _bins[next].LevelA) ? i : next;
        }

        return next;
    }
}

/// <summary>Storage of a histogram of the current.</summary>
[InlineArray(Count)]
internal struct LevelBins
{
    public const int Count = 4;

    private LevelBin _first;
}

/// <summary>A level of |I| and the time spent at it.</summary>
internal struct LevelBin
{
    public float LevelA;
    public float Seconds;

    public void Add(float levelA, float seconds)
    {
        Seconds += seconds;
        LevelA += Seconds > 0 ? (levelA - LevelA) * (seconds / Seconds) : 0;
    }
}
