using System;
using System.Runtime.CompilerServices;

namespace EdgeLogger.Cycles.Integration;

/// <summary>The mean of one direction's constant current over readings that were logged because it was time.</summary>
internal struct SteadyCurrent
{
    private const double SameCurrent = 0.0025;
    private const double SpreadRatio = 5;
    private const double SteadyShare = 0.001;
    private const long RowsToBelieve = 8;
    private const double LongMemoryRows = 64;
    private const double ShortMemoryRows = 8;

    private double _longMeanA;
    private double _shortMeanA;

    /// <summary>Mean distance of the readings from the mean, A.</summary>
    private double _spreadA;
    private long _rows;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Observe(double currentA)
    {
        if (Math.Abs(currentA - _longMeanA) > 2 * SameCurrent * Math.Abs(_longMeanA))
        {
            _rows = 0;
            _spreadA = 0;
        }

        _rows++;
        _longMeanA += RunningMean.Share(currentA - _longMeanA, _rows, LongMemoryRows);
        _spreadA += RunningMean.Share(Math.Abs(currentA - _longMeanA) - _spreadA, _rows, LongMemoryRows);
        _shortMeanA += RunningMean.Share(currentA - _shortMeanA, _rows, ShortMemoryRows);
    }

    /// <summary>
    /// The mean, if the current is steady and the reading a reading of it, as far off as they are; else the reading.
    /// </summary>
    public readonly double InsteadOf(double currentA)
    {
        double mean = Math.Abs(_longMeanA);
        bool steady = _rows >= RowsToBelieve && Math.Abs(_shortMeanA - _longMeanA) <= SteadyShare * mean;
        double off = Math.Abs(currentA - _longMeanA);
        return steady && off <= SameCurrent * mean && off <= SpreadRatio * _spreadA ? _longMeanA : currentA;
    }
}
