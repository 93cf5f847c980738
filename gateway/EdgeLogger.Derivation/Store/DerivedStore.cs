using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading;
using EdgeLogger.Cycles;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Derivation.Store;

/// <summary>
/// What was derived from the frame log: half cycles, cycles and checkpoints, in one SQLite file. It can be deleted at any time: the
/// gateway derives it anew. A transaction holds results and the checkpoint after them, so that they cannot disagree.
/// </summary>
public sealed class DerivedStore : IDisposable
{
    /// <summary>The file's name in the data directory.</summary>
    public const string FileName = "derived.db";

    // Another version is not migrated but derived anew: that is what the log is for.
    private const int LayoutVersion = 2;

    private const string Tables = """
        CREATE TABLE IF NOT EXISTS cell(stream INTEGER PRIMARY KEY, board TEXT NOT NULL, slot INTEGER NOT NULL, checkpoint BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS half_cycle(stream INTEGER NOT NULL, half INTEGER NOT NULL, start_utc_ms INTEGER, end_utc_ms INTEGER,
            result TEXT NOT NULL, PRIMARY KEY(stream, half)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS cycle(stream INTEGER NOT NULL, number INTEGER NOT NULL, result TEXT NOT NULL,
            PRIMARY KEY(stream, number)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS engine(options TEXT NOT NULL);
        """;

