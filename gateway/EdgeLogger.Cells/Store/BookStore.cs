using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Files.Sqlite;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Cells.Store;

/// <summary>Reads and writes what the book's file holds. One thread at a time; writes in a transaction of the caller's.</summary>
internal sealed partial class BookStore(StoreFile file) : IDisposable
{
    private bool _isReading;
    private bool _isWriting;

    /// <summary>The file.</summary>
    public StoreFile File => file;

    /// <summary>The number of the newest change; 0 if there is none.</summary>
    public long Version => file.Scalar("SELECT IFNULL(MAX(number), 0) FROM history");

    /// <summary>
    /// All of it, or nothing: a transaction of its own, or a part of the one that is open. It may write at once, so that what it
    /// reads is not changed by another process.
    /// </summary>
    public T Whole<T>(Func<T> write)
    {
        if (_isWriting)
        {
            return Part(write);
        }

        using SqliteTransaction transaction = file.Begin();
        _isWriting = true;
        try
        {
            T written = write();
            transaction.Commit();
            return written;
        }
        finally
        {
            _isWriting = false;
        }
    }

    /// <summary>Reads what there is at one moment: another process may write between two statements.</summary>
    public T AtOneMoment<T>(Func<T> read)
    {
        if (_isWriting || _isReading)
        {
            return read();
        }

        using SqliteTransaction moment = file.BeginReading();
        _isReading = true;
        try
        {
            return read();
        }
        finally
        {
            _isReading = false;
        }
    }

    /// <summary>Makes a change and takes it back; nothing of it is written.</summary>
    /// <param name="change">Makes the change, and looks at what there is after it.</param>
    /// <param name="look">Looks at what there was before.</param>
    public T Tried<TAfter, T>(Func<TAfter> change, Func<TAfter, T> look) => Whole(() =>
    {
        file.Execute("SAVEPOINT tried");
        TAfter after = change();
        file.Execute("ROLLBACK TO tried; RELEASE tried");
        return look(after);
    });

    /// <summary>The cell of a name that it has or has had; null if there is none.</summary>
    public Cell? FindCell(CellName name) =>
        One<Cell>("SELECT body FROM cell WHERE id = (SELECT cell FROM name WHERE name = $name)", ("$name", name.Text));

    /// <summary>The cell of an id; null if there is none.</summary>
    public Cell? FindCell(ulong id) => One<Cell>("SELECT body FROM cell WHERE id = $id", ("$id", (long)id));

    /// <summary>The cell made of what an earlier version kept under a slot's name; null if there is none.</summary>
    public Cell? FindMigrated(SlotName slot) =>
        One<Cell>("SELECT body FROM cell WHERE migrated_from = $slot", ("$slot", slot.ToString()));

    /// <summary>Cells by name.</summary>
    /// <param name="cohort">Of this cohort only; null: all.</param>
    /// <param name="after">Of names after this one only.</param>
    /// <param name="most">How many at most.</param>
    public List<Cell> Cells(string? cohort, string after, int most) => cohort is null
        ? All<Cell>("SELECT body FROM cell WHERE name > $after ORDER BY name LIMIT $most", ("$after", after), ("$most", most))
        : All<Cell>("SELECT body FROM cell WHERE cohort = $cohort AND cohort <> '' AND name > $after ORDER BY name LIMIT $most",
            ("$cohort", cohort), ("$after", after), ("$most", most));

    /// <summary>Cohorts of cells, by name.</summary>
    public List<string> Cohorts(int most) => file.ReadAll(row => row.GetString(0),
        "SELECT DISTINCT cohort FROM cell WHERE cohort <> '' ORDER BY cohort LIMIT $most", ("$most", most));

    /// <summary>Whether a cell is of a cohort, or a note is about it.</summary>
    public bool HasCohort(string cohort) => file.Scalar("""
        SELECT EXISTS(SELECT 1 FROM cell WHERE cohort = $cohort AND cohort <> '')
            OR EXISTS(SELECT 1 FROM note WHERE cell = 0 AND test = 0 AND cohort = $cohort AND cohort <> '')
        """, ("$cohort", cohort)) > 0;

    /// <summary>The test of an id; null if there is none.</summary>
    public TestRun? FindTest(ulong id) => One<TestRun>("SELECT body FROM test WHERE id = $id", ("$id", (long)id));

    /// <summary>The tests of a cell, by number.</summary>
    public List<TestRun> TestsOf(ulong cell) =>
        All<TestRun>("SELECT body FROM test WHERE cell = $cell ORDER BY number", ("$cell", (long)cell));

    /// <summary>Tests that have been in a slot.</summary>
    public List<TestRun> TestsIn(SlotName slot) =>
        All<TestRun>("SELECT body FROM test WHERE id IN (SELECT test FROM segment WHERE slot = $slot)",
            ("$slot", slot.ToString()));

