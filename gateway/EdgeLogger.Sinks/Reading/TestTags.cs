using System.Globalization;
using EdgeLogger.Derivation.Plans;

namespace EdgeLogger.Sinks.Reading;

/// <summary>The tags that say whose a point is.</summary>
/// <param name="Cell">The name of the cell.</param>
/// <param name="Test">The number of the test within the cell.</param>
/// <param name="Cohort">The cohort of the cell; "" if it has none.</param>
internal sealed record TestTags(string Cell, string Test, string Cohort)
{
    /// <summary>The tags of a test.</summary>
    /// <param name="plan">Its plan; null for a stream that is a test by itself.</param>
    /// <param name="board">The board that its rows were measured by.</param>
    /// <param name="slot">Their slot.</param>
    public static TestTags Of(TestPlan? plan, string board, int slot) => new(
        plan?.Name?.CellOn(board, slot) ?? string.Create(CultureInfo.InvariantCulture, $"{board}/{slot}"),
        (plan?.Name?.Number ?? 1).ToString(CultureInfo.InvariantCulture),
        plan?.Metadata.Cohort ?? "");
}
