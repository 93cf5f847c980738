using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading;
using EdgeLogger.Alerts.Notify;
using EdgeLogger.Files.Sqlite;

namespace EdgeLogger.Alerts.Outbox;

/// <summary>Notices on their way to each notifier, in the file of the alert book. May be used from any thread.</summary>
public sealed class NoticeOutbox
{
    private static readonly JsonSerializerOptions Json = new()
    { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private readonly StoreFile _file;
    private readonly Lock _gate;
    private readonly TimeProvider _time;

    /// <param name="file">The book's file.</param>
    /// <param name="gate">Held by anyone who uses the file.</param>
    /// <param name="time">Dates what is written.</param>
    internal NoticeOutbox(StoreFile file, Lock gate, TimeProvider time)
    {
        _file = file;
        _gate = gate;
        _time = time;
    }

    /// <summary>Entries of a notifier that have neither arrived nor expired, the oldest first.</summary>
    public IReadOnlyList<OutboxEntry> Unsent(string notifier)
    {
        lock (_gate)
        {
            return _file.ReadAll(
                row => new OutboxEntry(row.GetInt64(0), row.GetString(1), (OutboxState)row.GetInt32(2), row.GetInt32(3),
                    TimeSpan.FromMilliseconds(row.GetInt64(4)), row.GetString(5),
                    JsonSerializer.Deserialize<Notice>(row.GetString(6), Json)!),
                """
                SELECT outbox.id, notifier, state, attempts, age_ms, words, content FROM outbox JOIN notice ON notice.id = notice
                WHERE notifier = $notifier AND state < 2 ORDER BY outbox.id
                """, ("$notifier", notifier));
        }
    }

    /// <summary>Names that entries wait for.</summary>
    public IReadOnlyList<string> AwaitedNotifiers()
    {
        lock (_gate)
        {
            return _file.ReadAll(row => row.GetString(0), "SELECT DISTINCT notifier FROM outbox WHERE state < 2 ORDER BY 1");
        }
    }

    /// <summary>How many entries of a notifier are in a state.</summary>
    public long Count(string notifier, OutboxState state)
    {
        lock (_gate)
        {
            return _file.Scalar("SELECT COUNT(*) FROM outbox WHERE notifier = $notifier AND state = $state",
                ("$notifier", notifier), ("$state", (int)state));
        }
    }

    /// <summary>Writes down how an entry stands.</summary>
    public void Mark(OutboxEntry entry)
    {
        lock (_gate)
        {
            _file.Execute("UPDATE outbox SET state = $state, attempts = $attempts, age_ms = $age, words = $words, "
                + "changed_utc_ms = $now WHERE id = $id",
                ("$state", (int)entry.State), ("$attempts", entry.Attempts), ("$age", (long)entry.Age.TotalMilliseconds),
                ("$words", entry.Words),
                ("$now", NowMs()), ("$id", entry.Id));
        }
    }

    /// <summary>Adds a notice, with an entry for each notifier; within the caller's transaction, which holds the gate.</summary>
    /// <returns>The notice's number.</returns>
    internal long Add(Notice notice, IReadOnlyList<string> notifiers)
    {
        _file.Execute("INSERT INTO notice(mark, made_utc_ms, content) VALUES($mark, $now, $content)",
            ("$mark", notice.Mark), ("$now", NowMs()), ("$content", JsonSerializer.Serialize(notice, Json)));
        long id = _file.Scalar("SELECT last_insert_rowid()");
        foreach (string notifier in notifiers)
        {
            _file.Execute("INSERT INTO outbox(notice, notifier, state, attempts, age_ms, words, changed_utc_ms) VALUES($notice, "
                + "$notifier, 0, 0, 0, '', $now)",
                ("$notice", id), ("$notifier", notifier), ("$now", NowMs()));
        }

        return id;
    }

    private long NowMs() => _time.GetUtcNow().ToUnixTimeMilliseconds();
}
