using System;
using System.Collections.Generic;

namespace EdgeLogger.Alerts.Book;

/// <content>Silences and maintenance windows.</content>
public sealed partial class AlertBook
{
    /// <summary>Silences that have not ended, those included that have not begun, the oldest first.</summary>
    /// <remarks>By the clock of now. Anyone who follows them for longer keeps time by a clock that nobody sets.</remarks>
    public IReadOnlyList<Silence> Silences()
    {
        lock (_gate)
        {
            return _file.ReadAll(
                row => new Silence(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetBoolean(3),
                    Moment(row.GetInt64(4)),
                    Moment(row.GetInt64(5)), row.GetString(6), row.GetString(7)),
                "SELECT id, subjects, rules, maintenance, from_utc_ms, until_utc_ms, made_by, note FROM silence "
                + "WHERE ended = 0 ORDER BY id");
        }
    }

    /// <summary>Begins a silence; returns its number.</summary>
    public long AddSilence(string subjects, string rules, bool isMaintenance, DateTimeOffset from, DateTimeOffset until,
        string by, string note)
    {
        lock (_gate)
        {
            _file.Execute("""
                INSERT INTO silence(subjects, rules, maintenance, from_utc_ms, until_utc_ms, made_by, note)
                VALUES($subjects, $rules, $maintenance, $from, $until, $by, $note)
                """,
                ("$subjects", subjects), ("$rules", rules), ("$maintenance", isMaintenance),
                ("$from", from.ToUnixTimeMilliseconds()),
                ("$until", until.ToUnixTimeMilliseconds()), ("$by", by), ("$note", note));
            return _file.Scalar("SELECT last_insert_rowid()");
        }
    }

    /// <summary>Ends a silence before its time, or at it; false if there is none.</summary>
    public bool EndSilence(long id)
    {
        lock (_gate)
        {
            return _file.Execute("UPDATE silence SET ended = 1 WHERE id = $id AND ended = 0", ("$id", id)) == 1;
        }
    }
}
