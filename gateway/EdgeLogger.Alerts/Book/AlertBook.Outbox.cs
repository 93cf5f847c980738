using System;
using System.Collections.Generic;
using System.Text.Json;
using EdgeLogger.Alerts.Notify;
using EdgeLogger.Alerts.Outbox;

namespace EdgeLogger.Alerts.Book;

/// <content>The outbox: notices on their way to each notifier.</content>
public sealed partial class AlertBook
{
    /// <summary>Entries of a notifier that have neither arrived nor expired, the oldest first.</summary>
    public IReadOnlyList<OutboxEntry> Unsent(string notifier)
    {
        lock (_gate)
        {
            return _file.ReadAll(
                row => new OutboxEntry(row.GetInt64(0), row.GetString(1), (OutboxState)row.GetInt32(2), row.GetInt32(3),
                    TimeSpan.FromMilliseconds(row.GetInt64(4)), row.GetString(5), JsonSerializer.Deserialize<Notice>(row.GetString(6), Json)!),
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
            _file.Execute("UPDATE outbox SET state = $state, attempts = $attempts, age_ms = $age, words = $words, changed_utc_ms = $now WHERE id = $id",
                ("$state", (int)entry.State), ("$attempts", entry.Attempts), ("$age", (long)entry.Age.TotalMilliseconds), ("$words", entry.Words),
                ("$now", NowMs()), ("$id", entry.Id));
        }
    }
}
