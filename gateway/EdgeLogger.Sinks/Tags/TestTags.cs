using System.Globalization;
using System.Linq;
using EdgeLogger.Derivation.Plans;

namespace EdgeLogger.Sinks.Tags;

/// <summary>The tags that say whose a point is.</summary>
/// <param name="Cell">The name of the cell.</param>
/// <param name="Test">The number of the test within the cell.</param>
/// <param name="Cohort">The cohort of the cell; "" if it has none.</param>
internal sealed record TestTags(string Cell, string Test, string Cohort)
{
    /// <summary>
    /// The number of the derivation, from 1; from 2 on a field of every point. It grows where a server cannot delete.
    /// </summary>
    public long Revision { get; init; } = 1;

    /// <summary>The tags of a test.</summary>
    /// <param name="plan">Its plan; null for a stream that is a test by itself.</param>
    /// <param name="board">The board that its rows were measured by.</param>
    /// <param name="slot">Their slot.</param>
    public static TestTags Of(TestPlan? plan, string board, int slot)
    {
        TestPlace first = plan?.Places.FirstOrDefault(place => place is not null) ?? new TestPlace(board, slot);
        return new TestTags(
            plan?.Name?.CellOn(first.Board, first.Slot)
                ?? string.Create(CultureInfo.InvariantCulture, $"{first.Board}/{first.Slot}"),
            (plan?.Name?.Number ?? 1).ToString(CultureInfo.InvariantCulture), plan?.Metadata.Cohort ?? "");
    }
}
