using System;
using System.Linq;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Notify;
using EdgeLogger.Alerts.Rules;

namespace EdgeLogger.Alerts.Tests.Engine;

public sealed class AlertEngineTests : IDisposable
{
    private const string Hot = "temperature-limits";
    private static readonly Subject Subject1 = Subject.Of(EngineUnderTest.Cell(1));

    private readonly EngineUnderTest _test = new();

    public AlertEngineTests() => _test.Engine.Load(_test.Rules);

    public void Dispose() => _test.Dispose();

    private void Find(DetectionState state, Subject? subject = null, string sentence = "as it is") =>
        _test.Engine.Take(EngineUnderTest.Verdict(Hot, subject ?? Subject1, state, sentence));

    [Fact]
    public void Two_hundred_cells_that_trip_together_are_one_notice_and_its_acknowledgement_survives_a_restart()
    {
        for (int i = 0; i < 200; i++)
        {
            Find(DetectionState.Abnormal, Subject.Cell($"bench-{i:000}/0"));
            _test.Pass(TimeSpan.FromSeconds(i % 100 == 0 ? 1 : 0));
        }

        _test.Pass(TimeSpan.FromMinutes(3));
        Notice notice = Assert.Single(_test.Notices);
        Assert.Equal(200, notice.Count);
        Assert.Contains("200 cells", notice.Headline, StringComparison.Ordinal);
        Assert.Equal(Notice.MostItems, notice.Items.Count);

        long id = _test.Book.OpenAlerts()[17].Id;
        Assert.True(_test.Book.Acknowledge(id, "kim", "chamber door"));
        _test.Restart();
        _test.Pass(TimeSpan.FromMinutes(3));
        Assert.Equal(200, _test.Book.OpenAlerts().Count);
        Assert.Equal("kim", _test.Book.Find(id)!.Acknowledged!.By);
        Assert.Single(_test.Notices);
    }

    [Fact]
    public void A_flapping_value_is_one_alert_and_one_recovery()
    {
        for (int i = 0; i < 100; i++)
        {
            Find(i % 2 == 0 ? DetectionState.Abnormal : DetectionState.Clear);
            _test.Pass(TimeSpan.FromSeconds(20));
        }

        Assert.Equal([NoticeKind.Opened], _test.Notices.Select(notice => notice.Kind));
        _test.Pass(TimeSpan.FromMinutes(3));
        Assert.Equal([NoticeKind.Opened, NoticeKind.Over], _test.Notices.Select(notice => notice.Kind));
        Assert.Single(_test.Book.PastAlerts(10));
    }

    [Fact]
    public void A_step_of_the_gateways_clock_opens_and_closes_nothing()
    {
        RuleSet slow = EngineUnderTest.Parse(
            "rules: [{name: temperature-limits, open-after: 10m, close-after: 10m, stale-after: 1h, when-stale: close}]");
        _test.Restart(slow);
        Find(DetectionState.Abnormal);
        _test.Time.SetClock(TimeSpan.FromDays(1));
        _test.Pass(TimeSpan.FromMinutes(9));
        Assert.Empty(_test.Book.OpenAlerts());
        _test.Pass(TimeSpan.FromMinutes(2));
        Assert.Single(_test.Book.OpenAlerts());

        Find(DetectionState.Clear);
        _test.Time.SetClock(TimeSpan.FromDays(-3));
        _test.Pass(TimeSpan.FromMinutes(9));
        Assert.Single(_test.Book.OpenAlerts());
        _test.Pass(TimeSpan.FromMinutes(2));
        Assert.Empty(_test.Book.OpenAlerts());
    }

    [Fact]
    public void A_silence_keeps_its_length_although_the_clock_is_set_and_what_is_open_at_its_end_is_reported_then()
    {
        DateTimeOffset now = _test.Time.GetUtcNow();
        _test.Book.AddSilence("bench-01/*", "*", isMaintenance: false, now, now.AddHours(1), "kim", "");
        _test.Pass(TimeSpan.FromSeconds(2));
        Find(DetectionState.Abnormal);
        Find(DetectionState.Abnormal, Subject.Cell("bench-02/0"));
        _test.Time.SetClock(TimeSpan.FromHours(5));
        _test.Pass(TimeSpan.FromMinutes(58));
        Assert.Equal("bench-02/0", Assert.Single(_test.Notices).Items.Single().Subject.Name);
        Assert.Equal(2, _test.Book.OpenAlerts().Count);

        _test.Pass(TimeSpan.FromMinutes(3));
        Assert.Equal(["bench-02/0", "bench-01/0"], _test.Notices.Select(notice => notice.Items.Single().Subject.Name));
        Assert.Empty(_test.Book.Silences());
    }

    [Fact]
    public void What_begins_and_ends_within_a_silence_is_in_the_book_and_never_reported()
    {
        DateTimeOffset now = _test.Time.GetUtcNow();
        _test.Book.AddSilence("*", Hot, isMaintenance: true, now, now.AddHours(1), "kim", "");
        _test.Pass(TimeSpan.FromSeconds(2));
        Find(DetectionState.Abnormal);
        Find(DetectionState.Clear);
        _test.Pass(TimeSpan.FromHours(2));
        Assert.Single(_test.Book.PastAlerts(10));
        Assert.Empty(_test.Notices);
    }

