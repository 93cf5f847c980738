using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Outbox;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Files.Sqlite;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Alerts.Book;

/// <summary>
/// Which alerts there are and have been, who has acknowledged them, what is silenced, and what has to be sent. One file of the
/// data directory; commands open it beside a running gateway. Every change is one transaction on the columns that are its own, so
/// that nobody's change undoes another's. May be used from any thread.
/// </summary>
public sealed partial class AlertBook : IDisposable
{
    /// <summary>The file's name in the data directory.</summary>
    public const string FileName = "alerts.db";

    private const string AlertColumns =
        "id, rule, subject_kind, subject, severity, sentence, value, threshold, unit, cycle, onset, "
        + "opened_utc_ms, closed_utc_ms, "
        + "closed_sentence, acked_by, acked_note, acked_utc_ms, stale, test, slot, at_stream, at_boot, at_uptime_ms, "
        + "withdrawn_utc_ms, withdrawn_sentence, since_utc_ms";

    private const string IsOfSubject =
        "test = $test AND subject_kind = $kind AND ($test != 0 OR subject = $subject)";

    private static readonly JsonSerializerOptions Json = new()
    { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private readonly StoreFile _file;
    private readonly TimeProvider _time;
    private readonly Lock _gate;

    private AlertBook(StoreFile file, TimeProvider time)
    {
        _file = file;
        _time = time;
        _gate = file.Gate;
        Outbox = new NoticeOutbox(file, _gate, time);
    }

    /// <summary>Its file.</summary>
    public StoreFile File => _file;

    /// <summary>The notices that have been made of the alerts.</summary>
    public NoticeOutbox Outbox { get; }

    /// <summary>Opens the book of a data directory, or begins one.</summary>
    /// <exception cref="InvalidDataException">A newer EdgeLogger has written it.</exception>
    public static AlertBook Open(string directory, TimeProvider time)
    {
        string path = Path.Combine(directory, FileName);
        if (System.IO.File.Exists(path))
        {
            using StoreFile before = StoreFile.Connect(path);
            AlertTables.Upgrade(before);
        }

        return new AlertBook(StoreFile.Open(path, AlertTables.Layout), time);
    }

    /// <summary>Alerts that are not over, the oldest first.</summary>
    public IReadOnlyList<Alert> OpenAlerts() => Read("WHERE closed_utc_ms IS NULL ORDER BY id", most: -1);

    /// <summary>Alerts that are over, the newest first.</summary>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<Alert> PastAlerts(int most) =>
        Read("WHERE closed_utc_ms IS NOT NULL ORDER BY closed_utc_ms DESC, id DESC", most);

    /// <summary>The open alerts, the gravest first, then those that were over last.</summary>
    /// <param name="mostPast">How many of these at most.</param>
    public IReadOnlyList<Alert> Latest(int mostPast) =>
        [.. OpenAlerts().OrderByDescending(alert => alert.Severity), .. PastAlerts(mostPast)];

    /// <summary>An alert by its number; null if there is none.</summary>
    public Alert? Find(long id) => Read(string.Create(CultureInfo.InvariantCulture, $"WHERE id = {id}"), 1).FirstOrDefault();

    /// <summary>What an alert was found from; null if nothing was kept.</summary>
    public Detection.Evidence? EvidenceOf(long id)
    {
        lock (_gate)
        {
            using SqliteCommand command = _file.Command("SELECT evidence FROM alert WHERE id = $id", ("$id", id));
            return command.ExecuteScalar() is string text ? JsonSerializer.Deserialize<Detection.Evidence>(text, Json) : null;
        }
    }

    /// <summary>
    /// Says that somebody has acknowledged an alert. The first one stands: false if there was one before, or the alert does
    /// not exist.
    /// </summary>
    public bool Acknowledge(long id, string by, string note)
    {
        lock (_gate)
        {
            return _file.Execute(
                "UPDATE alert SET acked_by = $by, acked_note = $note, acked_utc_ms = $now WHERE id = $id AND acked_by IS NULL",
                ("$by", by), ("$note", note), ("$now", NowMs()), ("$id", id)) == 1;
        }
    }

    /// <summary>Whether somebody has acknowledged an alert of the same rule and subject about the same minute.</summary>
    public bool IsAnswered(Verdict verdict)
    {
        lock (_gate)
        {
            return _file.Scalar(
                "SELECT COUNT(*) FROM alert WHERE rule = $rule AND acked_by IS NOT NULL AND withdrawn_utc_ms IS NULL "
                + "AND closed_utc_ms IS NOT NULL AND ABS(since_utc_ms - $since) < 60000 AND " + IsOfSubject,
                [.. OfSubject(verdict.Rule, verdict.Subject), ("$since", verdict.Since?.ToUnixTimeMilliseconds())]) > 0;
        }
    }

    /// <summary>How far each test has been judged; of before there were tests, each stream.</summary>
    public IReadOnlyDictionary<ulong, JudgedTo> Judged()
    {
        lock (_gate)
        {
            return _file.ReadAll(
                row => ((ulong)row.GetInt64(0), new JudgedTo(row.GetInt32(1), row.IsDBNull(2) ? null : row.GetInt64(2))),
                "SELECT stream, cycle, print FROM judged").ToDictionary(entry => entry.Item1, entry => entry.Item2);
        }
    }

    /// <summary>Whether the rules have ever been run over what was stored.</summary>
    public bool HasBegun()
    {
        lock (_gate)
        {
            return _file.Scalar("SELECT COUNT(*) FROM begun") > 0;
        }
    }

    /// <summary>Notes what the engine has decided, and how far it has judged: all or nothing.</summary>
    /// <param name="changes">In their order.</param>
    /// <param name="judged">Tests, with how far each has been judged.</param>
    /// <param name="begins">What was stored before has been looked at.</param>
    public void Note(IReadOnlyCollection<Change> changes, IReadOnlyCollection<KeyValuePair<ulong, JudgedTo>> judged,
        bool begins = false)
    {
        if (changes.Count == 0 && judged.Count == 0 && !begins)
        {
            return;
        }

        lock (_gate)
        {
            using SqliteTransaction transaction = _file.Begin();
            foreach (Change change in changes)
            {
                NoteOne(change);
            }

            foreach ((ulong test, JudgedTo to) in judged)
            {
                _file.Execute("INSERT OR REPLACE INTO judged(stream, cycle, print) VALUES($test, $cycle, $print)",
                    ("$test", (long)test), ("$cycle", to.Cycle), ("$print", to.Print));
            }

            if (begins)
            {
                _file.Execute("INSERT OR IGNORE INTO begun VALUES(1)");
            }

            transaction.Commit();
        }
    }

    /// <summary>Marks an open alert as one of whose subject nothing is heard any more, or is heard again.</summary>
    public void MarkStale(string rule, Subject subject, bool isStale)
    {
        lock (_gate)
        {
            _file.Execute("UPDATE alert SET stale = $stale WHERE closed_utc_ms IS NULL AND rule = $rule AND " + IsOfSubject,
                [.. OfSubject(rule, subject), ("$stale", isStale)]);
        }
    }

    /// <summary>Forgets alerts that have been over for longer than this, and what was sent of them.</summary>
    public void Forget(TimeSpan overFor)
    {
        lock (_gate)
        {
            using SqliteTransaction transaction = _file.Begin();
            (string, object?) before = ("$before", NowMs() - (long)overFor.TotalMilliseconds);
            _file.Execute("""
                DELETE FROM event WHERE alert IN (SELECT id FROM alert WHERE closed_utc_ms < $before) AND notice IS NOT NULL;
                DELETE FROM alert WHERE closed_utc_ms < $before AND id NOT IN (SELECT alert FROM event);
                DELETE FROM outbox WHERE state >= 2 AND changed_utc_ms < $before;
                DELETE FROM notice WHERE made_utc_ms < $before AND id NOT IN (SELECT notice FROM outbox);
                DELETE FROM silence WHERE until_utc_ms < $before;
                """, before);
            transaction.Commit();
        }
    }

    public void Dispose() => _file.Dispose();

    private static double Number(SqliteDataReader row, int column) => row.IsDBNull(column) ? double.NaN : row.GetDouble(column);

    private static int? Whole(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);

    private static DateTimeOffset Moment(long utcMs) => DateTimeOffset.FromUnixTimeMilliseconds(utcMs);

    private static double? Known(double value) => double.IsFinite(value) ? value : null;

    private static Alert ToAlert(SqliteDataReader row) => new()
    {
        Id = row.GetInt64(0),
        Rule = row.GetString(1),
        Subject = new Subject((SubjectKind)row.GetInt32(2), row.GetString(3), (ulong)row.GetInt64(18))
        { Slot = row.GetString(19) },
        Severity = (Severity)row.GetInt32(4),
        Sentence = row.GetString(5),
        Value = Number(row, 6),
        Threshold = Number(row, 7),
        Unit = row.GetString(8),
        Cycle = Whole(row, 9),
        Onset = Whole(row, 10),
        OpenedAt = Moment(row.GetInt64(11)),
        ClosedAt = row.IsDBNull(12) ? null : Moment(row.GetInt64(12)),
        ClosedSentence = row.GetString(13),
        Acknowledged = row.IsDBNull(14)
            ? null
            : new Acknowledgement(row.GetString(14), row.GetString(15), Moment(row.GetInt64(16))),
        IsStale = row.GetBoolean(17),
        Place = row.IsDBNull(20)
            ? null
            : new RowPlace((ulong)row.GetInt64(20), new RowPoint((uint)row.GetInt64(21), row.GetInt64(22))),
        Withdrawn = row.IsDBNull(23) ? null : new Withdrawal(Moment(row.GetInt64(23)), row.GetString(24)),
        Since = row.IsDBNull(25) ? null : Moment(row.GetInt64(25)),
    };

    private void NoteOne(Change change)
    {
        switch (change.Kind)
        {
            case ChangeKind.Opened:
                Open(change);
                break;
            case ChangeKind.Restated:
                Restate(change.Verdict);
                break;
            default:
                Close(change);
                break;
        }
    }

    private void Open(Change change)
    {
        int opened = _file.Execute("""
            INSERT OR IGNORE INTO alert(rule, subject_kind, subject, slot, severity, sentence, value, threshold, unit, cycle, onset,
                evidence, opened_utc_ms, test, at_stream, at_boot, at_uptime_ms, since_utc_ms)
            VALUES($rule, $kind, $subject, $slot, $severity, $sentence, $value, $threshold, $unit, $cycle, $onset,
                $evidence, $now, $test, $stream, $boot, $uptime, $since)
            """, [.. Found(change.Verdict), ("$severity", (int)change.Severity), ("$now", NowMs())]);
        if (opened == 1)
        {
            AddEvent(_file.Scalar("SELECT last_insert_rowid()"), ChangeKind.Opened, change.Held);
        }
    }

    private void Restate(Verdict verdict) => _file.Execute("""
        UPDATE alert SET sentence = $sentence, value = $value, threshold = $threshold, unit = $unit, cycle = $cycle, onset = $onset,
            evidence = $evidence, at_stream = $stream, at_boot = $boot, at_uptime_ms = $uptime, since_utc_ms = $since
        WHERE closed_utc_ms IS NULL AND rule = $rule AND
        """ + " " + IsOfSubject, Found(verdict));

    private static (string, object?)[] Found(Verdict verdict) =>
    [
        .. OfSubject(verdict.Rule, verdict.Subject), ("$slot", verdict.Subject.Slot), ("$sentence", verdict.Sentence),
        ("$value", Known(verdict.Value)), ("$threshold", Known(verdict.Threshold)), ("$unit", verdict.Unit),
        ("$cycle", verdict.Cycle), ("$onset", verdict.Onset),
        ("$evidence", verdict.Evidence is { } evidence ? JsonSerializer.Serialize(evidence, Json) : null),
        ("$stream", (long?)verdict.Place?.Stream), ("$boot", (long?)verdict.Place?.Point.Boot),
        ("$uptime", verdict.Place?.Point.UptimeMs), ("$since", verdict.Since?.ToUnixTimeMilliseconds()),
    ];

    private static (string, object?)[] OfSubject(string rule, Subject subject) =>
        [("$rule", rule), ("$kind", (int)subject.Kind), ("$subject", subject.Name), ("$test", (long)subject.Test)];

    private void Close(Change change)
    {
        Verdict verdict = change.Verdict;
        List<long> open = _file.ReadAll(row => row.GetInt64(0),
            "SELECT id FROM alert WHERE closed_utc_ms IS NULL AND rule = $rule AND " + IsOfSubject,
            OfSubject(verdict.Rule, verdict.Subject));
        foreach (long id in open)
        {
            _file.Execute("UPDATE alert SET closed_utc_ms = $now, closed_sentence = $sentence, stale = 0 WHERE id = $id",
                ("$now", NowMs()), ("$sentence", verdict.Sentence), ("$id", id));
            if (change.Kind == ChangeKind.Withdrawn)
            {
                MarkWithdrawn(id, verdict.Sentence);
                AddWithdrawal(id, change.Held);
            }
            // Nobody was notified that it began, because a silence held it: nobody is notified that it is over.
            else if (_file.Execute(
                "UPDATE event SET notice = 0 WHERE alert = $id AND notice IS NULL AND held = 1", ("$id", id)) == 0)
            {
                AddEvent(id, ChangeKind.Over, change.Held);
            }
        }
    }

    private void AddEvent(long alert, ChangeKind kind, bool held) => _file.Execute(
        "INSERT INTO event(alert, kind, held, utc_ms) VALUES($alert, $kind, $held, $now)",
        ("$alert", alert), ("$kind", (int)kind), ("$held", held), ("$now", NowMs()));

    private List<Alert> Read(string where, int most)
    {
        lock (_gate)
        {
            return _file.ReadAll(ToAlert, $"SELECT {AlertColumns} FROM alert {where} LIMIT $most", ("$most", most));
        }
    }

    private long NowMs() => _time.GetUtcNow().ToUnixTimeMilliseconds();
}