    /// <summary>Slots from which rows have come.</summary>
    public List<string> SlotsWithRows() => file.ReadAll(row => row.GetString(0),
        "SELECT DISTINCT slot FROM segment WHERE slot IS NOT NULL AND stream IS NOT NULL ORDER BY slot");

    /// <summary>Tests that have rows of a stream.</summary>
    public List<TestRun> TestsWith(ulong stream) =>
        All<TestRun>("SELECT body FROM test WHERE id IN (SELECT test FROM segment WHERE stream = $stream)",
            ("$stream", (long)stream));

    /// <summary>Tests that have, or had, a file with these bytes.</summary>
    public List<TestRun> TestsWithFile(string hash) =>
        All<TestRun>("SELECT body FROM test WHERE instr(body, $hash) > 0", ("$hash", hash));

    /// <summary>Each other test that has the cell, a slot or a stream of a test.</summary>
    public List<TestRun> Beside(TestRun test) => All<TestRun>("""
        SELECT body FROM test WHERE id <> $id AND (cell = $cell OR id IN (
            SELECT other.test FROM segment mine JOIN segment other ON other.slot = mine.slot WHERE mine.test = $id
            UNION SELECT other.test FROM segment mine JOIN segment other ON other.stream = mine.stream WHERE mine.test = $id))
        """, ("$id", (long)test.Id), ("$cell", (long)test.Cell));

    /// <summary>All tests, each with its cell.</summary>
    public List<(TestRun Test, Cell Cell)> Tests()
    {
        Dictionary<ulong, Cell> cells = All<Cell>("SELECT body FROM cell").ToDictionary(cell => cell.Id);
        return [.. All<TestRun>("SELECT body FROM test").Select(test => (test, cells[test.Cell]))];
    }

    /// <summary>The notes about something that were not withdrawn, the oldest moment first.</summary>
    /// <param name="subject">What they are about.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="numbers">The numbers of the notes there.</param>
    public List<Note> NotesOf(NoteSubject subject, int most, IReadOnlyDictionary<ulong, int> numbers) => All<Note>(
        "SELECT body FROM note WHERE cell = $cell AND test = $test AND cohort = $cohort AND is_withdrawn = 0 "
        + "ORDER BY at_utc_ms, id LIMIT $most",
        ("$cell", (long)subject.Cell), ("$test", (long)subject.Test), ("$cohort", subject.Cohort), ("$most", most))
        .ConvertAll(note => note with { Number = numbers[note.Id] });

    /// <summary>The note of an id; null if there is none.</summary>
    public Note? FindNote(ulong id) => One<Note>("SELECT body FROM note WHERE id = $id", ("$id", (long)id)) is { } note
        ? note with { Number = NoteNumbers(CellOf(note.Subject), note.Subject.Cohort)[id] }
        : null;

    /// <summary>
    /// The numbers of the notes, also of withdrawn ones, on a cell with its tests, and on a cohort: each counts its own from 1.
    /// The history keeps the order in which they were written, so it alone gives them.
    /// </summary>
    /// <param name="cell">The cell; 0: none.</param>
    /// <param name="cohort">The cohort; empty: none.</param>
    public IReadOnlyDictionary<ulong, int> NoteNumbers(ulong cell, string cohort)
    {
        List<ulong> onCell = cell == 0 ? [] : Ids(
            "SELECT id FROM history WHERE cell = $cell AND item = $item AND before IS NULL ORDER BY number",
            ("$cell", (long)cell), ("$item", (int)BookItem.Note));
        List<ulong> onCohort = cohort.Length == 0 ? [] : Ids("""
            SELECT id FROM history WHERE cell = 0 AND item = $item AND before IS NULL AND id IN (
                SELECT id FROM note WHERE cell = 0 AND test = 0 AND cohort = $cohort) ORDER BY number
            """, ("$cohort", cohort), ("$item", (int)BookItem.Note));
        return onCell.Index().Concat(onCohort.Index()).ToDictionary(one => one.Item, one => one.Index + 1);
    }

    /// <summary>The cell that a note is about, itself or by a test; 0: a cohort.</summary>
    public ulong CellOf(NoteSubject subject) =>
        subject.Test != 0 && FindTest(subject.Test) is { } test ? test.Cell : subject.Cell;

    /// <summary>The recalibration of an id; null if there is none.</summary>
    public Recalibration? FindRecalibration(ulong id) =>
        One<Recalibration>("SELECT body FROM recalibration WHERE id = $id", ("$id", (long)id));

    /// <summary>All recalibrations, also withdrawn ones; those of a slot by channel and numbers.</summary>
    public IEnumerable<Recalibration> Recalibrations() =>
        InOrder(All<Recalibration>("SELECT body FROM recalibration"));

