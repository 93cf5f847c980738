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
        + "closed_sentence, acked_by, acked_note, acked_utc_ms, stale, test";

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
            if (before.Scalar("SELECT COUNT(*) FROM pragma_table_info('alert') WHERE name = 'told'") > 0)
            {
                // The book of version 0.1 held lines of text, no states: what is so now is found again.
                before.Execute("DROP TABLE alert");
            }
            else if (before.Scalar("SELECT COUNT(*) FROM pragma_table_info('alert')") > 0
                && before.Scalar("SELECT COUNT(*) FROM pragma_table_info('alert') WHERE name = 'test'") == 0)
            {
                // Alerts of before there were tests are of a name.
                before.Execute("BEGIN; ALTER TABLE alert ADD COLUMN test INTEGER NOT NULL DEFAULT 0; "
                    + "DROP INDEX IF EXISTS open_alert; COMMIT;");
            }
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
    /// Says that somebody has acknowledged an alert. The first one stands: false if there was one before, or there is no such
    /// alert.
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

    /// <summary>The newest cycle of each stream that has been judged.</summary>
    public IReadOnlyDictionary<ulong, int> Judged()
    {
        lock (_gate)
        {
            return _file.ReadAll(row => ((ulong)row.GetInt64(0), row.GetInt32(1)), "SELECT stream, cycle FROM judged")
                .ToDictionary(entry => entry.Item1, entry => entry.Item2);
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

    /// <summary>Notes what the engine has decided, and up to which cycle of a stream it has looked: all or nothing.</summary>
    /// <param name="changes">In their order.</param>
    /// <param name="judged">Streams with the newest cycle judged.</param>
    /// <param name="begins">What was stored before has been looked at.</param>
    public void Note(IReadOnlyCollection<Change> changes, IReadOnlyCollection<KeyValuePair<ulong, int>> judged,
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

            foreach ((ulong stream, int cycle) in judged)
            {
                _file.Execute("INSERT INTO judged VALUES($stream, $cycle) ON CONFLICT DO UPDATE SET cycle = "
                    + "MAX(cycle, excluded.cycle)",
                    ("$stream", (long)stream), ("$cycle", cycle));
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
            _file.Execute("UPDATE alert SET stale = $stale WHERE closed_utc_ms IS NULL AND rule = $rule AND "
                + IsOfSubject,
                ("$stale", isStale), ("$rule", rule), ("$kind", (int)subject.Kind), ("$subject", subject.Name),
                ("$test", (long)subject.Test));
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
        Subject = new Subject((SubjectKind)row.GetInt32(2), row.GetString(3), (ulong)row.GetInt64(18)),
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
    };

    private void NoteOne(Change change)
    {
        Verdict verdict = change.Verdict;
        if (!change.Opens)
        {
            Close(verdict, change.Held);
            return;
        }

        int opened = _file.Execute("""
            INSERT OR IGNORE INTO alert(rule, subject_kind, subject, severity, sentence, value, threshold, unit, cycle, onset, evidence, opened_utc_ms, test)
            VALUES($rule, $kind, $subject, $severity, $sentence, $value, $threshold, $unit, $cycle, $onset, $evidence, $now, $test)
            """,
            ("$rule", verdict.Rule), ("$kind", (int)verdict.Subject.Kind), ("$subject", verdict.Subject.Name),
            ("$severity", (int)change.Severity),
            ("$sentence", verdict.Sentence), ("$value", Known(verdict.Value)), ("$threshold", Known(verdict.Threshold)),
            ("$unit", verdict.Unit),
            ("$cycle", verdict.Cycle), ("$onset", verdict.Onset),
            ("$evidence", verdict.Evidence is { } evidence ? JsonSerializer.Serialize(evidence, Json) : null), ("$now", NowMs()),
            ("$test", (long)verdict.Subject.Test));
        if (opened == 1)
        {
            AddEvent(_file.Scalar("SELECT last_insert_rowid()"), isOver: false, change.Held);
        }
    }

    private void Close(Verdict verdict, bool held)
    {
        List<long> open = _file.ReadAll(row => row.GetInt64(0),
            "SELECT id FROM alert WHERE closed_utc_ms IS NULL AND rule = $rule AND " + IsOfSubject,
            ("$rule", verdict.Rule), ("$kind", (int)verdict.Subject.Kind), ("$subject", verdict.Subject.Name),
            ("$test", (long)verdict.Subject.Test));
        foreach (long id in open)
        {
            _file.Execute("UPDATE alert SET closed_utc_ms = $now, closed_sentence = $sentence, stale = 0 WHERE id = $id",
                ("$now", NowMs()), ("$sentence", verdict.Sentence), ("$id", id));
            // Nobody was notified that it began, because a silence held it: nobody is notified that it is over.
            if (_file.Execute("UPDATE event SET notice = 0 WHERE alert = $id AND notice IS NULL AND held = 1", ("$id", id)) == 0)
            {
                AddEvent(id, isOver: true, held);
            }
        }
    }

    private void AddEvent(long alert, bool isOver, bool held) => _file.Execute(
        "INSERT INTO event(alert, over, held, utc_ms) VALUES($alert, $over, $held, $now)",
        ("$alert", alert), ("$over", isOver), ("$held", held), ("$now", NowMs()));

    private List<Alert> Read(string where, int most)
    {
        lock (_gate)
        {
            return _file.ReadAll(ToAlert, $"SELECT {AlertColumns} FROM alert {where} LIMIT $most", ("$most", most));
        }
    }

    private long NowMs() => _time.GetUtcNow().ToUnixTimeMilliseconds();
}
