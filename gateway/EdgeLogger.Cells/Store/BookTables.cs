using EdgeLogger.Files.Sqlite;

namespace EdgeLogger.Cells.Store;

/// <summary>
/// The tables of cells.db. A cell, a test, a note and a recalibration is JSON, with columns for what is looked for.
/// </summary>
internal static class BookTables
{
    /// <summary>
    /// A name that a cell has had stays its own. The search's table has the folded words of each cell, test and note under its
    /// id. Commits reach the disk: the book cannot be derived.
    /// </summary>
    public static StoreLayout Layout { get; } = new(2, """
        CREATE TABLE IF NOT EXISTS cell(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, cohort TEXT NOT NULL, migrated_from TEXT UNIQUE,
            body TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS cell_of_cohort ON cell(cohort, name) WHERE cohort <> '';
        CREATE TABLE IF NOT EXISTS name(name TEXT PRIMARY KEY, cell INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS test(id INTEGER PRIMARY KEY, cell INTEGER NOT NULL, number INTEGER NOT NULL, body TEXT NOT NULL,
            UNIQUE(cell, number));
        CREATE TABLE IF NOT EXISTS segment(test INTEGER NOT NULL, place INTEGER NOT NULL, slot TEXT, stream INTEGER,
            PRIMARY KEY(test, place)) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS segment_of_slot ON segment(slot) WHERE slot IS NOT NULL;
        CREATE INDEX IF NOT EXISTS segment_of_stream ON segment(stream) WHERE stream IS NOT NULL;
        CREATE TABLE IF NOT EXISTS note(id INTEGER PRIMARY KEY, cell INTEGER NOT NULL, test INTEGER NOT NULL, cohort TEXT NOT NULL,
            at_utc_ms INTEGER NOT NULL, is_withdrawn INTEGER NOT NULL, body TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS note_of_subject ON note(cell, test, cohort, is_withdrawn, at_utc_ms);
        CREATE TABLE IF NOT EXISTS recalibration(id INTEGER PRIMARY KEY, slot TEXT NOT NULL, body TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS recalibration_of_slot ON recalibration(slot);
        CREATE TABLE IF NOT EXISTS history(number INTEGER PRIMARY KEY AUTOINCREMENT, at_utc_ms INTEGER NOT NULL, made_by TEXT NOT NULL,
            why TEXT NOT NULL, action TEXT NOT NULL, item INTEGER NOT NULL, id INTEGER NOT NULL, cell INTEGER NOT NULL, before TEXT,
            after TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS history_of_cell ON history(cell);
        CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5(words, item UNINDEXED, tokenize = 'unicode61 remove_diacritics 0');
        """)
    {
        CommitsReachDisk = true,
    };
}
