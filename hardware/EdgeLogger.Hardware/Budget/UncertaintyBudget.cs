using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeLogger.Hardware.Budget;

/// <summary>
/// The uncertainty of one quantity: independent contributions, added as squares (JCGM 100:2008, 5.1.2). Expanded with k = 2:
/// about 95 %.
/// </summary>
/// <param name="Quantity">Of what, with the conditions that matter.</param>
/// <param name="Unit">Of all values.</param>
/// <param name="Terms">The contributions, the largest first.</param>
public sealed record UncertaintyBudget(string Quantity, string Unit, IReadOnlyList<Term> Terms)
{
    /// <summary>Coverage factor.</summary>
    public const double Coverage = 2;

    /// <summary>Combined standard uncertainty.</summary>
    public double Standard => RootOfSquares(Terms);

    /// <summary>Expanded uncertainty: <see cref="Coverage"/> times the standard one.</summary>
    public double Expanded => Coverage * Standard;

    /// <summary>Standard uncertainty of what the virtual bench simulates.</summary>
    public double OnBench => RootOfSquares(Terms.Where(term => term.OnBench));

    internal static UncertaintyBudget Of(string quantity, string unit, params Term[] terms) =>
        new(quantity, unit, [.. terms.Where(term => term.Standard > 0).OrderByDescending(term => term.Standard)]);

    private static double RootOfSquares(IEnumerable<Term> terms) => Math.Sqrt(terms.Sum(term => term.Standard * term.Standard));
}
