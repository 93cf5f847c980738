using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace EdgeLogger.PageBench;

/// <summary>Times of one thing, measured several times.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Ms">The times, ms.</param>
/// <param name="BudgetMs">What the median may be, ms; infinite: shown for its own sake.</param>
internal sealed record Measured(string What, IReadOnlyList<double> Ms, double BudgetMs)
{
    /// <summary>Whether the median is within the budget.</summary>
    public bool IsWithin => Ms.Count > 0 && At(0.5) <= BudgetMs;

    public override string ToString() => Ms.Count == 0
        ? $"{What,-44} not measured"
        : string.Create(CultureInfo.InvariantCulture,
            $"{What,-44} median {At(0.5),6:F0} ms   p95 {At(0.95),6:F0} ms   most {Ms.Max(),6:F0} ms   of {Ms.Count,4}{Judged}");

    private string Judged => double.IsInfinity(BudgetMs) ? ""
        : string.Create(CultureInfo.InvariantCulture, $"   budget {BudgetMs,5:F0} ms   {(IsWithin ? "within" : "MISSED")}");

    private double At(double share) => Ms.Order().ElementAt((int)Math.Round(share * (Ms.Count - 1)));
}
