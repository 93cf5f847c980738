using System.Collections.Generic;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Alerts.Book;

/// <content>Alerts that were found in what is not their test's.</content>
public sealed partial class AlertBook
{
    /// <summary>Alerts of tests that are over, were found in a row that is known, and have not been withdrawn.</summary>
    public IReadOnlyList<Alert> Withdrawable() => Read(
        "WHERE test != 0 AND at_stream IS NOT NULL AND withdrawn_utc_ms IS NULL AND closed_utc_ms IS NOT NULL", most: -1);

    /// <summary>
    /// Withdraws alerts that are over. Nobody is notified: everybody was, of their end, and looks at them no more.
    /// </summary>
    public void Withdraw(IReadOnlyCollection<(long Id, string Why)> past)
    {
        if (past.Count == 0)
        {
            return;
        }

        lock (_gate)
        {
            using SqliteTransaction transaction = _file.Begin();
            foreach ((long id, string why) in past)
            {
                MarkWithdrawn(id, why);
            }

            transaction.Commit();
        }
    }

    private void MarkWithdrawn(long id, string why) => _file.Execute(
        "UPDATE alert SET withdrawn_utc_ms = $now, withdrawn_sentence = $why WHERE id = $id AND withdrawn_utc_ms IS NULL",
        ("$now", NowMs()), ("$why", why), ("$id", id));

    /// <summary>Anyone who was notified that it began is notified that it is withdrawn; else nobody is, of either.</summary>
    private void AddWithdrawal(long id, bool held)
    {
        bool wasSent = _file.Scalar("SELECT COUNT(*) FROM event WHERE alert = $id AND kind = 0 AND notice > 0", ("$id", id)) > 0;
        _file.Execute("UPDATE event SET notice = 0 WHERE alert = $id AND notice IS NULL", ("$id", id));
        if (wasSent)
        {
            AddEvent(id, ChangeKind.Withdrawn, held);
        }
    }
}
