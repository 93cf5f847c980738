using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Notify;
using EdgeLogger.Alerts.Rules;
using EdgeLogger.Derivation.Plans;

namespace EdgeLogger.Alerts.Tests.Engine;

/// <summary>An alert whose rows or results are not its test's any more is withdrawn, and does not vanish.</summary>
public sealed class WithdrawnAlertTests : IDisposable
{
    private const string Why = "bench-01/0 held WJK-2 from 2026-07-01 14:10 UTC on";
    private static readonly TestKey First = EngineUnderTest.Cell(1);

    private readonly EngineUnderTest _test = new();

    public WithdrawnAlertTests()
    {
        _test.Names[First.Id] = "WJK-1";
        _test.Engine.Load(_test.Rules);
    }

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Anyone_who_was_notified_is_notified_once_that_it_is_withdrawn_why_and_of_which_slot()
    {
        Find(DetectionState.Abnormal);
        _test.Pass(TimeSpan.FromMinutes(3));
        _test.Others[First.Id] = Why;
        _test.Engine.PlansChanged([First.Id]);
        _test.Engine.PlansChanged([First.Id]);
        Find(DetectionState.Abnormal);
        _test.Restart();
        _test.Engine.PlansChanged([First.Id]);
        _test.Pass(TimeSpan.FromMinutes(3));

        Assert.Equal([NoticeKind.Opened, NoticeKind.Withdrawn], _test.Notices.Select(notice => notice.Kind));
        Assert.Equal($"withdrawn: temperature-limits on WJK-1 (bench-01/0): {Why}", NoticeText.Title(_test.Notices[1]));
        Alert alert = Assert.Single(_test.Book.PastAlerts(9));
        Assert.Equal((false, Why, "as it is"), (alert.IsOpen, alert.Withdrawn!.Why, alert.Sentence));
        Assert.Empty(_test.Book.OpenAlerts());
    }

    [Fact]
    public void Nobody_who_was_not_notified_that_it_began_is_notified_that_it_is_withdrawn()
    {
        Find(DetectionState.Abnormal);
        _test.Others[First.Id] = Why;
        _test.Engine.PlansChanged([First.Id]);
        _test.Pass(TimeSpan.FromMinutes(3));
        Assert.NotNull(Assert.Single(_test.Book.PastAlerts(9)).Withdrawn);
        Assert.Empty(_test.Notices);
    }

    [Fact]
    public void In_a_silence_it_is_withdrawn_in_the_book_and_reported_after_it()
    {
        Find(DetectionState.Abnormal);
        _test.Pass(TimeSpan.FromMinutes(3));
        DateTimeOffset now = _test.Time.GetUtcNow();
        _test.Book.AddSilence("WJK-1", "*", isMaintenance: false, now, now.AddHours(1), "kim", "");
        _test.Engine.Tick();
        _test.Others[First.Id] = Why;
        _test.Engine.PlansChanged([First.Id]);
        _test.Pass(TimeSpan.FromMinutes(50));
        Assert.NotNull(Assert.Single(_test.Book.PastAlerts(9)).Withdrawn);
        Assert.Single(_test.Notices);
        _test.Pass(TimeSpan.FromMinutes(15));
        Assert.Equal([NoticeKind.Opened, NoticeKind.Withdrawn], _test.Notices.Select(notice => notice.Kind));
    }

    [Fact]
    public void One_that_was_over_is_marked_in_the_book_and_nobody_is_notified()
    {
        Find(DetectionState.Abnormal);
        _test.Pass(TimeSpan.FromMinutes(3));
        Find(DetectionState.Clear);
        _test.Pass(TimeSpan.FromMinutes(3));
        Alert over = Assert.Single(_test.Book.PastAlerts(9));
        _test.Others[First.Id] = Why;
        _test.Engine.PlansChanged([First.Id]);
        _test.Pass(TimeSpan.FromMinutes(3));
        Alert alert = Assert.Single(_test.Book.PastAlerts(9));
        Assert.Equal((over.ClosedAt, "as it is", Why), (alert.ClosedAt, alert.ClosedSentence, alert.Withdrawn!.Why));
        Assert.Equal([NoticeKind.Opened, NoticeKind.Over], _test.Notices.Select(notice => notice.Kind));
    }

