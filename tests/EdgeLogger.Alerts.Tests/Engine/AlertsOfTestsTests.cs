using System;
using System.IO;
using System.Linq;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Notify;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Files.Sqlite;

namespace EdgeLogger.Alerts.Tests.Engine;

/// <summary>An alert is of a test, under any name that it has, and not of the slot that it is in.</summary>
public sealed class AlertsOfTestsTests : IDisposable
{
    private const string Rule = "temperature-limits";
    private static readonly TestKey First = EngineUnderTest.Cell(1);
    private static readonly TestKey Second = First with { Id = 201 };

    private readonly EngineUnderTest _test = new();

    public AlertsOfTestsTests() => _test.Engine.Load(_test.Rules);

    public void Dispose() => _test.Dispose();

    [Fact]
    public void A_renamed_test_keeps_its_alert_its_acknowledgement_and_its_silence_also_after_a_restart()
    {
        _test.Names[First.Id] = "WJK-0412";
        _test.Close(First, 1, 1, 0.1);
        _test.Book.AddSilence("WJK-0412", "*", false, _test.Time.GetUtcNow(), _test.Time.GetUtcNow().AddHours(9), "ana", "");
        _test.Engine.Tick();
        Find(First, DetectionState.Abnormal);
        _test.Book.Acknowledge(1, "ana", "seen");
        _test.Names[First.Id] = "WJK-0413";
        _test.Engine.PlansChanged([First.Id]);
        Find(First, DetectionState.Abnormal);
        _test.Restart();
        Find(First, DetectionState.Abnormal);

        Alert alert = Assert.Single(_test.Book.OpenAlerts());
        Assert.Equal(("WJK-0413", First.Id, "ana"), (alert.Subject.Name, alert.Subject.Test, alert.Acknowledged!.By));
        Assert.Equal("WJK-0413", Assert.Single(_test.Book.Silences()).Subjects);
        _test.Pass(TimeSpan.FromMinutes(5));
        Assert.Empty(_test.Notices);
        Find(First, DetectionState.Clear);
        _test.Pass(TimeSpan.FromMinutes(2));
        Assert.Empty(_test.Book.OpenAlerts());
    }

    [Fact]
    public void Two_tests_that_followed_each_other_under_one_name_have_alerts_of_their_own()
    {
        _test.Close(First, 1, 10, 0.1);
        _test.Close(First, 11, 5, 0.05);
        _test.Names[First.Id] = "bench-01/0 before";
        _test.Engine.PlansChanged([First.Id]);
        _test.Close(Second, 1, 20, 0.1);
        Alert alert = Assert.Single(_test.Book.OpenAlerts());
        Assert.Equal((First.Id, "bench-01/0 before"), (alert.Subject.Test, alert.Subject.Name));
        _test.Close(Second, 21, 5, 0.05);
        Assert.Equal([First.Id, Second.Id], _test.Book.OpenAlerts().Select(each => each.Subject.Test));
    }

    [Theory]
    [InlineData("WJK-0412, test 2")]
    [InlineData("WJK-04*")]
    [InlineData("bench-01/*")]
    [InlineData("batch-A")]
    public void A_rule_may_call_a_test_by_its_name_its_cell_its_slot_or_its_cohort(string pattern)
    {
        _test.Names[First.Id] = "WJK-0412, test 2";
        _test.Restart(EngineUnderTest.Parse($"rules: [{{name: capacity-retention, subjects: ['{pattern}']}}]"));
        _test.Close(First, 1, 10, 0.1);
        _test.Close(First, 11, 5, 0.05);
        Assert.Single(_test.Book.OpenAlerts());
    }

    [Fact]
    public void A_test_that_is_ended_closes_what_was_found_in_its_rows_says_why_and_finds_nothing_more_there()
    {
        _test.Close(First, 1, 10, 0.1);
        Find(First, DetectionState.Abnormal);
        _test.Close(First, 11, 5, 0.05);
        Assert.Equal(2, _test.Book.OpenAlerts().Count);
        _test.Over[First.Id] = "the test was ended";
        Assert.Equal([First.Id], _test.Engine.PlansChanged([First.Id]));

        Assert.Equal("the test was ended", Assert.Single(_test.Book.PastAlerts(9)).ClosedSentence);
        Assert.Equal("capacity-retention", Assert.Single(_test.Book.OpenAlerts()).Rule);
        Find(First, DetectionState.Abnormal);
        _test.Restart();
        Find(First, DetectionState.Abnormal);
        Assert.Single(_test.Book.OpenAlerts());
        _test.Close(First, 16, 5, 0.1);
        Assert.Empty(_test.Book.OpenAlerts());
    }

