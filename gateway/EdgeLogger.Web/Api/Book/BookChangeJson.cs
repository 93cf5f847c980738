using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Plans;

namespace EdgeLogger.Web.Api.Book;

/// <summary>What came of a change of tests, or would come of it.</summary>
/// <param name="Tests">The tests that were started or changed, as they are now; of a preview none: nothing was changed.</param>
/// <param name="WouldChange">Of a preview: the tests that would be derived again, by their label.</param>
/// <param name="Remarks">What to look at, in words: a test is in a slot from which no row has ever come.</param>
public sealed record BookChangeJson(
    IReadOnlyList<BookTestJson> Tests, IReadOnlyList<BookPlanJson> WouldChange, IReadOnlyList<string> Remarks)
{
    /// <summary>What was changed.</summary>
    public static BookChangeJson Done(CellBook book, IReadOnlyList<TestRun> tests) =>
        new([.. tests.Select(BookTestJson.Of)], [], RemarksOn(book, tests.SelectMany(test => test.Segments)));

    /// <summary>What would be.</summary>
    public static BookChangeJson Previewed(CellBook book, IReadOnlyList<PlanDifference> plans) => new(
        [], [.. plans.Select(BookPlanJson.Of)], RemarksOn(book, plans.SelectMany(plan => plan.After.Segments)));

    private static IReadOnlyList<string> RemarksOn(CellBook book, IEnumerable<Segment> segments) =>
        [.. segments.Where(segment => segment.IsOpen).Select(segment => segment.Slot!.Value).Distinct().Select(book.RemarkOn)
            .OfType<string>()];
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