    [Fact]
    public void A_maintenance_holds_from_its_beginning_on()
    {
        DateTimeOffset now = _test.Time.GetUtcNow();
        _test.Book.AddSilence("*", "*", isMaintenance: true, now.AddMinutes(10), now.AddMinutes(20), "kim", "");
        Find(DetectionState.Abnormal);
        _test.Pass(TimeSpan.FromMinutes(11));
        Assert.Single(_test.Notices);
        Find(DetectionState.Abnormal, Subject.Cell("bench-02/0"));
        _test.Pass(TimeSpan.FromMinutes(5));
        Assert.Single(_test.Notices);
    }

    [Fact]
    public void No_data_leaves_an_alert_open_and_marks_it_and_data_takes_the_mark_away()
    {
        Find(DetectionState.Abnormal);
        _test.Pass(TimeSpan.FromHours(25));
        Assert.True(Assert.Single(_test.Book.OpenAlerts()).IsStale);
        Find(DetectionState.Abnormal);
        _test.Pass(TimeSpan.FromSeconds(2));
        Assert.False(Assert.Single(_test.Book.OpenAlerts()).IsStale);
    }

    [Fact]
    public void A_rule_may_say_that_no_data_ends_an_alert_but_not_that_it_recovered()
    {
        _test.Restart(EngineUnderTest.Parse("rules: [{name: temperature-limits, stale-after: 10m, when-stale: close}]"));
        Find(DetectionState.Abnormal);
        _test.Pass(TimeSpan.FromMinutes(11));
        Assert.Contains("stale, not as recovered", Assert.Single(_test.Book.PastAlerts(10)).ClosedSentence,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_alert_of_before_a_restart_that_is_not_found_again_is_over_once_its_subject_has_been_watched_for_a_while()
    {
        Find(DetectionState.Abnormal);
        _test.Restart();
        _test.Pass(TimeSpan.FromHours(1));
        Assert.Single(_test.Book.OpenAlerts());
        _test.Close(EngineUnderTest.Cell(1), 1, 1, 0.1);
        _test.Pass(TimeSpan.FromMinutes(16));
        Assert.Empty(_test.Book.OpenAlerts());
    }

    [Fact]
    public void Cycles_that_closed_before_a_crash_and_were_not_judged_are_judged_after_it_and_none_twice()
    {
        _test.Close(EngineUnderTest.Cell(1), 1, 10, 0.1);
        _test.Close(EngineUnderTest.Cell(1), 11, 5, 0.05, judge: false);
        _test.Close(EngineUnderTest.Cell(1), 16, 5, 0.1, judge: false);
        _test.Restart();
        _test.Restart();
        _test.Pass(TimeSpan.FromMinutes(3));
        Assert.Equal(13, Assert.Single(_test.Book.PastAlerts(10)).Cycle);
        Assert.Equal([NoticeKind.Opened, NoticeKind.Over], _test.Notices.Select(notice => notice.Kind).Order());
    }

    [Fact]
    public void A_rule_that_is_changed_is_run_over_what_was_before_and_only_what_is_so_now_is_reported()
    {
        _test.Close(EngineUnderTest.Cell(1), 1, 10, 0.1);
        _test.Close(EngineUnderTest.Cell(1), 11, 10, 0.07);
        _test.Close(EngineUnderTest.Cell(2), 1, 20, 0.1);
        Assert.Single(_test.Book.OpenAlerts());

        _test.Engine.Load(EngineUnderTest.Parse(
            "rules: [{name: capacity-retention, settings: {fire-below: 60, clear-above: 62}}]"));
        Assert.Empty(_test.Book.OpenAlerts());
        _test.Engine.Load(EngineUnderTest.Parse("rules: [{name: capacity-retention, enabled: false}]"));
        _test.Engine.Load(EngineUnderTest.Parse(""));
        Alert alert = Assert.Single(_test.Book.OpenAlerts());
        Assert.Equal("bench-01/0", alert.Subject.Name);
        _test.Engine.Load(EngineUnderTest.Parse("rules: [{name: capacity-retention, enabled: false}]"));
        Assert.Contains("no rule judges", _test.Book.Find(alert.Id)!.ClosedSentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Results_that_are_derived_again_open_and_close_nothing_that_was_judged_before()
    {
        _test.Close(EngineUnderTest.Cell(1), 1, 10, 0.1);
        _test.Close(EngineUnderTest.Cell(1), 11, 5, 0.05);
        int notices = _test.Book.OpenAlerts().Count;
        Assert.Equal(1, notices);
        _test.Restart();
        _test.Close(EngineUnderTest.Cell(1), 1, 10, 0.1);
        _test.Close(EngineUnderTest.Cell(1), 11, 5, 0.05);
        Assert.Single(_test.Book.OpenAlerts());
        Assert.Empty(_test.Book.PastAlerts(10));
    }
}
