using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using EdgeLogger.Files.Sqlite;
using EdgeLogger.Sinks.Tags;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Sinks.Store;

/// <summary>
/// The cursors of one sink and the points its server will not take, in a file that all sinks of a data directory share. Cursors
/// move only after the server has accepted what lies before them, so the file can be deleted: everything is then written once
/// more, to the same points.
/// </summary>
public sealed class SinkStore : IDisposable
{
    /// <summary>The file's name in the data directory.</summary>
    public const string FileName = "sinks.db";

    private const int LayoutVersion = 1;

    private const string Tables = """
        CREATE TABLE IF NOT EXISTS sink(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, log_id TEXT NOT NULL, set_aside INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS sample_cursor(sink INTEGER NOT NULL, stream INTEGER NOT NULL, next_seq INTEGER NOT NULL,
            PRIMARY KEY(sink, stream)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS result_cursor(sink INTEGER NOT NULL, stream INTEGER NOT NULL, halves INTEGER NOT NULL,
            cycles INTEGER NOT NULL, fingerprint INTEGER NOT NULL, PRIMARY KEY(sink, stream)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS step_cursor(sink INTEGER NOT NULL, stream INTEGER NOT NULL, steps INTEGER NOT NULL,
            last_end_s REAL NOT NULL, PRIMARY KEY(sink, stream)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS source_cursor(sink INTEGER NOT NULL, source TEXT NOT NULL, position INTEGER NOT NULL,
            PRIMARY KEY(sink, source)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS sink_state(sink INTEGER PRIMARY KEY, state TEXT NOT NULL, words TEXT NOT NULL, since_utc_ms INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS dead_letter(id INTEGER PRIMARY KEY, sink INTEGER NOT NULL, line BLOB NOT NULL, words TEXT NOT NULL,
            rejected_utc_ms INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS written_test(sink INTEGER NOT NULL, test INTEGER NOT NULL, cell TEXT NOT NULL, number TEXT NOT NULL,
            cohort TEXT NOT NULL, revision INTEGER NOT NULL, parts TEXT NOT NULL, PRIMARY KEY(sink, test)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS test_revision(sink INTEGER NOT NULL, test INTEGER NOT NULL, revision INTEGER NOT NULL,
            PRIMARY KEY(sink, test)) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS dead_letter_of_sink ON dead_letter(sink, id);
        """;

    private readonly StoreFile _file;
    private readonly long _sink;
    private readonly int _deadLettersKept;

    private SinkStore(StoreFile file, string name, string logId, int deadLettersKept)
    {
        _file = file;
        _deadLettersKept = deadLettersKept;
        _file.Execute("INSERT OR IGNORE INTO sink(name, log_id, set_aside) VALUES($name, $log, 0)", ("$name", name),
            ("$log", logId));
        _sink = _file.Scalar("SELECT id FROM sink WHERE name = $name", ("$name", name));
        if (_file.Scalar("SELECT COUNT(*) FROM sink WHERE id = $sink AND log_id = $log", ("$sink", _sink), ("$log", logId)) == 0)
        {
            // Another log has come into this directory: the cursors say nothing about it.
            _file.Execute("DELETE FROM sample_cursor WHERE sink = $sink; DELETE FROM result_cursor WHERE sink = $sink; "
                + "DELETE FROM step_cursor WHERE sink = $sink; DELETE FROM source_cursor WHERE sink = $sink; "
                + "DELETE FROM written_test WHERE sink = $sink; DELETE FROM test_revision WHERE sink = $sink; "
                + "UPDATE sink SET log_id = $log WHERE id = $sink", ("$sink", _sink), ("$log", logId));
        }

        BeginTags();
    }

    /// <summary>Points the server would not take, since the file was made.</summary>
    public long PointsQuarantined => _file.Scalar("SELECT set_aside FROM sink WHERE id = $sink", ("$sink", _sink));

