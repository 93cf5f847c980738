using EdgeLogger.Alerts.Detection;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Alerts.Book;

/// <content>What tests are called now: alerts and silences are shown under these names, by any program.</content>
public sealed partial class AlertBook
{
    /// <summary>
    /// A test is called so now: its alerts follow, and silences of exactly the name that it had. A test that the book has not
    /// known gets the open alerts of this name of before there were tests; those that are over stay as they are.
    /// </summary>
    /// <param name="test">
    /// The test, with the name and the slot that it has now: a silence that names the slot stays with the slot.
    /// </param>
    public void Name(Subject test)
    {
        lock (_gate)
        {
            string? before = _file.ReadAll(row => row.GetString(0), "SELECT name FROM test WHERE id = $test",
                ("$test", (long)test.Test)) is [var known] ? known : null;
            _file.Execute(
                "UPDATE alert SET slot = $slot WHERE test = $test AND closed_utc_ms IS NULL AND $slot NOT IN ('', slot)",
                ("$test", (long)test.Test), ("$slot", test.Slot));
            if (before == test.Name)
            {
                return;
            }

            (string, object?) name = ("$name", test.Name);
            (string, object?)[] named = [("$test", (long)test.Test), name];
            using SqliteTransaction transaction = _file.Begin();
            _file.Execute("INSERT INTO test VALUES($test, $name) ON CONFLICT DO UPDATE SET name = excluded.name", named);
            _file.Execute(before is null
                ? "UPDATE alert SET test = $test WHERE test = 0 AND subject_kind = 0 AND subject = $name "
                + "AND closed_utc_ms IS NULL"
                : "UPDATE alert SET subject = $name WHERE test = $test", named);
            if (before is not null && before != test.Slot)
            {
                _file.Execute("UPDATE silence SET subjects = $name WHERE subjects = $before AND ended = 0",
                    name, ("$before", before));
            }

            transaction.Commit();
        }
    }
}
