using System;
using System.Runtime.CompilerServices;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cycles.Integration;

/// <summary>Distinguishes a hole in the record from a cycler that samples rarely.</summary>
internal struct IntervalWatch
{
    private const double ShortestGapS = 60;
    private const double GapRatio = 10;
    private const double TimedShare = 0.98;
    private const long RowsToLearn = 8;
    private const double VoltageMemoryRows = 64;
    private const double SameCurrentShare = 0.02;
    private const double UsualStepRatio = 3;
    private const double HarmlessCapacityShare = 0.05;

    private double _longestS;
    private double _usualStepV;
    private long _rows;

    /// <summary>As long as the longest interval under current so far: the cycler logged because it was time.</summary>
    public readonly bool IsTimed(double seconds) => seconds >= TimedShare * _longestS;

    /// <summary>Far longer than any interval under current so far.</summary>
    public readonly bool IsLong(double seconds) =>
        seconds >= ShortestGapS && _rows >= RowsToLearn && seconds > GapRatio * _longestS;

    /// <summary>
    /// Whether a long interval under current can be believed all the same: a cycler that logs on voltage alone is silent on a
    /// plateau, but then the current is the same at both ends, the voltage moved by no more than it does from row to row, and
    /// little of the capacity passed.
    /// </summary>
    public readonly bool IsExplained(in Sample from, in Sample to, double largestHalfAs)
    {
        double largest = Math.Max(Math.Abs(from.CurrentA), Math.Abs(to.CurrentA));
        return Math.Abs(to.CurrentA - from.CurrentA) <= SameCurrentShare * largest
            && Math.Abs(to.VoltageV - from.VoltageV) <= UsualStepRatio * _usualStepV
            && largest * (to.TimeS - from.TimeS) <= HarmlessCapacityShare * largestHalfAs;
    }

    /// <summary>Learns from an interval under current that was integrated.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Observe(double seconds, double stepV)
    {
        _rows++;
        if (seconds > _longestS)
        {
            _longestS = seconds;
        }

        _usualStepV += RunningMean.Share(Math.Abs(stepV) - _usualStepV, _rows, VoltageMemoryRows);
    }
}
