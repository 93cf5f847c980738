using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Derivation.Plans;

namespace EdgeLogger.Derivation.Tests;

public sealed class TestPlansTests
{
    private readonly TestPlans _plans = new(Enumerable.Range(1, 10_000).Select(test => Plan((ulong)test, (ulong)test * 16)));
    private readonly List<PlansChange> _changes = [];

    public TestPlansTests() => _plans.Changed += _changes.Add;

    [Fact]
    public void A_change_of_one_plan_of_many_concerns_it_and_the_streams_that_it_was_and_is_on_and_nothing_else()
    {
        _plans.Change([Plan(7, 7 * 16, 8 * 16)]);

        PlansChange change = Assert.Single(_changes);
        Assert.Equal([7UL], change.Tests);
        Assert.Equal([7UL * 16, 8UL * 16], change.Streams.Order());
        Assert.Equal([7UL, 8UL], _plans.On(8 * 16).Select(plan => plan.Id));
        Assert.Equal([9UL], _plans.On(9 * 16).Select(plan => plan.Id));
    }

    [Fact]
    public void A_stream_that_no_plan_names_any_more_is_a_test_by_itself_again()
    {
        _plans.Change([Plan(7, 8 * 16)], [8]);

        PlansChange change = Assert.Single(_changes);
        Assert.Equal([7UL, 8UL, 7UL * 16], change.Tests.Order());
        Assert.True(_plans.IsTest(7 * 16));
        Assert.Equal([7UL], _plans.On(8 * 16).Select(plan => plan.Id));
        Assert.Null(_plans.Find(8));
    }

    private static TestPlan Plan(ulong id, params ulong[] streams) =>
        new(id, [.. streams.Select(stream => new TestSegment(stream))]);
}
