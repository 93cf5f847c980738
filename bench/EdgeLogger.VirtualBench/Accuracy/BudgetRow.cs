using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Hardware.Budget;

namespace EdgeLogger.VirtualBench.Accuracy;

/// <summary>One uncertainty, predicted beside what simulated slots showed.</summary>
/// <param name="Predicted">The budget.</param>
/// <param name="Errors">Measured minus true, one for each slot drawn, in the budget's unit.</param>
public sealed record BudgetRow(UncertaintyBudget Predicted, IReadOnlyList<double> Errors)
{
    /// <summary>Root mean square of the errors: what the standard uncertainty predicts.</summary>
    public double Measured => Math.Sqrt(Errors.Sum(error => error * error) / Errors.Count);

    /// <summary>The largest error.</summary>
    public double Largest => Errors.Max(Math.Abs);

    /// <summary>Share of the errors within the stated expanded uncertainty; 0.95 are to be.</summary>
    public double ShareWithin => (double)Errors.Count(error => Math.Abs(error) <= Predicted.Expanded) / Errors.Count;

    /// <summary>
    /// How far measured over predicted may be from 1 by chance: three standard deviations of the root mean square of so many
    /// errors. Products of two normal figures (drift and temperature) have longer tails than normal ones: the half of this is
    /// added for them.
    /// </summary>
    public double RatioTolerance => 4.5 / Math.Sqrt(2.0 * Errors.Count);

    /// <summary>Whether the budget is neither too good nor too bad for what was measured, and states enough.</summary>
    public bool Passes => Measured <= Predicted.OnBench * (1 + RatioTolerance)
        && Measured >= Predicted.OnBench * (1 - RatioTolerance)
        && ShareWithin >= 0.95 - (3 * Math.Sqrt(0.95 * 0.05 / Errors.Count));
}