    /// <summary>Opens the cursors of a sink, at the beginning if it is new or the log is another one.</summary>
    /// <exception cref="InvalidDataException">A newer EdgeLogger has written the file.</exception>
    public static SinkStore Open(string directory, string name, string logId, int deadLettersKept)
    {
        StoreFile file = OpenFile(directory);
        try
        {
            return new SinkStore(file, name, logId, deadLettersKept);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    // A power loss may take back the newest cursors; what lies after them is written once more.
    internal static StoreFile OpenFile(string directory) =>
        StoreFile.Open(Path.Combine(directory, FileName), new StoreLayout(LayoutVersion, Tables)
        {
            OtherWayOut = ", or delete the file to have everything written again",
        });

    /// <summary>The points quarantined that are kept, the oldest first.</summary>
    public IReadOnlyList<DeadLetter> DeadLetters() => _file.ReadAll(
        row => new DeadLetter((byte[])row[0], row.GetString(1), row.GetInt64(2)),
        "SELECT line, words, rejected_utc_ms FROM dead_letter WHERE sink = $sink ORDER BY id", ("$sink", _sink));

    public void Dispose() => _file.Dispose();

    internal IReadOnlyList<SampleCursor> SampleCursors() => _file.ReadAll(
        row => new SampleCursor((ulong)row.GetInt64(0), row.GetInt64(1)),
        "SELECT stream, next_seq FROM sample_cursor WHERE sink = $sink", ("$sink", _sink));

    internal IReadOnlyList<ResultCursor> ResultCursors() => _file.ReadAll(
        row => new ResultCursor((ulong)row.GetInt64(0), row.GetInt32(1), row.GetInt32(2), row.GetInt64(3)),
        "SELECT stream, halves, cycles, fingerprint FROM result_cursor WHERE sink = $sink", ("$sink", _sink));

    internal IReadOnlyList<StepCursor> StepCursors() => _file.ReadAll(
        row => new StepCursor((ulong)row.GetInt64(0), row.GetInt32(1), row.GetDouble(2)),
        "SELECT stream, steps, last_end_s FROM step_cursor WHERE sink = $sink", ("$sink", _sink));

    internal IReadOnlyDictionary<string, long> OtherCursors() => _file.ReadAll(
        row => (Source: row.GetString(0), Position: row.GetInt64(1)),
        "SELECT source, position FROM source_cursor WHERE sink = $sink", ("$sink", _sink))
            .ToDictionary(row => row.Source, row => row.Position);

    /// <summary>
    /// What the server has of each test. How far rows were written is forgotten in the file: it is true only until the next one.
    /// </summary>
    internal IReadOnlyList<WrittenTest> TakeWritten()
    {
        IReadOnlyList<WrittenTest> tests = _file.ReadAll(
            row => new WrittenTest((ulong)row.GetInt64(0),
                new TestTags(row.GetString(1), row.GetString(2), row.GetString(3)) { Revision = row.GetInt64(4) },
                JsonSerializer.Deserialize<WrittenPart[]>(row.GetString(5))!),
            "SELECT test, cell, number, cohort, revision, parts FROM written_test WHERE sink = $sink", ("$sink", _sink));
        using SqliteTransaction transaction = _file.Begin();
        foreach (WrittenTest test in tests.Where(test => test.Parts.Any(part => part.Last is not null)))
        {
            Put(test with { Parts = [.. test.Parts.Select(part => part with { Last = null })] });
        }

        transaction.Commit();
        return tests;
    }

    /// <summary>The revisions of tests that have had more than one.</summary>
    internal IReadOnlyDictionary<ulong, long> Revisions() => _file.ReadAll(
        row => (Test: (ulong)row.GetInt64(0), Revision: row.GetInt64(1)),
        "SELECT test, revision FROM test_revision WHERE sink = $sink", ("$sink", _sink))
            .ToDictionary(row => row.Test, row => row.Revision);

    /// <summary>Notes what the server is about to have of a test.</summary>
    internal void Put(WrittenTest test) => _file.Execute(
        "INSERT OR REPLACE INTO written_test VALUES($sink, $test, $cell, $number, $cohort, $revision, $parts)",
        ("$sink", _sink), ("$test", (long)test.Test), ("$cell", test.Tags.Cell), ("$number", test.Tags.Test),
        ("$cohort", test.Tags.Cohort), ("$revision", test.Tags.Revision), ("$parts", JsonSerializer.Serialize(test.Parts)));

    /// <summary>What was superseded of a test is no longer on the server, or marked there: it is to be written again.</summary>
    /// <param name="test">What the server had.</param>
    /// <param name="revision">The revision from now on; null: the same.</param>
    internal void Supersede(WrittenTest test, long? revision)
    {
        using SqliteTransaction transaction = _file.Begin();
        _file.Execute("DELETE FROM result_cursor WHERE sink = $sink AND stream = $test; "
            + "DELETE FROM step_cursor WHERE sink = $sink AND stream = $test", ("$sink", _sink), ("$test", (long)test.Test));
        if (!test.OnlyResults || revision is not null)
        {
            _file.Execute("DELETE FROM written_test WHERE sink = $sink AND test = $test", ("$sink", _sink),
                ("$test", (long)test.Test));
            foreach (WrittenPart part in test.Parts)
            {
                _file.Execute("UPDATE sample_cursor SET next_seq = MIN(next_seq, $from) WHERE sink = $sink AND stream = $stream",
                    ("$from", Math.Max(1, part.Segment.FirstFrame)), ("$sink", _sink), ("$stream", (long)part.Segment.Stream));
            }
        }

        if (revision is { } next)
        {
            _file.Execute("INSERT OR REPLACE INTO test_revision VALUES($sink, $test, $revision)", ("$sink", _sink),
                ("$test", (long)test.Test), ("$revision", next));
        }

        transaction.Commit();
    }

    /// <summary>Notes what the sink is doing, for `edgelogger sink status`.</summary>
    internal void SaveState(SinkState state, string words, DateTimeOffset since) =>
        _file.Execute("INSERT OR REPLACE INTO sink_state VALUES($sink, $state, $words, $since)",
            ("$sink", _sink), ("$state", state.ToString()), ("$words", words), ("$since", since.ToUnixTimeMilliseconds()));

    /// <summary>Moves cursors and quarantines points, all or nothing.</summary>
    internal void Save(Progress progress)
    {
        using SqliteTransaction transaction = _file.Begin();
        foreach (SampleCursor cursor in progress.Samples.Values)
        {
            // Files of an earlier version have further columns.
            _file.Execute("INSERT OR REPLACE INTO sample_cursor(sink, stream, next_seq) VALUES($sink, $stream, $next)",
                ("$sink", _sink), ("$stream", (long)cursor.StreamId), ("$next", cursor.NextSequence));
        }

        foreach (ResultCursor cursor in progress.Results.Values)
        {
            _file.Execute("INSERT OR REPLACE INTO result_cursor VALUES($sink, $stream, $halves, $cycles, $fingerprint)",
                ("$sink", _sink), ("$stream", (long)cursor.StreamId), ("$halves", cursor.Halves), ("$cycles", cursor.Cycles),
                ("$fingerprint", cursor.Fingerprint));
        }

        foreach (StepCursor cursor in progress.Steps.Values)
        {
            _file.Execute("INSERT OR REPLACE INTO step_cursor VALUES($sink, $stream, $steps, $end)",
                ("$sink", _sink), ("$stream", (long)cursor.StreamId), ("$steps", cursor.Steps), ("$end", cursor.LastEndS));
        }

        foreach ((string source, long position) in progress.Others)
        {
            _file.Execute("INSERT OR REPLACE INTO source_cursor VALUES($sink, $source, $position)",
                ("$sink", _sink), ("$source", source), ("$position", position));
        }

        QuarantinePoints(progress.DeadLetters, progress.PointsQuarantined);
        transaction.Commit();
    }

    // An earlier version wrote points without the tag `test`: they are all to be written again.
    private void BeginTags()
    {
        if (_file.Scalar("SELECT COUNT(*) FROM test_revision WHERE sink = $sink AND test = 0", ("$sink", _sink)) != 0)
        {
            return;
        }

        using SqliteTransaction transaction = _file.Begin();
        _file.Execute("INSERT INTO test_revision VALUES($sink, 0, 1)", ("$sink", _sink));
        if (_file.Scalar("SELECT (SELECT COUNT(*) FROM sample_cursor WHERE sink = $sink) "
            + "+ (SELECT COUNT(*) FROM result_cursor WHERE sink = $sink)", ("$sink", _sink)) > 0)
        {
            _file.Execute("DELETE FROM sample_cursor WHERE sink = $sink; DELETE FROM result_cursor WHERE sink = $sink; "
                + "DELETE FROM step_cursor WHERE sink = $sink", ("$sink", _sink));
            Put(new WrittenTest(0, new TestTags("", "", ""), []));
        }

        transaction.Commit();
    }

    private void QuarantinePoints(IReadOnlyCollection<DeadLetter> deadLetters, long count)
    {
        if (count == 0)
        {
            return;
        }

        foreach (DeadLetter letter in deadLetters)
        {
            _file.Execute("INSERT INTO dead_letter(sink, line, words, rejected_utc_ms) VALUES($sink, $line, $words, $at)",
                ("$sink", _sink), ("$line", letter.Line), ("$words", letter.Words), ("$at", letter.RejectedUtcMs));
        }

        _file.Execute("UPDATE sink SET set_aside = set_aside + $count WHERE id = $sink", ("$count", count), ("$sink", _sink));
        _file.Execute("DELETE FROM dead_letter WHERE sink = $sink AND id NOT IN "
            + "(SELECT id FROM dead_letter WHERE sink = $sink ORDER BY id DESC LIMIT $kept)", ("$sink", _sink),
            ("$kept", _deadLettersKept));
    }
}