    [Fact]
    public void All_that_is_open_of_a_test_that_there_is_no_more_is_withdrawn()
    {
        _test.Close(First, 1, 10, 0.1);
        _test.Close(First, 11, 5, 0.05);
        Find(DetectionState.Abnormal);
        _test.Gone.Add(First.Id);
        _test.Engine.PlansChanged([First.Id]);
        _test.Close(First, 16, 5, 0.05);
        Find(DetectionState.Abnormal);
        Assert.Equal(2, _test.Book.PastAlerts(9).Count(alert => alert.Withdrawn is not null));
        Assert.Empty(_test.Book.OpenAlerts());
    }

    [Fact]
    public void Results_that_are_other_ones_since_they_were_derived_again_keep_withdraw_and_raise_alerts_by_what_is_so_now()
    {
        TestKey second = EngineUnderTest.Cell(2);
        TestKey third = EngineUnderTest.Cell(3);
        double[] sound = [.. Enumerable.Repeat(0.1, 15)];
        double[] faded = [.. Enumerable.Repeat(0.1, 9), .. Enumerable.Repeat(0.05, 6)];
        _test.DeriveAgain(First, faded);
        _test.DeriveAgain(second, faded);
        _test.DeriveAgain(third, sound);
        Assert.Equal([First.Id, second.Id], Open());

        _test.DeriveAgain(First, [0.1, .. faded]);
        _test.DeriveAgain(second, sound);
        _test.DeriveAgain(third, faded);
        Assert.Equal([First.Id, third.Id], Open());
        Assert.Equal((1L, 13), (_test.Book.OpenAlerts()[0].Id, _test.Book.OpenAlerts()[0].Cycle));
        Assert.Equal((second.Id, "it is not found in the results since they were derived again"),
            (_test.Book.PastAlerts(9).Single().Subject.Test, _test.Book.PastAlerts(9).Single().Withdrawn!.Why));

        // It was so, and has ended in the results of now.
        _test.DeriveAgain(third, [0.1, .. faded, .. Enumerable.Repeat(0.1, 5)]);
        Alert over = _test.Book.PastAlerts(9)[0];
        Assert.Equal((third.Id, null), (over.Subject.Test, over.Withdrawn));
    }

    [Fact]
    public void A_history_that_a_test_gets_raises_nothing_that_has_ended_in_it()
    {
        _test.DeriveAgain(
            First, [.. Enumerable.Repeat(0.1, 9), .. Enumerable.Repeat(0.05, 6), .. Enumerable.Repeat(0.1, 5)]);
        _test.Pass(TimeSpan.FromMinutes(3));
        Assert.Empty(_test.Book.Latest(9));
        Assert.Empty(_test.Notices);
    }

    [Fact]
    public void Results_that_ended_before_they_were_derived_again_after_a_crash_are_compared_as_well()
    {
        _test.DeriveAgain(First, [.. Enumerable.Repeat(0.1, 9), .. Enumerable.Repeat(0.05, 6)]);
        _test.Write(First, [.. Enumerable.Repeat(0.1, 4)]);
        _test.Restart();
        Assert.Equal([First.Id], Open());
        _test.Engine.CaughtUp(First.Id, []);
        Assert.NotNull(Assert.Single(_test.Book.PastAlerts(9)).Withdrawn);
        _test.Restart();
        Assert.Empty(Open());
    }

    [Fact]
    public void A_cohort_is_judged_again_when_a_sibling_has_other_results()
    {
        _test.Restart(RuleSet.Default with { Rules = [.. RuleSet.Default.Rules.Where(rule => rule.Name == "cohort-fade")] });
        TestKey[] cells = [.. Enumerable.Range(1, 6).Select(EngineUnderTest.Cell)];
        foreach (TestKey cell in cells)
        {
            _test.DeriveAgain(cell, Fading(cell.Id == First.Id ? 0.01 : 0.001));
        }

        // The first one was judged with those after it.
        _test.DeriveAgain(First, [.. Fading(0.01), 0.05]);
        Assert.Equal([First.Id], Open());
        _test.DeriveAgain(First, Fading(0.001));
        Assert.Empty(Open());
        Assert.NotNull(_test.Book.PastAlerts(9)[0].Withdrawn);
    }

    private static double[] Fading(double aCycle) => [.. Enumerable.Range(0, 40).Select(at => 0.1 * (1 - (aCycle * at)))];

    private IEnumerable<ulong> Open() => _test.Book.OpenAlerts().Select(alert => alert.Subject.Test);

    private void Find(DetectionState state) => _test.Engine.Take(
        EngineUnderTest.Verdict("temperature-limits", Subject.Of(First), state)
        with
        { Place = new RowPlace(0xA0, new RowPoint(1, 1000)) });
}
