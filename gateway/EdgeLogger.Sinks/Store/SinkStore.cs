using System;
using System.Collections.Generic;
using System.IO;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Sinks.Store;

/// <summary>
/// The cursors of one sink and the points its server will not take, in a file that all sinks of a data directory share. Cursors move
/// only after the server has accepted what lies before them, so the file can be deleted: everything is then written once more, to
/// the same points.
/// </summary>
public sealed class SinkStore : IDisposable
{
    /// <summary>The file's name in the data directory.</summary>
    public const string FileName = "sinks.db";

    private const int LayoutVersion = 1;

    private const string Tables = """
        CREATE TABLE IF NOT EXISTS sink(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, log_id TEXT NOT NULL, set_aside INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS sample_cursor(sink INTEGER NOT NULL, stream INTEGER NOT NULL, next_seq INTEGER NOT NULL,
            boot INTEGER, utc_minus_uptime_ms INTEGER, by_arrival INTEGER, PRIMARY KEY(sink, stream)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS result_cursor(sink INTEGER NOT NULL, stream INTEGER NOT NULL, halves INTEGER NOT NULL,
            cycles INTEGER NOT NULL, fingerprint INTEGER NOT NULL, PRIMARY KEY(sink, stream)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS dead_letter(id INTEGER PRIMARY KEY, sink INTEGER NOT NULL, line BLOB NOT NULL, words TEXT NOT NULL,
            rejected_utc_ms INTEGER NOT NULL);
        CREATE INDEX IF NOT EXISTS dead_letter_of_sink ON dead_letter(sink, id);
        """;

    private readonly SqliteConnection _connection;
    private readonly long _sink;
    private readonly int _deadLettersKept;

    private SinkStore(SqliteConnection connection, string name, string logId, int deadLettersKept)
    {
        _connection = connection;
        _deadLettersKept = deadLettersKept;
        Execute("INSERT OR IGNORE INTO sink(name, log_id, set_aside) VALUES($name, $log, 0)", ("$name", name), ("$log", logId));
        _sink = Scalar("SELECT id FROM sink WHERE name = $name", ("$name", name));
        if (Scalar("SELECT COUNT(*) FROM sink WHERE id = $sink AND log_id = $log", ("$sink", _sink), ("$log", logId)) == 0)
        {
            // Another log has come into this directory: the cursors say nothing about it.
            Execute("DELETE FROM sample_cursor WHERE sink = $sink; DELETE FROM result_cursor WHERE sink = $sink; "
                + "UPDATE sink SET log_id = $log WHERE id = $sink", ("$sink", _sink), ("$log", logId));
        }
    }

    /// <summary>Points the server would not take, since the file was made.</summary>
    public long SetAside => Scalar("SELECT set_aside FROM sink WHERE id = $sink", ("$sink", _sink));

    /// <summary>Opens the cursors of a sink, at the beginning if it is new or the log is another one.</summary>
    /// <exception cref="InvalidDataException">A newer EdgeLogger has written the file.</exception>
    public static SinkStore Open(string directory, string name, string logId, int deadLettersKept)
    {
        string path = Path.Combine(directory, FileName);
        SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            connection.Open();
            long version = Scalar(connection, "PRAGMA user_version");
            if (version > LayoutVersion)
            {
                throw new InvalidDataException($"{path} was written by a newer EdgeLogger (version {version}; this one knows "
                    + $"{LayoutVersion}). Install that one, or delete the file to have everything written again.");
            }

            // NORMAL: a power loss may take back the newest cursors; what lies after them is written once more.
            Execute(connection, $"PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; {Tables} PRAGMA user_version={LayoutVersion};");
            return new SinkStore(connection, name, logId, deadLettersKept);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The points set aside that are kept, the oldest first.</summary>
    public IReadOnlyList<DeadLetter> DeadLetters() => ReadAll(
        "SELECT line, words, rejected_utc_ms FROM dead_letter WHERE sink = $sink ORDER BY id",
        row => new DeadLetter((byte[])row[0], row.GetString(1), row.GetInt64(2)));

    public void Dispose() => _connection.Dispose();

    internal IReadOnlyList<SampleCursor> SampleCursors() => ReadAll(
        "SELECT stream, next_seq, boot, utc_minus_uptime_ms, by_arrival FROM sample_cursor WHERE sink = $sink",
        row => new SampleCursor((ulong)row.GetInt64(0), (uint)row.GetInt64(1),
            row.IsDBNull(2) ? null : new BootDate((uint)row.GetInt64(2), row.GetInt64(3), row.GetBoolean(4))));

    internal IReadOnlyList<ResultCursor> ResultCursors() => ReadAll(
        "SELECT stream, halves, cycles, fingerprint FROM result_cursor WHERE sink = $sink",
        row => new ResultCursor((ulong)row.GetInt64(0), row.GetInt32(1), row.GetInt32(2), row.GetInt64(3)));

    /// <summary>Moves cursors and sets points aside, all or nothing.</summary>
    internal void Save(Progress progress)
    {
        using SqliteTransaction transaction = _connection.BeginTransaction();
        foreach (SampleCursor cursor in progress.Samples.Values)
        {
            Execute("INSERT OR REPLACE INTO sample_cursor VALUES($sink, $stream, $next, $boot, $offset, $byArrival)",
                ("$sink", _sink), ("$stream", (long)cursor.StreamId), ("$next", (long)cursor.NextSequence),
                ("$boot", (long?)cursor.Date?.Boot), ("$offset", cursor.Date?.UtcMinusUptimeMs), ("$byArrival", cursor.Date?.ByArrival));
        }

        foreach (ResultCursor cursor in progress.Results.Values)
        {
            Execute("INSERT OR REPLACE INTO result_cursor VALUES($sink, $stream, $halves, $cycles, $fingerprint)",
                ("$sink", _sink), ("$stream", (long)cursor.StreamId), ("$halves", cursor.Halves), ("$cycles", cursor.Cycles),
                ("$fingerprint", cursor.Fingerprint));
        }

        SetPointsAside(progress.DeadLetters, progress.PointsSetAside);
        transaction.Commit();
    }

    private void SetPointsAside(IReadOnlyCollection<DeadLetter> deadLetters, long count)
    {
        if (count == 0)
        {
            return;
        }

        foreach (DeadLetter letter in deadLetters)
        {
            Execute("INSERT INTO dead_letter(sink, line, words, rejected_utc_ms) VALUES($sink, $line, $words, $at)",
                ("$sink", _sink), ("$line", letter.Line), ("$words", letter.Words), ("$at", letter.RejectedUtcMs));
        }

        Execute("UPDATE sink SET set_aside = set_aside + $count WHERE id = $sink", ("$count", count), ("$sink", _sink));
        Execute("DELETE FROM dead_letter WHERE sink = $sink AND id NOT IN "
            + "(SELECT id FROM dead_letter WHERE sink = $sink ORDER BY id DESC LIMIT $kept)", ("$sink", _sink), ("$kept", _deadLettersKept));
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long Scalar(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private void Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using SqliteCommand command = Command(sql, parameters);
        command.ExecuteNonQuery();
    }

    private long Scalar(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using SqliteCommand command = Command(sql, parameters);
        return (long)command.ExecuteScalar()!;
    }

    private List<T> ReadAll<T>(string sql, Func<SqliteDataReader, T> toEntry)
    {
        using SqliteCommand command = Command(sql, ("$sink", _sink));
        using SqliteDataReader row = command.ExecuteReader();
        List<T> entries = [];
        while (row.Read())
        {
            entries.Add(toEntry(row));
        }

        return entries;
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object? value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }
}
