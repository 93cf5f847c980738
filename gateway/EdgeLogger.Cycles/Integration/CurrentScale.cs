using System;
using System.Runtime.CompilerServices;

namespace EdgeLogger.Cycles.Integration;

/// <summary>What counts as a current in this record: learnt from the record itself.</summary>
internal struct CurrentScale
{
    private const double FlowShare = 0.001;
    private const double RestShare = 0.02;
    private const double StepShare = 0.05;
    private const double NoiseMargin = 1.5;
    private const double NoiseFade = 1 - 1.0 / 4096;
    private const double AllNoiseRatio = 8;
    private const long NoiseRowsToBelieve = 3;

    /// <summary>The largest current that two neighbouring rows agree on, A; one wild reading does not set it.</summary>
    public double LargestA;

    /// <summary>
    /// Peak, over rows at rest, of the smaller of two successive steps of the current that go opposite ways, A: the noise,
    /// whatever the offset. It fades slowly. The row after switching is not noise: its step comes from a current.
    /// </summary>
    private double _noiseA;
    private double _lastStepA;
    private long _wasAtRest;
    private long _noiseRows;

    /// <summary>
    /// A current above this flows; at or below it the cell rests. 0.1 % of the largest, or more if rests are noisy.
    /// </summary>
    public double FlowA { get; private set; }

    /// <summary>A larger change from row to row is a step of the current, A.</summary>
    public readonly double JumpA => Math.Max(StepShare * LargestA, FlowA);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Observe(double previousA, double currentA)
    {
        double step = currentA - previousA;
        double previous = Math.Abs(previousA);
        bool noLarger = previous <= LargestA || Math.Abs(currentA) <= LargestA;
        bool noNoise = AllNoiseRatio * Math.Abs(step) <= LargestA && AllNoiseRatio * _noiseA <= LargestA;
        if (noLarger && noNoise && previous >= RestShare * LargestA)
        {
            // In the middle of a steady step nothing is learnt.
            _wasAtRest = 0;
            _lastStepA = step;
            return;
        }

        Learn(previousA, currentA, step);
    }

    /// <summary>
    /// Whether the record cannot show how the current ran between two readings: to or from rest, through zero, or a step.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool IsDiscontinuity(double fromA, double toA)
    {
        bool fromRest = Math.Abs(fromA) <= FlowA;
        bool toRest = Math.Abs(toA) <= FlowA;
        if (fromRest || toRest)
        {
            return fromRest != toRest;
        }

        return fromA * toA < 0 || Math.Abs(toA - fromA) > StepShare * LargestA;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Learn(double previousA, double currentA, double step)
    {
        double previous = Math.Abs(previousA);
        double current = Math.Abs(currentA);
        LargestA = Math.Max(LargestA, Math.Min(previous, current));

        double rest = RestShare * LargestA;
        bool atRest = previous < rest && current < rest;
        double zigzag = step * _lastStepA < 0 ? Math.Min(Math.Abs(step), Math.Abs(_lastStepA)) : 0;

        // Before the first current there is nothing to call rows at rest small against, but then steps are as large as currents.
        bool allNoise = LargestA < AllNoiseRatio * Math.Max(_noiseA, zigzag) && ++_noiseRows > NoiseRowsToBelieve;
        if (allNoise || (atRest && _wasAtRest != 0))
        {
            _noiseA = Math.Max(zigzag, NoiseFade * _noiseA);
        }

        _wasAtRest = atRest ? 1 : 0;
        _lastStepA = step;
        FlowA = Math.Max(FlowShare * LargestA, Math.Min(NoiseMargin * _noiseA, RestShare * LargestA));
    }
}
