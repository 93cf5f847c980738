using System;
using System.Runtime.CompilerServices;

namespace EdgeLogger.Cycles.Integration;

/// <summary>
/// Finds the resolution of a recorded quantity: neighbouring readings differ by whole multiples of the smallest difference if,
/// and only if, they are codes.
/// </summary>
internal struct GranularityWatch
{
    private const double SameStep = 0.75;
    private const double WholeTolerance = 0.05;
    private const double LargestMultiple = 32;
    private const long EnoughSteps = 8;
    private const double EnoughMatches = 0.95;

    private double _code;
    private long _steps;
    private long _matches;

    /// <summary>The resolution; 0 if there is none to be seen.</summary>
    public readonly double Code => _steps >= EnoughSteps && _matches >= EnoughMatches * _steps ? _code : 0;

    /// <param name="step">Absolute difference of two neighbouring readings.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Observe(double step)
    {
        if (step == 0 || (_steps > 0 && step > LargestMultiple * _code))
        {
            return;
        }

        if (_steps == 0 || step < SameStep * _code)
        {
            _code = step;
            _steps = 1;
            _matches = 1;
            return;
        }

        double multiple = step / _code;
        _steps++;
        _matches += Math.Abs(multiple - Math.Round(multiple)) < WholeTolerance ? 1 : 0;
    }
}