    // Results are kept as JSON of their types: doubles come back to the last bit, and a new quantity is no new column.
    private static readonly JsonSerializerOptions Json = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        IgnoreReadOnlyProperties = true,
    };

    private readonly StoreFile _file;
    private readonly Lock _gate = new();

    private DerivedStore(StoreFile file) => _file = file;

    /// <summary>Opens the store of a data directory, or makes an empty one.</summary>
    public static DerivedStore Open(string directory) =>
        // A power loss may take back the newest results, never mix them with another checkpoint; they are derived again.
        new(StoreFile.Open(Path.Combine(directory, FileName), new StoreLayout(LayoutVersion, Tables) { IsMadeAnew = true }));

    /// <summary>Copies the store as it is at one moment, also while a gateway writes it.</summary>
    /// <param name="directory">The data directory.</param>
    /// <param name="into">An empty directory.</param>
    /// <returns>The copy; null if there is no store.</returns>
    public static DerivedStore? OpenCopy(string directory, string into)
    {
        string path = Path.Combine(directory, FileName);
        if (!File.Exists(path))
        {
            return null;
        }

        using (StoreFile from = StoreFile.Connect(path))
        using (StoreFile to = StoreFile.Connect(Path.Combine(into, FileName)))
        {
            from.CopyTo(to);
        }

        return Open(into);
    }

    /// <summary>What the engine was told when these results were derived; null for an empty store.</summary>
    public CycleEngineOptions? EngineOptions()
    {
        lock (_gate)
        {
            using SqliteCommand command = _file.Command("SELECT options FROM engine");
            return command.ExecuteScalar() is string options ? Parse<CycleEngineOptions>(options) : null;
        }
    }

    /// <summary>
    /// Says what the engine is told from now on. Results derived otherwise are forgotten: half of a record by one rule and half by
    /// another would be no result, and could not be derived again.
    /// </summary>
    public void Begin(CycleEngineOptions options)
    {
        if (EngineOptions() == options)
        {
            return;
        }

        lock (_gate)
        {
            using SqliteTransaction transaction = _file.Begin();
            _file.Execute("DELETE FROM half_cycle; DELETE FROM cycle; DELETE FROM cell; DELETE FROM engine;");
            using SqliteCommand command = _file.Command("INSERT INTO engine VALUES($options)", ("$options", JsonSerializer.Serialize(options, Json)));
            command.ExecuteNonQuery();
            transaction.Commit();
        }
    }

    /// <summary>All cells with results or a checkpoint.</summary>
    public IReadOnlyList<CellKey> Cells()
    {
        lock (_gate)
        {
            using SqliteCommand command = _file.Command("SELECT stream, board, slot FROM cell ORDER BY board, slot, stream");
            using SqliteDataReader row = command.ExecuteReader();
            List<CellKey> cells = [];
            while (row.Read())
            {
                cells.Add(new CellKey((ulong)row.GetInt64(0), row.GetString(1), row.GetInt32(2)));
            }

            return cells;
        }
    }

    /// <summary>The saved state of a cell's processor; null if there is none.</summary>
    public byte[]? Checkpoint(ulong stream)
    {
        lock (_gate)
        {
            using SqliteCommand command = _file.Command("SELECT checkpoint FROM cell WHERE stream = $stream", ("$stream", (long)stream));
            return command.ExecuteScalar() as byte[];
        }
    }

    /// <summary>Closed half cycles of a cell, in order.</summary>
    public IReadOnlyList<StoredHalf> Halves(ulong stream)
    {
        lock (_gate)
        {
            using SqliteCommand command = _file.Command(
                "SELECT result, start_utc_ms, end_utc_ms FROM half_cycle WHERE stream = $stream ORDER BY half", ("$stream", (long)stream));
            using SqliteDataReader row = command.ExecuteReader();
            List<StoredHalf> halves = [];
            while (row.Read())
            {
                halves.Add(new StoredHalf(Parse<HalfCycle>(row.GetString(0)), NullableInt64(row, 1), NullableInt64(row, 2)));
            }

            return halves;
        }
    }

    /// <summary>Closed cycles of a cell, in order.</summary>
    public IReadOnlyList<Cycle> Cycles(ulong stream)
    {
        lock (_gate)
        {
            using SqliteCommand command = _file.Command("SELECT result FROM cycle WHERE stream = $stream ORDER BY number", ("$stream", (long)stream));
            using SqliteDataReader row = command.ExecuteReader();
            List<Cycle> cycles = [];
            while (row.Read())
            {
                cycles.Add(Parse<Cycle>(row.GetString(0)));
            }

            return cycles;
        }
    }

    /// <summary>Everything stored of a cell but its checkpoint, each result as its name and its stored text.</summary>
    public IReadOnlyList<(string Name, string Text)> ResultTexts(ulong stream)
    {
        lock (_gate)
        {
            using SqliteCommand command = _file.Command("""
                SELECT 'half cycle', half, result || ' ' || IFNULL(start_utc_ms, '') || ' ' || IFNULL(end_utc_ms, '')
                    FROM half_cycle WHERE stream = $stream
                UNION ALL SELECT 'cycle', number, result FROM cycle WHERE stream = $stream ORDER BY 1 DESC, 2
                """, ("$stream", (long)stream));
            using SqliteDataReader row = command.ExecuteReader();
            List<(string, string)> results = [];
            while (row.Read())
            {
                results.Add((string.Create(CultureInfo.InvariantCulture, $"{row.GetString(0)} {row.GetInt64(1)}"), row.GetString(2)));
            }

            return results;
        }
    }

    /// <summary>Stores updates in one transaction.</summary>
    public void Write(IReadOnlyList<CellUpdate> updates)
    {
        lock (_gate)
        {
            using SqliteTransaction transaction = _file.Begin();
            foreach (CellUpdate update in updates)
            {
                WriteUpdate(update);
            }

            transaction.Commit();
        }
    }

    /// <summary>Forgets everything about a cell, to derive it anew.</summary>
    public void Forget(ulong stream)
    {
        lock (_gate)
        {
            using SqliteTransaction transaction = _file.Begin();
            foreach (string table in (string[])["half_cycle", "cycle", "cell"])
            {
                using SqliteCommand command = _file.Command($"DELETE FROM {table} WHERE stream = $stream", ("$stream", (long)stream));
                command.ExecuteNonQuery();
            }

            transaction.Commit();
        }
    }

    public void Dispose() => _file.Dispose();

    private static T Parse<T>(string result) =>
        JsonSerializer.Deserialize<T>(result, Json) ?? throw new InvalidDataException("A stored result is empty; delete derived.db.");

    private static long? NullableInt64(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    private void WriteUpdate(CellUpdate update)
    {
        long stream = (long)update.Cell.StreamId;
        foreach (StoredHalf stored in update.Halves)
        {
            using SqliteCommand half = _file.Command("INSERT OR REPLACE INTO half_cycle VALUES($stream, $half, $start, $end, $result)",
                ("$stream", stream), ("$half", stored.Half.Index), ("$start", stored.StartUtcMs), ("$end", stored.EndUtcMs),
                ("$result", JsonSerializer.Serialize(stored.Half, Json)));
            half.ExecuteNonQuery();
        }

        foreach (Cycle closed in update.Cycles)
        {
            using SqliteCommand cycle = _file.Command("INSERT OR REPLACE INTO cycle VALUES($stream, $number, $result)",
                ("$stream", stream), ("$number", closed.Number), ("$result", JsonSerializer.Serialize(closed, Json)));
            cycle.ExecuteNonQuery();
        }

        using SqliteCommand command = _file.Command(
            "INSERT OR REPLACE INTO cell(stream, board, slot, checkpoint) VALUES($stream, $board, $slot, $checkpoint)",
            ("$stream", stream), ("$board", update.Cell.Board), ("$slot", update.Cell.Slot), ("$checkpoint", update.Checkpoint));
        command.ExecuteNonQuery();
    }
}
