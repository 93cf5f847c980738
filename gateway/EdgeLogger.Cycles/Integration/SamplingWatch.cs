using System;

namespace EdgeLogger.Cycles.Integration;

/// <summary>
/// Finds from the intervals alone where the current stepped. A cycler logs the last reading of a step when the step ends, which
/// is out of its rhythm, and counts the next interval from there. So the new current flowed all the time since the last reading
/// if the interval is a usual one and the one before was not, or if the last reading came early in a rhythm that was steady until
/// then. A logger that knows of no steps keeps its rhythm across them, and says nothing.
/// </summary>
internal struct SamplingWatch
{
    private const double SameShare = 0.002;
    private const double SameS = 0.005;

    /// <summary>What cyclers take to switch, during which they count no time.</summary>
    private const double SwitchingS = 0.1;
    private const long RepeatsToBelieve = 4;

    private double _lastS;
    private double _usualS;

    /// <summary>The usual interval before that: that of charging while the cell discharges, or of the rests.</summary>
    private double _otherS;
    private long _repeats;

    /// <summary>1 if the last interval was the first one shorter than the usual ones.</summary>
    private long _cameEarly;

    /// <summary>Whether the step between the last reading and one that is so much later was at the last reading.</summary>
    public readonly bool SteppedAtLastReading(double seconds) =>
        _cameEarly != 0 || (!IsSame(seconds, _lastS) && (IsUsual(seconds, _usualS) || IsUsual(seconds, _otherS)));

    public void Observe(double seconds)
    {
        bool same = IsSame(seconds, _lastS);
        _cameEarly = !same && seconds < _lastS && _repeats >= RepeatsToBelieve ? 1 : 0;
        _repeats = same ? _repeats + 1 : 0;
        _lastS = seconds;
        if (_repeats >= RepeatsToBelieve && !IsSame(seconds, _usualS))
        {
            _otherS = _usualS;
            _usualS = seconds;
        }
    }

    private static bool IsSame(double seconds, double otherS) => Math.Abs(seconds - otherS) <= SameShare * otherS + SameS;

    private static bool IsUsual(double seconds, double usualS) =>
        seconds >= usualS - SameShare * usualS - SameS && seconds <= usualS + SameShare * usualS + SwitchingS;
}
