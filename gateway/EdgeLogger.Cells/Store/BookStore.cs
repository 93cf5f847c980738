using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Files.Sqlite;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Cells.Store;

/// <summary>Reads and writes what the book's file holds. One thread at a time; writes in a transaction of the caller's.</summary>
internal sealed partial class BookStore(StoreFile file) : IDisposable
{
    /// <summary>Held by the thread that uses the file.</summary>
    public Lock Gate => file.Gate;

    /// <summary>The number of the newest change; 0 if there is none.</summary>
    public long Version => file.Scalar("SELECT IFNULL(MAX(number), 0) FROM history");

    /// <summary>Begins a transaction that may write at once, so that what it reads is not changed by another process.</summary>
    public SqliteTransaction Begin() => file.Begin();

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

    /// <summary>Whether a cell is of a cohort, or a note is about it.</summary>
    public bool HasCohort(string cohort) => file.Scalar(
        "SELECT COUNT(*) FROM (SELECT 1 FROM cell WHERE cohort = $cohort AND cohort <> '' LIMIT 1)", ("$cohort", cohort)) > 0;

    /// <summary>The test of an id; null if there is none.</summary>
    public TestRun? FindTest(ulong id) => One<TestRun>("SELECT body FROM test WHERE id = $id", ("$id", (long)id));

    /// <summary>The tests of a cell, by number.</summary>
    public List<TestRun> TestsOf(ulong cell) =>
        All<TestRun>("SELECT body FROM test WHERE cell = $cell ORDER BY number", ("$cell", (long)cell));

    /// <summary>Tests that have been in a slot.</summary>
    public List<TestRun> TestsIn(SlotName slot) =>
        All<TestRun>("SELECT body FROM test WHERE id IN (SELECT test FROM segment WHERE slot = $slot)",
            ("$slot", slot.ToString()));

    /// <summary>Tests that have rows of a stream.</summary>
    public List<TestRun> TestsWith(ulong stream) =>
        All<TestRun>("SELECT body FROM test WHERE id IN (SELECT test FROM segment WHERE stream = $stream)",
            ("$stream", (long)stream));

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

    /// <summary>The notes about something, the oldest moment first.</summary>
    public List<Note> NotesOf(NoteSubject subject, int most) => All<Note>(
        "SELECT body FROM note WHERE cell = $cell AND test = $test AND cohort = $cohort ORDER BY at_utc_ms, id LIMIT $most",
        ("$cell", (long)subject.Cell), ("$test", (long)subject.Test), ("$cohort", subject.Cohort), ("$most", most));

    /// <summary>The note of an id; null if there is none.</summary>
    public Note? FindNote(ulong id) => One<Note>("SELECT body FROM note WHERE id = $id", ("$id", (long)id));

    /// <summary>Changes after a number, in order.</summary>
    /// <param name="cell">Of this cell, its tests and their notes only; null: all.</param>
    /// <param name="after">The number.</param>
    /// <param name="most">How many at most.</param>
    public List<HistoryEntry> History(ulong? cell, long after, int most) => file.ReadAll(
        row => new HistoryEntry(row.GetInt64(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)),
            new Author(row.GetString(2), row.GetString(3)),
            row.GetString(4), (BookItem)row.GetInt32(5), (ulong)row.GetInt64(6), row.IsDBNull(7) ? null : row.GetString(7),
            row.GetString(8)),
        $"SELECT number, at_utc_ms, made_by, why, action, item, id, before, after FROM history WHERE number > $after "
        + $"{(cell is null ? "" : "AND cell = $cell")} ORDER BY number LIMIT $most",
        ("$cell", (long)(cell ?? 0)), ("$after", after), ("$most", most));

    /// <summary>What has all of some words, each as the begin of one of its own; the best first.</summary>
    public List<(BookItem Item, ulong Id)> Search(IReadOnlyList<string> words, int most) => file.ReadAll(
        row => ((BookItem)row.GetInt32(0), (ulong)row.GetInt64(1)),
        "SELECT item, rowid FROM search WHERE search MATCH $words ORDER BY rank LIMIT $most",
        ("$words", string.Join(' ', words.Select(word => $"\"{word}\"*"))), ("$most", most));

    public void Dispose() => file.Dispose();

    private T? One<T>(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
        where T : class => All<T>(sql, parameters).FirstOrDefault();

    private List<T> All<T>(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
        where T : class => file.ReadAll(row => BookJson.Parse<T>(row.GetString(0)), sql, parameters);
}
