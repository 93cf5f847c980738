using EdgeLogger.Files.Sqlite;

namespace EdgeLogger.Alerts.Book;

/// <summary>The tables of alerts.db.</summary>
internal static class AlertTables
{
    private static readonly (string Table, string Column, string Type)[] Added =
    [
        ("alert", "test", "INTEGER NOT NULL DEFAULT 0"), ("alert", "slot", "TEXT NOT NULL DEFAULT ''"),
        ("alert", "at_stream", "INTEGER"), ("alert", "at_boot", "INTEGER"), ("alert", "at_uptime_ms", "INTEGER"),
        ("alert", "withdrawn_utc_ms", "INTEGER"), ("alert", "withdrawn_sentence", "TEXT"), ("judged", "print", "INTEGER"),
        ("alert", "since_utc_ms", "INTEGER"),
    ];

    /// <summary>
    /// One alert at most is open for a rule and a subject: the database holds the engine to it. An event's notice is null until
    /// it is sent, and 0 if it will never be; its kind is a <see cref="ChangeKind"/>. The subject of an alert of a test is what
    /// the test is called now; its id is its key. Commits reach the disk: what is sent next must not be forgotten, and sent
    /// again.
    /// </summary>
    public static StoreLayout Layout { get; } = new(4, """
        CREATE TABLE IF NOT EXISTS alert(id INTEGER PRIMARY KEY AUTOINCREMENT, rule TEXT NOT NULL, subject_kind INTEGER NOT NULL,
            subject TEXT NOT NULL, severity INTEGER NOT NULL, sentence TEXT NOT NULL, value REAL, threshold REAL, unit TEXT NOT NULL,
            cycle INTEGER, onset INTEGER, evidence TEXT, opened_utc_ms INTEGER NOT NULL, closed_utc_ms INTEGER,
            closed_sentence TEXT NOT NULL DEFAULT '', acked_by TEXT, acked_note TEXT, acked_utc_ms INTEGER, stale INTEGER NOT NULL DEFAULT 0,
            test INTEGER NOT NULL DEFAULT 0, slot TEXT NOT NULL DEFAULT '', at_stream INTEGER, at_boot INTEGER, at_uptime_ms INTEGER,
            withdrawn_utc_ms INTEGER, withdrawn_sentence TEXT, since_utc_ms INTEGER);
        CREATE UNIQUE INDEX IF NOT EXISTS open_alert_of ON alert(rule, subject_kind, subject)
            WHERE closed_utc_ms IS NULL AND test = 0;
        CREATE UNIQUE INDEX IF NOT EXISTS open_alert_of_test ON alert(rule, test) WHERE closed_utc_ms IS NULL AND test != 0;
        CREATE INDEX IF NOT EXISTS alert_of_test ON alert(test) WHERE test != 0;
        CREATE TABLE IF NOT EXISTS test(id INTEGER PRIMARY KEY, name TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS event(id INTEGER PRIMARY KEY, alert INTEGER NOT NULL, kind INTEGER NOT NULL, held INTEGER NOT NULL,
            utc_ms INTEGER NOT NULL, notice INTEGER);
        CREATE INDEX IF NOT EXISTS untold_event ON event(id) WHERE notice IS NULL;
        CREATE TABLE IF NOT EXISTS notice(id INTEGER PRIMARY KEY AUTOINCREMENT, mark TEXT NOT NULL, made_utc_ms INTEGER NOT NULL,
            content TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS outbox(id INTEGER PRIMARY KEY, notice INTEGER NOT NULL, notifier TEXT NOT NULL, state INTEGER NOT NULL,
            attempts INTEGER NOT NULL, age_ms INTEGER NOT NULL, words TEXT NOT NULL, changed_utc_ms INTEGER NOT NULL);
        CREATE INDEX IF NOT EXISTS unsent ON outbox(notifier, id) WHERE state < 2;
        CREATE TABLE IF NOT EXISTS judged(stream INTEGER PRIMARY KEY, cycle INTEGER NOT NULL, print INTEGER);
        CREATE TABLE IF NOT EXISTS silence(id INTEGER PRIMARY KEY AUTOINCREMENT, subjects TEXT NOT NULL, rules TEXT NOT NULL,
            maintenance INTEGER NOT NULL, from_utc_ms INTEGER NOT NULL, until_utc_ms INTEGER NOT NULL, made_by TEXT NOT NULL,
            note TEXT NOT NULL, ended INTEGER NOT NULL DEFAULT 0);
        CREATE TABLE IF NOT EXISTS begun(id INTEGER PRIMARY KEY);
        """) { CommitsReachDisk = true };

    /// <summary>Brings the tables of an earlier version to this one, as far as they are there.</summary>
    public static void Upgrade(StoreFile file)
    {
        if (Has(file, "alert") && !Has(file, "alert", "subject_kind"))
        {
            // The book of version 0.1 held lines of text, no states: what is so now is found again.
            file.Execute("DROP TABLE alert");
        }

        // Its index is of alerts of before there were tests, which are of a name.
        string statements = Has(file, "alert", "test") ? "" : "DROP INDEX IF EXISTS open_alert;";
        foreach ((string table, string column, string type) in Added)
        {
            if (Has(file, table) && !Has(file, table, column))
            {
                statements += $"ALTER TABLE {table} ADD COLUMN {column} {type};";
            }
        }

        if (Has(file, "event", "over"))
        {
            statements += "ALTER TABLE event RENAME COLUMN over TO kind;";
        }

        file.Execute($"BEGIN; {statements} COMMIT;");
    }

    private static bool Has(StoreFile file, string table, string? column = null) => file.Scalar(
        "SELECT COUNT(*) FROM pragma_table_info($table) WHERE $column IS NULL OR name = $column",
        ("$table", table), ("$column", column)) > 0;
}
