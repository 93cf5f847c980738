using EdgeLogger.Results.Notes;

namespace EdgeLogger.Results.Tests.Notes;

/// <summary>On which cycle a note falls.</summary>
public sealed class NotePlaceTests
{
    // The second cycle follows the first at once, the third after a gap.
    private static readonly CycleSpan[] Dated = [new(1, 1000, 2000), new(2, 2000, 3000), new(3, 5000, 6000)];

    [Theory]
    [InlineData(1000, 1)]
    [InlineData(2000, 1)]
    [InlineData(2001, 2)]
    [InlineData(3000, 2)]
    [InlineData(4000, 3)]
    [InlineData(6000, 3)]
    public void A_moment_falls_on_the_first_cycle_that_ends_at_or_after_it(long utcMs, int cycle) =>
        Assert.Equal(new NotePlace(cycle, $"cycle {cycle}"), NotePlace.Of(utcMs, Dated));

    [Fact]
    public void A_moment_outside_of_the_cycles_falls_on_none_and_says_where_it_is()
    {
        Assert.Equal(new NotePlace(null, "before the first cycle"), NotePlace.Of(999, Dated));
        Assert.Equal(new NotePlace(null, "after cycle 3, the newest that has closed"), NotePlace.Of(6001, Dated));
        Assert.Equal(new NotePlace(null, "no cycle has closed yet"), NotePlace.Of(0, []));
    }

    [Fact]
    public void Where_cycles_have_no_date_a_moment_is_placed_on_none_that_it_may_not_belong_to()
    {
        const string NoDate = "cannot be placed: cycles of that time have no date";
        CycleSpan[] mixed = [new(1, null, null), new(2, 2000, 3000), new(3, null, 4000), new(4, null, null)];
        Assert.Equal(new NotePlace(null, NoDate), NotePlace.Of(1999, mixed));
        Assert.Equal(2, NotePlace.Of(2000, mixed).Cycle);
        // It began after a cycle whose end is known: what lies between is its.
        Assert.Equal(3, NotePlace.Of(3500, mixed).Cycle);
        Assert.Equal(new NotePlace(null, NoDate), NotePlace.Of(4001, mixed));
        Assert.Equal(new NotePlace(null, NoDate), NotePlace.Of(1500, [new(1, null, 2000)]));
        Assert.Equal(new NotePlace(null, NoDate), NotePlace.Of(1500, [new(1, null, null)]));
    }
}