    [Fact]
    public void A_test_that_ended_while_no_gateway_ran_closes_what_was_found_in_its_rows_at_the_start()
    {
        Find(First, DetectionState.Abnormal);
        _test.Over[First.Id] = "the test was taken out of bench-01/0";
        _test.Restart();
        Assert.Contains("taken out", Assert.Single(_test.Book.PastAlerts(9)).ClosedSentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_notice_names_the_test_and_links_to_it_also_after_it_was_ended()
    {
        _test.Names[First.Id] = "WJK-0412";
        _test.Restart(_test.Rules with { Page = new Uri("http://lab.example/") });
        _test.Close(First, 1, 1, 0.1);
        Find(First, DetectionState.Abnormal);
        _test.Pass(TimeSpan.FromMinutes(2));
        NoticeItem item = Assert.Single(Assert.Single(_test.Notices).Items);
        Assert.Equal(("WJK-0412", "/tests/WJK-0412/1"), (item.Subject.Name, item.Link!.AbsolutePath));

        _test.Over[First.Id] = "the test was ended";
        _test.Engine.PlansChanged([First.Id]);
        _test.Pass(TimeSpan.FromMinutes(2));
        Notice over = _test.Notices[^1];
        Assert.Equal((NoticeKind.Over, "/tests/WJK-0412/1"), (over.Kind, Assert.Single(over.Items).Link!.AbsolutePath));
    }

    [Fact]
    public void A_silence_of_a_slot_stays_with_the_slot_when_its_test_gets_a_name()
    {
        _test.Close(First, 1, 1, 0.1);
        _test.Book.AddSilence("bench-01/0", "*", false, _test.Time.GetUtcNow(), _test.Time.GetUtcNow().AddHours(9), "ana", "");
        _test.Names[First.Id] = "WJK-0412";
        _test.Engine.PlansChanged([First.Id]);
        _test.Engine.Tick();
        Find(First, DetectionState.Abnormal);
        Find(Second, DetectionState.Abnormal);
        _test.Pass(TimeSpan.FromMinutes(5));
        Assert.Equal("bench-01/0", Assert.Single(_test.Book.Silences()).Subjects);
        Assert.Empty(_test.Notices);
    }

    [Fact]
    public void A_book_of_before_there_were_tests_keeps_its_alerts_and_the_open_ones_go_to_the_test_of_their_name()
    {
        string directory = Directory.CreateTempSubdirectory("edgelogger-alerts-").FullName;
        using (StoreFile old = StoreFile.Connect(Path.Combine(directory, AlertBook.FileName)))
        {
            old.Execute("""
                CREATE TABLE alert(id INTEGER PRIMARY KEY AUTOINCREMENT, rule TEXT NOT NULL, subject_kind INTEGER NOT NULL,
                    subject TEXT NOT NULL, severity INTEGER NOT NULL, sentence TEXT NOT NULL, value REAL, threshold REAL,
                    unit TEXT NOT NULL, cycle INTEGER, onset INTEGER, evidence TEXT, opened_utc_ms INTEGER NOT NULL,
                    closed_utc_ms INTEGER, closed_sentence TEXT NOT NULL DEFAULT '', acked_by TEXT, acked_note TEXT,
                    acked_utc_ms INTEGER, stale INTEGER NOT NULL DEFAULT 0);
                CREATE UNIQUE INDEX open_alert ON alert(rule, subject_kind, subject) WHERE closed_utc_ms IS NULL;
                INSERT INTO alert(rule, subject_kind, subject, severity, sentence, unit, opened_utc_ms, closed_utc_ms)
                    VALUES('r', 0, 'bench-01/0', 1, 'was', '', 1, 2), ('r', 0, 'bench-01/0', 1, 'is', '', 3, NULL),
                    ('r', 1, 'bench-01', 1, 'of a board', '', 4, NULL);
                PRAGMA user_version = 2;
                """);
        }

        using (AlertBook book = AlertBook.Open(directory, TimeProvider.System))
        {
            book.Name(Subject.Of(First));
            book.Name(Subject.Of(First with { Name = "WJK-0412" }));
            Assert.Equal([("WJK-0412", First.Id), ("bench-01", 0UL)],
                book.OpenAlerts().Select(alert => (alert.Subject.Name, alert.Subject.Test)));
            Assert.Equal(Subject.Cell("bench-01/0"), Assert.Single(book.PastAlerts(9)).Subject);
        }

        Directory.Delete(directory, recursive: true);
    }

    private void Find(TestKey test, DetectionState state) =>
        _test.Engine.Take(EngineUnderTest.Verdict(Rule, Subject.Of(test), state));
}
