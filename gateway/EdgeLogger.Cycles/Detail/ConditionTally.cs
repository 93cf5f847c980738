using System;
using System.Runtime.CompilerServices;

namespace EdgeLogger.Cycles.Detail;

/// <summary>Time-weighted mean and extremes of a quantity beside the current: temperature or pressure.</summary>
internal struct ConditionTally
{
    private double _weighted;
    private double _seconds;
    private float _least;
    private float _most;

    public readonly double? Mean => _seconds > 0 ? _weighted / _seconds : null;

    public readonly double? Least => _seconds > 0 ? _least : null;

    public readonly double? Most => _seconds > 0 ? _most : null;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double value, double seconds)
    {
        if (!(seconds > 0) || double.IsNaN(value))
        {
            return;
        }

        float rounded = (float)value;
        if (rounded < _least || _seconds == 0)
        {
            _least = rounded;
        }

        if (rounded > _most || _seconds == 0)
        {
            _most = rounded;
        }

        _weighted += value * seconds;
        _seconds += seconds;
    }

    public void Append(in ConditionTally later)
    {
        if (later._seconds > 0)
        {
            _least = _seconds > 0 ? Math.Min(_least, later._least) : later._least;
            _most = _seconds > 0 ? Math.Max(_most, later._most) : later._most;
            _weighted += later._weighted;
            _seconds += later._seconds;
        }
    }
}
