using System.Collections.Generic;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Notify;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Alerts.Book;

/// <content>What has to be sent, until there is a notice of it.</content>
public sealed partial class AlertBook
{
    /// <summary>Events that nobody has been notified of, held ones included, the oldest first.</summary>
    public IReadOnlyList<AlertEvent> UnreportedEvents()
    {
        lock (_gate)
        {
            return _file.ReadAll(
                row => new AlertEvent(row.GetInt64(0), row.GetInt64(1), (ChangeKind)row.GetInt32(2), row.GetString(3),
                    new Subject((SubjectKind)row.GetInt32(4), row.GetString(5), (ulong)row.GetInt64(8)),
                    (Severity)row.GetInt32(6), row.GetBoolean(7)),
                """
                SELECT event.id, alert, kind, rule, subject_kind, subject, severity, held, test FROM event JOIN alert ON alert.id = alert
                WHERE notice IS NULL ORDER BY event.id
                """);
        }
    }

    /// <summary>
    /// A silence has ended: what is open and unreported is sent now. What somebody has acknowledged meanwhile is not.
    /// </summary>
    public void Release(AlertEvent held)
    {
        lock (_gate)
        {
            using SqliteTransaction transaction = _file.Begin();
            _file.Execute("UPDATE event SET held = 0 WHERE id = $id", ("$id", held.Id));
            _file.Execute("UPDATE event SET notice = 0 WHERE id = $id AND alert IN (SELECT id FROM alert "
                + "WHERE acked_by IS NOT NULL)", ("$id", held.Id));
            transaction.Commit();
        }
    }

    /// <summary>
    /// Makes a notice of events, and an entry in the outbox for each notifier: all or nothing, so that an event is sent once.
    /// </summary>
    public void Post(Notice notice, IReadOnlyList<AlertEvent> events, IReadOnlyList<string> notifiers)
    {
        lock (_gate)
        {
            using SqliteTransaction transaction = _file.Begin();
            long id = Outbox.Add(notice, notifiers);
            foreach (AlertEvent sent in events)
            {
                _file.Execute("UPDATE event SET notice = $notice WHERE id = $id", ("$notice", id), ("$id", sent.Id));
            }

            transaction.Commit();
        }
    }
}

/// <summary>An alert has opened, is over or is withdrawn, and nobody has been notified yet.</summary>
/// <param name="Id">Number in the book.</param>
/// <param name="AlertId">The alert.</param>
/// <param name="Kind">What has become of it.</param>
/// <param name="Rule">The alert's rule.</param>
/// <param name="Subject">Whom it is about.</param>
/// <param name="Severity">The alert's severity.</param>
/// <param name="IsHeld">A silence covers it.</param>
public sealed record AlertEvent(
    long Id, long AlertId, ChangeKind Kind, string Rule, Subject Subject, Severity Severity, bool IsHeld);
