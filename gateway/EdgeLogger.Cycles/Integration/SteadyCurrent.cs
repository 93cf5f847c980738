using System;
using System.Runtime.CompilerServices;

namespace EdgeLogger.Cycles.Integration;

/// <summary>The mean of one direction's constant current over readings that were logged because it was time.</summary>
internal struct SteadyCurrent
{
    private const double SameCurrent = 0.0025;
    private const double SteadyShare = 0.001;
    private const long RowsToBelieve = 8;
    private const double LongMemoryRows = 64;
    private const double ShortMemoryRows = 8;

    private double _longMeanA;
    private double _shortMeanA;
    private long _rows;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Observe(double currentA)
    {
        if (Math.Abs(currentA - _longMeanA) > 2 * SameCurrent * Math.Abs(_longMeanA))
        {
            _rows = 0;
        }

        _rows++;
        _longMeanA += RunningMean.Share(currentA - _longMeanA, _rows, LongMemoryRows);
        _shortMeanA += RunningMean.Share(currentA - _shortMeanA, _rows, ShortMemoryRows);
    }

    /// <summary>The mean, if the current is steady and the reading a reading of it; else the reading.</summary>
    public readonly double InsteadOf(double currentA)
    {
        double mean = Math.Abs(_longMeanA);
        bool steady = _rows >= RowsToBelieve && Math.Abs(_shortMeanA - _longMeanA) <= SteadyShare * mean;
        return steady && Math.Abs(currentA - _longMeanA) <= SameCurrent * mean ? _longMeanA : currentA;
    }
}
