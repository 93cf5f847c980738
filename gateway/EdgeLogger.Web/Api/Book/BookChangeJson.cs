using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Plans;

namespace EdgeLogger.Web.Api.Book;

/// <summary>What came of a change of tests, or would come of it.</summary>
/// <param name="Tests">The tests that were started or changed, as they are now; of a preview none: nothing was changed.</param>
/// <param name="WouldChange">Of a preview: the tests that would be derived again, by their label.</param>
public sealed record BookChangeJson(IReadOnlyList<BookTestJson> Tests, IReadOnlyList<BookPlanJson> WouldChange)
{
    /// <summary>What was changed.</summary>
    public static BookChangeJson Done(IEnumerable<TestRun> tests) => new([.. tests.Select(BookTestJson.Of)], []);

    /// <summary>What would be.</summary>
    public static BookChangeJson Previewed(IReadOnlyList<PlanDifference> plans) => new([], [.. plans.Select(BookPlanJson.Of)]);
}

/// <summary>A test whose plan a change would make another one.</summary>
/// <param name="Test">The test's id; null: the change would start it.</param>
/// <param name="Label">Its name for a reader, as "WJK-0412, test 2".</param>
/// <param name="Before">Its segments now; empty if the change would start it.</param>
/// <param name="After">Its segments after the change.</param>
public sealed record BookPlanJson(
    string? Test, string Label, IReadOnlyList<BookSegmentJson> Before, IReadOnlyList<BookSegmentJson> After)
{
    /// <summary>Takes what a program may see of a plan.</summary>
    public static BookPlanJson Of(PlanDifference plan) => new(plan.Before is { } before ? HexId.Of(before.Id) : null,
        plan.After.Label, BookSegmentJson.Of(plan.Before?.Segments ?? []), BookSegmentJson.Of(plan.After.Segments));
}
