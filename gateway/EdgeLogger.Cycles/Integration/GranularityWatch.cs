using System;

namespace EdgeLogger.Cycles.Integration;

/// <summary>
/// Finds the resolution of the recorded current: between steps, neighbouring currents differ by whole multiples of the smallest
/// difference if, and only if, they are coarse codes.
/// </summary>
internal struct GranularityWatch
{
    private const double StepShare = 0.25;
    private const double SameStep = 0.75;
    private const double WholeTolerance = 0.05;
    private const double LargestMultiple = 16;
    private const long EnoughSteps = 8;
    private const double EnoughMatches = 0.95;
    private const double CoarseShare = 0.005;

    private double _stepA;
    private long _steps;
    private long _matches;

    public void Observe(double previousA, double currentA)
    {
        double step = Math.Abs(currentA - previousA);
        if (step == 0 || step > StepShare * Math.Abs(currentA))
        {
            return;
        }

        if (_steps == 0 || step < SameStep * _stepA)
        {
            _stepA = step;
            _steps = 1;
            _matches = 1;
            return;
        }

        double multiple = step / _stepA;
        _steps++;
        if (multiple < LargestMultiple && Math.Abs(multiple - Math.Round(multiple)) < WholeTolerance)
        {
            _matches++;
        }
    }

    /// <summary>One code is more than 0.5 % of the current in use.</summary>
    public readonly bool IsCoarseFor(double currentA) =>
        _steps >= EnoughSteps && _matches >= EnoughMatches * _steps && _stepA > CoarseShare * currentA;
}
