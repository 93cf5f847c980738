using System;

namespace EdgeLogger.Bench.Verify;

/// <summary>One line of the table.</summary>
/// <param name="Quantity">What.</param>
/// <param name="Recipe">Of which cathode.</param>
/// <param name="Unit">Of the three values.</param>
/// <param name="Decimals">Shown of the values.</param>
/// <param name="Published">As published, or what a shortened test makes of it.</param>
/// <param name="TrueValue">What the simulated cell truly did; NaN if it was not run.</param>
/// <param name="Measured">What came out of the chain; NaN if nothing did.</param>
/// <param name="Tolerance">The largest difference that passes, in the unit.</param>
internal sealed record ReferenceRow(
    string Quantity, string Recipe, string Unit, int Decimals, string Published, double TrueValue, double Measured,
    double Tolerance)
{
    /// <summary>Whether its cell was run.</summary>
    public bool WasRun => !double.IsNaN(TrueValue);

    /// <summary>Measured minus true.</summary>
    public double Difference => Measured - TrueValue;

    /// <summary>Whether the chain gave back what went in. Nothing measured does not pass.</summary>
    public bool Passes => WasRun && Math.Abs(Difference) <= Tolerance;
}
