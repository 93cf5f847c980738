using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Sinks.Tags;

namespace EdgeLogger.Sinks.Reading;

/// <summary>
/// What the results of a test look like as points: each has the board and the slot of the segment that it ended in.
/// </summary>
internal sealed class TestPoints
{
    private readonly (double FromS, CellPoints Points)[] _parts;

    /// <param name="test">The test, as its results have it.</param>
    /// <param name="tags">Its tags.</param>
    /// <param name="plan">Its plan; null for a stream that is a test by itself.</param>
    /// <param name="places">Where its segments are on its clock.</param>
    public TestPoints(TestKey test, TestTags tags, TestPlan? plan, IReadOnlyList<BootPlace> places)
    {
        _parts = [.. places.GroupBy(place => place.Segment).OrderBy(segment => segment.Key).Select(segment =>
            (segment.Min(place => place.FromS), Of(tags, SlotOf(plan, segment.Key) ?? new TestPlace(test.Board, test.Slot))))];
        if (_parts.Length == 0)
        {
            _parts = [(0, new CellPoints(tags, test.Board, test.Slot))];
        }
    }

    /// <summary>The points of what ended at a time on the test's clock, s.</summary>
    public CellPoints At(double endS)
    {
        int at = _parts.Length - 1;
        while (at > 0 && _parts[at].FromS >= endS)
        {
            at--;
        }

        return _parts[at].Points;
    }

    private static TestPlace? SlotOf(TestPlan? plan, int segment) =>
        plan is not null && segment < plan.Places.Count ? plan.Places[segment] : null;

    private static CellPoints Of(TestTags tags, TestPlace slot) => new(tags, slot.Board, slot.Slot);
}
