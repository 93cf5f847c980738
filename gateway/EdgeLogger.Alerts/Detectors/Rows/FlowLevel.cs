using System;

namespace EdgeLogger.Alerts.Detectors.Rows;

/// <summary>
/// Above which current a cell counts as charged or discharged: a share of the largest that two neighbouring rows agreed on.
/// </summary>
internal struct FlowLevel
{
    private const double Share = 0.005;

    private double _previousA;

    /// <summary>The largest current so far, A.</summary>
    public double LargestA { get; private set; }

    public void Observe(double currentA)
    {
        double magnitude = Math.Abs(currentA);
        LargestA = double.Max(LargestA, double.Min(magnitude, _previousA));
        _previousA = magnitude;
    }

    public readonly bool Flows(double currentA) => LargestA > 0 && Math.Abs(currentA) > Share * LargestA;
}
