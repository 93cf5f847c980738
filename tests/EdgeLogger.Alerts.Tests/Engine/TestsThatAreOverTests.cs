using System;
using System.Linq;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Plans;

namespace EdgeLogger.Alerts.Tests.Engine;

/// <summary>Tests that are over are gone through after a start, and come out as if it had been at the start.</summary>
public sealed class TestsThatAreOverTests : IDisposable
{
    private static readonly TestKey First = EngineUnderTest.Cell(1);
    private static readonly TestKey Running = EngineUnderTest.Cell(2);

    private readonly EngineUnderTest _test = new();

    public TestsThatAreOverTests()
    {
        _test.Engine.Load(_test.Rules);
        _test.Close(First, 1, 10, 0.1);
        _test.Close(First, 11, 5, 0.05);
        _test.Over[First.Id] = "the test was ended";
    }

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Its_alert_is_the_same_after_a_start_and_is_over_when_the_test_goes_on_and_the_cell_recovers()
    {
        long id = Assert.Single(_test.Book.OpenAlerts()).Id;
        _test.Restart();
        _test.Engine.LookBack();
        Assert.Equal(id, Assert.Single(_test.Book.OpenAlerts()).Id);
        _test.Restart();
        _test.Over.Clear();
        _test.Close(First, 16, 5, 0.1);
        Assert.Equal(id, Assert.Single(_test.Book.PastAlerts(9)).Id);
        Assert.Empty(_test.Book.OpenAlerts());
    }

    [Fact]
    public void Cycles_that_were_stored_and_not_judged_are_judged_when_it_is_looked_at_and_not_before()
    {
        _test.Close(First, 16, 5, 0.1, judge: false);
        _test.Restart();
        Assert.Single(_test.Book.OpenAlerts());
        _test.Engine.LookBack();
        Assert.Equal(AlertState.Over, StateOf(Assert.Single(_test.Book.PastAlerts(9))));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Results_that_were_derived_otherwise_while_nobody_judged_withdraw_what_they_do_not_have(bool isUpBefore)
    {
        _test.Write(First, [.. Enumerable.Repeat(0.1, 15)]);
        _test.Restart();
        _test.Engine.Begun(new TestBegun(First.Id, IsFromStart: false));
        if (isUpBefore)
        {
            _test.Engine.CaughtUp(First.Id, []);
        }

        _test.Engine.LookBack();
        if (!isUpBefore)
        {
            Assert.Single(_test.Book.OpenAlerts());
            _test.Engine.CaughtUp(First.Id, []);
        }

        Assert.Equal(AlertState.Withdrawn, StateOf(Assert.Single(_test.Book.PastAlerts(9))));
    }

    [Fact]
    public void One_that_is_derived_again_before_it_was_looked_at_is_compared_with_the_book_once()
    {
        _test.Restart();
        _test.DeriveAgain(First, [.. Enumerable.Repeat(0.1, 15)]);
        _test.Engine.LookBack();
        Assert.Equal(AlertState.Withdrawn, StateOf(Assert.Single(_test.Book.PastAlerts(9))));
        Assert.Empty(_test.Book.OpenAlerts());
    }

    [Fact]
    public void Many_of_them_are_gone_through_in_turns_and_a_running_test_does_not_wait_for_them()
    {
        TestKey[] ended = [.. Enumerable.Range(10, 4).Select(EngineUnderTest.Cell)];
        foreach (TestKey test in ended)
        {
            _test.Close(test, 1, 2_000, 0.1);
            _test.Close(test, 2_001, 5, 0.05, judge: false);
            _test.Over[test.Id] = "the test was ended";
        }

        _test.Close(Running, 1, 10, 0.1);
        _test.Close(Running, 11, 5, 0.05, judge: false);
        _test.Restart();
        Assert.Equal([First.Id, Running.Id], Open());
        _test.Engine.LookBack();
        ulong[] some = Open();
        Assert.InRange(some.Length, 3, 5);
        _test.Engine.LookBack();
        Assert.Equal([First.Id, Running.Id, .. ended.Select(test => test.Id)], Open());
    }

    private ulong[] Open() => [.. _test.Book.OpenAlerts().Select(alert => alert.Subject.Test).Order()];

    private static AlertState StateOf(Alert alert) => alert.IsOpen ? AlertState.Open
        : alert.Withdrawn is null ? AlertState.Over : AlertState.Withdrawn;

    private enum AlertState
    {
        Open,
        Over,
        Withdrawn,
    }

    [Fact]
    public void Cycles_that_the_end_of_the_test_cut_short_are_not_judged_when_they_close_after_a_start_or_again()
    {
        TestKey cut = EngineUnderTest.Cell(3);
        _test.Close(cut, 1, 10, 0.1);
        _test.Close(cut, 11, 5, 0.05, provisional: true);
        _test.Over[cut.Id] = "the test was ended";
        Assert.DoesNotContain(_test.Book.OpenAlerts(), alert => alert.Subject.Test == cut.Id);
        _test.Restart();
        _test.Engine.LookBack();
        Assert.DoesNotContain(_test.Book.OpenAlerts(), alert => alert.Subject.Test == cut.Id);
        _test.Engine.Begun(new TestBegun(cut.Id, IsFromStart: true));
        _test.Engine.CaughtUp(cut.Id, []);
        Assert.DoesNotContain(_test.Book.OpenAlerts(), alert => alert.Subject.Test == cut.Id);
    }
}
