using System;

namespace EdgeLogger.VirtualBench.Cells.Reference;

/// <summary>A long test at one rate.</summary>
/// <param name="CRate">The rate.</param>
/// <param name="Cycles">Its length.</param>
/// <param name="Retention">Capacity of the last cycle over that of the first; in between each cycle keeps the same share.</param>
/// <param name="DecayVPerCycle">What each cycle takes off the mean discharge voltage.</param>
/// <param name="LowerV">Lower end of the window.</param>
public sealed record ReferenceAgeing(double CRate, int Cycles, double Retention, double DecayVPerCycle, double LowerV = 2.0)
{
    /// <summary>Share of the first capacity that a test of this length ends with.</summary>
    /// <param name="cycle">1 for the first.</param>
    public double RetentionAt(int cycle) => Math.Pow(Retention, (cycle - 1.0) / (Cycles - 1));
}
