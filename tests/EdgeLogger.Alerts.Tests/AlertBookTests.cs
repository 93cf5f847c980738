using System;
using System.IO;
using System.Linq;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Tests.Engine;
using EdgeLogger.Files.Sqlite;

namespace EdgeLogger.Alerts.Tests;

public sealed class AlertBookTests : IDisposable
{
    private static readonly Subject Cell = Subject.Cell("bench-01/0");

    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static Change Change(bool opens) => new(
        EngineUnderTest.Verdict("hot", Cell, opens ? DetectionState.Abnormal : DetectionState.Clear, opens
            ? "is hot"
            : "has cooled down"),
        Severity.Critical, opens ? ChangeKind.Opened : ChangeKind.Over, Held: false);

    [Fact]
    public void An_alert_comes_back_with_its_numbers_and_evidence_after_a_reopening()
    {
        using (AlertBook book = AlertBook.Open(_directory, TimeProvider.System))
        {
            book.Note([Change(opens: true)], []);
        }

        using AlertBook again = AlertBook.Open(_directory, TimeProvider.System);
        Alert alert = Assert.Single(again.OpenAlerts());
        Assert.Equal((61, 60, "degC", "is hot", Severity.Critical),
            (alert.Value, alert.Threshold, alert.Unit, alert.Sentence, alert.Severity));
        Assert.Equal([59, 61], again.EvidenceOf(alert.Id)!.Series.Single().Y);
    }

    [Fact]
    public void One_alert_at_most_is_open_for_a_rule_and_a_subject()
    {
        using AlertBook book = AlertBook.Open(_directory, TimeProvider.System);
        book.Note([Change(opens: true), Change(opens: true), Change(opens: false), Change(opens: false), Change(opens: true)],
            []);
        Assert.Single(book.OpenAlerts());
        Assert.Single(book.PastAlerts(10));
        Assert.Equal([ChangeKind.Opened, ChangeKind.Over, ChangeKind.Opened], book.UnreportedEvents().Select(each => each.Kind));
    }

    [Fact]
    public void What_a_command_changes_beside_a_running_gateway_is_not_undone_by_it_nor_the_other_way_round()
    {
        using AlertBook gateway = AlertBook.Open(_directory, TimeProvider.System);
        using AlertBook command = AlertBook.Open(_directory, TimeProvider.System);
        gateway.Note([Change(opens: true)], []);
        long id = Assert.Single(command.OpenAlerts()).Id;
        Assert.True(command.Acknowledge(id, "kim", "on my way"));
        gateway.MarkStale("hot", Cell, isStale: true);
        gateway.Note([Change(opens: false)], []);
        Assert.False(gateway.Acknowledge(id, "lee", "me too"));
        Alert alert = command.Find(id)!;
        Assert.Equal(("kim", "on my way", "has cooled down"),
            (alert.Acknowledged!.By, alert.Acknowledged.Note, alert.ClosedSentence));
    }

    [Fact]
    public void A_book_of_a_newer_version_is_refused_and_left_as_it_is()
    {
        string path = Path.Combine(_directory, AlertBook.FileName);
        using (StoreFile file = StoreFile.Connect(path))
        {
            file.Execute("PRAGMA user_version=99");
        }

        InvalidDataException refused = Assert.Throws<InvalidDataException>(() => AlertBook.Open(_directory, TimeProvider.System));
        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Old_alerts_are_forgotten_and_open_ones_never()
    {
        ManualTime time = new();
        using AlertBook book = AlertBook.Open(_directory, time);
        book.Note([Change(opens: true), Change(opens: false), Change(opens: true)], []);
        book.Post(new Notify.Notice("m", Notify.NoticeKind.Opened, "hot", Severity.Info, "h", time.GetUtcNow(), [], 1),
            book.UnreportedEvents(), []);
        time.Pass(TimeSpan.FromDays(500));
        book.Forget(TimeSpan.FromDays(400));
        Assert.Empty(book.PastAlerts(10));
        Assert.Single(book.OpenAlerts());
    }
}
