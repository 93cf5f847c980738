using System;

namespace EdgeLogger.Cycles.Integration;

/// <summary>What counts as a current in this record: learnt from the record itself.</summary>
internal struct CurrentScale
{
    private const double FlowShare = 0.001;
    private const double RestShare = 0.02;
    private const double StepShare = 0.05;
    private const double NoiseMargin = 15;
    private const double AllNoiseRatio = 8;
    private const long NoiseMemoryRows = 64;

    /// <summary>The largest current that two neighbouring rows agree on, A; one wild reading does not set it.</summary>
    public double LargestA;

    /// <summary>
    /// Mean, over rows at rest, of the smaller of two successive steps of the current that go opposite ways, A: the noise, whatever
    /// the offset (0.45 standard deviations if it is white). A transient after switching dies down in one direction.
    /// </summary>
    private double _noiseA;
    private double _lastStepA;
    private long _noiseRows;

    /// <summary>A current above this flows; at or below it the cell rests. 0.1 % of the largest, or more if rests are noisy.</summary>
    public readonly double FlowA => FlowBeside(LargestA);

    /// <summary>What would count as a flow if this were the largest current.</summary>
    public readonly double FlowBeside(double largestA) =>
        Math.Max(FlowShare * largestA, Math.Min(NoiseMargin * _noiseA, RestShare * largestA));

    public void Observe(double previousA, double currentA)
    {
        double previous = Math.Abs(previousA);
        double current = Math.Abs(currentA);
        LargestA = Math.Max(LargestA, Math.Min(previous, current));

        double step = currentA - previousA;
        double zigzag = step * _lastStepA < 0 ? Math.Min(Math.Abs(step), Math.Abs(_lastStepA)) : 0;
        double rest = RestShare * LargestA;
        bool atRest = previous < rest && current < rest;
        if (atRest || IsAllNoise(previous, current, Math.Abs(step)))
        {
            _noiseRows = Math.Min(_noiseRows + 1, NoiseMemoryRows);
            _noiseA += (zigzag - _noiseA) / _noiseRows;
        }

        _lastStepA = step;
    }

    /// <summary>Before the first current there is nothing to call rows at rest small against: all steps are alike.</summary>
    private readonly bool IsAllNoise(double previous, double current, double step) =>
        previous > 0 && current > 0 && LargestA < AllNoiseRatio * Math.Max(_noiseA, step);

    /// <summary>Whether the record cannot tell how the current ran between two readings: to or from rest, through zero, or a step.</summary>
    public readonly bool IsDiscontinuity(double fromA, double toA)
    {
        double flow = FlowA;
        bool fromRest = Math.Abs(fromA) <= flow;
        bool toRest = Math.Abs(toA) <= flow;
        if (fromRest && toRest)
        {
            return false;
        }

        return fromRest != toRest || fromA * toA < 0 || Math.Abs(toA - fromA) > StepShare * LargestA;
    }
}