    /// <summary>The recalibrations of a slot, also withdrawn ones, by channel and numbers.</summary>
    public IReadOnlyList<Recalibration> RecalibrationsOf(SlotName slot) => InOrder(All<Recalibration>(
        "SELECT body FROM recalibration WHERE slot = $slot", ("$slot", slot.ToString())));

    /// <summary>Changes of one entry, in order.</summary>
    public List<HistoryEntry> History(BookItem item, ulong id) => Entries(
        "item = $item AND id = $id ORDER BY number", ("$item", (int)item), ("$id", (long)id));

    /// <summary>Changes after a number, in order.</summary>
    /// <param name="cell">Of this cell, its tests and their notes only; null: all.</param>
    /// <param name="after">The number.</param>
    /// <param name="most">How many at most.</param>
    public List<HistoryEntry> History(ulong? cell, long after, int most) => Entries(
        $"number > $after {(cell is null ? "" : "AND cell = $cell")} ORDER BY number LIMIT $most",
        ("$cell", (long)(cell ?? 0)), ("$after", after), ("$most", most));

    /// <summary>Changes of the notes about something, in order.</summary>
    public List<HistoryEntry> NoteHistory(NoteSubject subject) => Entries("""
        cell = $owner AND item = $item AND id IN (
            SELECT id FROM note WHERE cell = $cell AND test = $test AND cohort = $cohort) ORDER BY number
        """, ("$owner", (long)CellOf(subject)), ("$item", (int)BookItem.Note), ("$cell", (long)subject.Cell),
        ("$test", (long)subject.Test), ("$cohort", subject.Cohort));

    /// <summary>Ids of what was changed after a version, up to another.</summary>
    public List<ulong> Changed(BookItem item, long after, long upTo) => Ids(
        "SELECT DISTINCT id FROM history WHERE number > $after AND number <= $up_to AND item = $item",
        ("$after", after), ("$up_to", upTo), ("$item", (int)item));

    /// <summary>
    /// Ids of the tests that were changed, or whose cell or a calibration in whose slots was, after a version, up to another.
    /// </summary>
    public List<ulong> ChangedTests(long after, long upTo) => Ids("""
        SELECT id FROM history WHERE number > $after AND number <= $up_to AND item = $test
        UNION SELECT id FROM test WHERE cell IN (
            SELECT id FROM history WHERE number > $after AND number <= $up_to AND item = $cell)
        UNION SELECT test FROM segment WHERE slot IN (SELECT slot FROM recalibration WHERE id IN (
            SELECT id FROM history WHERE number > $after AND number <= $up_to AND item = $recalibration))
        """, ("$after", after), ("$up_to", upTo), ("$test", (int)BookItem.Test), ("$cell", (int)BookItem.Cell),
        ("$recalibration", (int)BookItem.Recalibration));

    /// <summary>What has all of some words, each as the begin of one of its own; the best first.</summary>
    public List<(BookItem Item, ulong Id)> Search(IReadOnlyList<string> words, int most) => file.ReadAll(
        row => ((BookItem)row.GetInt32(0), (ulong)row.GetInt64(1)),
        "SELECT item, rowid FROM search WHERE search MATCH $words ORDER BY rank LIMIT $most",
        ("$words", string.Join(' ', words.Select(word => $"\"{word}\"*"))), ("$most", most));

    public void Dispose() => file.Dispose();

    private static List<Recalibration> InOrder(List<Recalibration> all) => [.. all
        .OrderBy(one => one.Channel, StringComparer.Ordinal).ThenBy(one => one.Was.Scale).ThenBy(one => one.Was.Offset)];

    private List<HistoryEntry> Entries(string which, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        file.ReadAll(
            row => new HistoryEntry(row.GetInt64(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)),
                new Author(row.GetString(2), row.GetString(3)),
                row.GetString(4), (BookItem)row.GetInt32(5), (ulong)row.GetInt64(6), row.IsDBNull(7) ? null : row.GetString(7),
                row.GetString(8)),
            $"SELECT number, at_utc_ms, made_by, why, action, item, id, before, after FROM history WHERE {which}", parameters);

    private T Part<T>(Func<T> write)
    {
        file.Execute("SAVEPOINT part");
        try
        {
            T written = write();
            file.Execute("RELEASE part");
            return written;
        }
        catch (CellBookException)
        {
            // The caller may go on without it.
            file.Execute("ROLLBACK TO part; RELEASE part");
            throw;
        }
    }

    private List<ulong> Ids(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        file.ReadAll(row => (ulong)row.GetInt64(0), sql, parameters);

    private T? One<T>(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
        where T : class => All<T>(sql, parameters).FirstOrDefault();

    private List<T> All<T>(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
        where T : class => file.ReadAll(row => BookJson.Parse<T>(row.GetString(0)), sql, parameters);
}
