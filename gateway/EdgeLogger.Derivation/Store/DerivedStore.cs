using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Cycles.Trends;
using EdgeLogger.Derivation.Cells;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Files.Sqlite;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Derivation.Store;

/// <summary>
/// What was derived from the frame log: half cycles, cycles, trends and checkpoints, in one SQLite file. It can be deleted at any
/// time: the gateway derives it again. A transaction holds results and the checkpoint after them, so that they cannot disagree.
/// </summary>
public sealed partial class DerivedStore : IDisposable
{
    /// <summary>The file's name in the data directory.</summary>
    public const string FileName = "derived.db";

    private static readonly string[] CellTables = ["half_cycle", "step", "cycle", "trend", "date", "cell", "base"];

    private readonly DerivedDatabase _database;
    private readonly Lock _gate;

    private DerivedStore(DerivedDatabase database)
    {
        _database = database;
        _gate = database.File.Gate;
    }

    /// <summary>Its file.</summary>
    public StoreFile File => _database.File;

    /// <summary>Opens the store of a data directory, or makes an empty one.</summary>
    public static DerivedStore Open(string directory)
    {
        DerivedDatabase database = DerivedDatabase.Open(Path.Combine(directory, FileName), out string? keptCopy);
        return new DerivedStore(database) { KeptCopy = keptCopy };
    }

    /// <summary>Copies the store as it is at one moment, also while a gateway writes it.</summary>
    /// <param name="directory">The data directory.</param>
    /// <param name="into">An empty directory.</param>
    /// <returns>The copy; null if there is no store.</returns>
    public static DerivedStore? OpenCopy(string directory, string into)
    {
        string path = Path.Combine(directory, FileName);
        if (!System.IO.File.Exists(path))
        {
            return null;
        }

        DerivedDatabase.Copy(path, Path.Combine(into, FileName));
        return Open(into);
    }

    /// <summary>
    /// What the engine uses for a cell of which nothing is known, as it was when these results were derived; null for an empty
    /// store.
    /// </summary>
    public CycleEngineOptions? EngineOptions()
    {
        lock (_gate)
        {
            return _database.First<string>("SELECT options FROM engine") is { } options
                ? DerivedDatabase.Parse<CycleEngineOptions>(options)
                : null;
        }
    }

    /// <summary>
    /// Sets what the engine uses from now on. Results derived otherwise are forgotten: half of a record by one rule and half by
    /// another would not be a result, and could not be derived again.
    /// </summary>
    public void Begin(CycleEngineOptions options)
    {
        if (EngineOptions() == options)
        {
            return;
        }

        lock (_gate)
        {
            KeptCopy ??= _database.KeepCopy();
            using SqliteTransaction transaction = _database.Begin();
            foreach (string table in CellTables.Append("engine"))
            {
                _database.Run($"DELETE FROM {table}");
            }

            _database.Run("INSERT INTO engine VALUES($options)", ("$options", DerivedDatabase.ToText(options)));
            transaction.Commit();
        }
    }

    /// <summary>All cells with results or a checkpoint.</summary>
    public IReadOnlyList<CellKey> Cells()
    {
        lock (_gate)
        {
            return _database.All("SELECT stream, board, slot FROM cell ORDER BY board, slot, stream",
                row => new CellKey((ulong)row.GetInt64(0), row.GetString(1), row.GetInt32(2)));
        }
    }

    /// <summary>The saved state of a cell's processor; null if there is none.</summary>
    public byte[]? Checkpoint(ulong stream)
    {
        lock (_gate)
        {
            return _database.First<byte[]>("SELECT checkpoint FROM cell WHERE stream = $stream", ("$stream", (long)stream));
        }
    }

    /// <summary>What a cell's results were derived by; null if there are none.</summary>
    public CellSettings? Settings(ulong stream)
    {
        lock (_gate)
        {
            return _database.First<string>(
                "SELECT settings FROM cell WHERE stream = $stream", ("$stream", (long)stream)) is { } settings
                ? DerivedDatabase.Parse<CellSettings>(settings)
                : null;
        }
    }

    /// <summary>Closed half cycles of a cell, in order.</summary>
    /// <param name="stream">The cell's stream.</param>
    /// <param name="from">The first wanted, by <see cref="HalfCycle.Index"/>: what came before has been read.</param>
    public IReadOnlyList<StoredHalf> Halves(ulong stream, int from = 0)
    {
        lock (_gate)
        {
            StreamDates dates = Dates(stream);
            return _database.All(
                "SELECT result FROM half_cycle WHERE stream = $stream AND half >= $from ORDER BY half",
                row => StoredHalf.Of(DerivedDatabase.Parse<HalfCycle>(row.GetString(0)), dates),
                ("$stream", (long)stream), ("$from", from));
        }
    }

    /// <summary>A stream's offset book: when its rows and results were.</summary>
    public StreamDates Dates(ulong stream)
    {
        lock (_gate)
        {
            return new StreamDates(_database.All(
                "SELECT from_seq, boot, from_s, boot_start_s, utc_minus_uptime_ms, quality FROM date WHERE stream = $stream",
                row => new BootDate(
                    (uint)row.GetInt64(0), (uint)row.GetInt64(1), row.GetDouble(2), row.GetDouble(3), row.IsDBNull(4)
                    ? null
                    : row.GetInt64(4),
                    (DateQuality)row.GetInt32(5)),
                ("$stream", (long)stream)));
        }
    }

    /// <summary>How many half cycles of a cell have closed.</summary>
    public int HalfCount(ulong stream) => CountOf("half_cycle", stream);

    /// <summary>Closed steps of a cell, in order.</summary>
    /// <param name="stream">The cell's stream.</param>
    /// <param name="from">The first wanted, by <see cref="StoredStep.Number"/>.</param>
    /// <param name="most">The most that are read; a record may have very many.</param>
    public IReadOnlyList<StoredStep> Steps(ulong stream, int from = 1, int most = int.MaxValue)
    {
        lock (_gate)
        {
            StreamDates dates = Dates(stream);
            return _database.All(
                "SELECT step, result FROM step WHERE stream = $stream AND step >= $from ORDER BY step LIMIT $most",
                row => StoredStep.Of(row.GetInt32(0), DerivedDatabase.Parse<Step>(row.GetString(1)), dates),
                ("$stream", (long)stream), ("$from", from), ("$most", most));
        }
    }

    /// <summary>How many steps of a cell have closed.</summary>
    public int StepCount(ulong stream) => CountOf("step", stream);

    /// <summary>Closed cycles of a cell, in order.</summary>
    /// <param name="stream">The cell's stream.</param>
    /// <param name="from">The first wanted, by <see cref="Cycle.Number"/>.</param>
    public IReadOnlyList<Cycle> Cycles(ulong stream, int from = 1) => OfCycles<Cycle>("cycle", stream, from);

    /// <summary>The newest closed cycle of a cell; null before the first.</summary>
    public Cycle? LastCycle(ulong stream)
    {
        lock (_gate)
        {
            return _database.First<string>(
                "SELECT result FROM cycle WHERE stream = $stream ORDER BY number DESC LIMIT 1",
                ("$stream", (long)stream)) is { } cycle
                ? DerivedDatabase.Parse<Cycle>(cycle)
                : null;
        }
    }

    /// <summary>How a cell stood after each complete cycle, in order; a partial cycle has none.</summary>
    /// <param name="stream">The cell's stream.</param>
    /// <param name="from">The first wanted, by the cycle's number.</param>
    public IReadOnlyList<CycleTrend> Trends(ulong stream, int from = 1) => OfCycles<CycleTrend>("trend", stream, from);

    /// <summary>
    /// A cell's trends as they are now, all signatures, the one run last at the end; null if nothing of it is stored.
    /// </summary>
    public CellTrends? TrendsNow(ulong stream)
    {
        if (Settings(stream) is not { } settings)
        {
            return null;
        }

        return TrendState(stream) is { } state ? CellTrends.Restore(settings.Trends, state) : new CellTrends(settings.Trends);
    }

    /// <summary>The saved state of a cell's trends; null before the first cycle.</summary>
    public byte[]? TrendState(ulong stream)
    {
        lock (_gate)
        {
            return _database.First<byte[]>("SELECT trends FROM cell WHERE stream = $stream", ("$stream", (long)stream));
        }
    }

    /// <summary>Everything stored of a cell but its states, each result as its name and its stored text.</summary>
    public IReadOnlyList<(string Name, string Text)> ResultTexts(ulong stream)
    {
        lock (_gate)
        {
            return _database.All("""
                SELECT 'half cycle', half, result FROM half_cycle WHERE stream = $stream
                UNION ALL SELECT 'step', step, result FROM step WHERE stream = $stream
                UNION ALL SELECT 'date', from_seq, boot || ' ' || from_s || ' ' || boot_start_s || ' ' || IFNULL(utc_minus_uptime_ms, '') || ' ' || quality
                    FROM date WHERE stream = $stream
                UNION ALL SELECT 'cycle', number, result FROM cycle WHERE stream = $stream
                UNION ALL SELECT 'trend', number, result FROM trend WHERE stream = $stream
                UNION ALL SELECT 'settings', 0, settings FROM cell WHERE stream = $stream AND settings IS NOT NULL ORDER BY 1 DESC, 2
                """,
                row => (string.Create(CultureInfo.InvariantCulture, $"{row.GetString(0)} {row.GetInt64(1)}"), row.GetString(2)),
                ("$stream", (long)stream));
        }
    }

    /// <summary>Stores updates in one transaction.</summary>
    public void Write(IReadOnlyList<CellUpdate> updates)
    {
        lock (_gate)
        {
            using SqliteTransaction transaction = _database.Begin();
            foreach (CellUpdate update in updates)
            {
                WriteUpdate(update);
            }

            transaction.Commit();
        }
    }

    /// <summary>Forgets everything about a cell, to derive it again.</summary>
    public void Forget(ulong stream)
    {
        lock (_gate)
        {
            KeptCopy ??= HasBase(stream) ? _database.KeepCopy() : null;
            using SqliteTransaction transaction = _database.Begin();
            foreach (string table in CellTables)
            {
                _database.Run($"DELETE FROM {table} WHERE stream = $stream", ("$stream", (long)stream));
            }

            transaction.Commit();
        }
    }

    public void Dispose() => _database.Dispose();

    private int CountOf(string table, ulong stream)
    {
        lock (_gate)
        {
            return _database.All($"SELECT COUNT(*) FROM {table} WHERE stream = $stream", row => row.GetInt32(0),
                ("$stream", (long)stream))[0];
        }
    }

    private List<T> OfCycles<T>(string table, ulong stream, int from)
    {
        lock (_gate)
        {
            return _database.All($"SELECT result FROM {table} WHERE stream = $stream AND number >= $from ORDER BY number",
                row => DerivedDatabase.Parse<T>(row.GetString(0)), ("$stream", (long)stream), ("$from", from));
        }
    }

    private void WriteUpdate(CellUpdate update)
    {
        long stream = (long)update.Cell.StreamId;
        foreach (StoredHalf stored in update.Halves)
        {
            _database.Run("INSERT OR REPLACE INTO half_cycle VALUES($stream, $half, $result)",
                ("$stream", stream), ("$half", stored.Half.Index), ("$result", DerivedDatabase.ToText(stored.Half)));
        }

        foreach (StoredStep stored in update.Steps)
        {
            _database.Run("INSERT OR REPLACE INTO step VALUES($stream, $step, $result)",
                ("$stream", stream), ("$step", stored.Number), ("$result", DerivedDatabase.ToText(stored.Step)));
        }

        foreach (BootDate line in update.Dates)
        {
            _database.Run("INSERT OR REPLACE INTO date VALUES($stream, $from, $boot, $fromS, $bootS, $offset, $quality)",
                ("$stream", stream), ("$from", (long)line.FromSequence), ("$boot", (long)line.Boot), ("$fromS", line.FromS),
                ("$bootS", line.BootStartS), ("$offset", line.UtcMinusUptimeMs), ("$quality", (int)line.Quality));
        }

        foreach (Cycle cycle in update.Cycles)
        {
            _database.Run("INSERT OR REPLACE INTO cycle VALUES($stream, $number, $result)",
                ("$stream", stream), ("$number", cycle.Number), ("$result", DerivedDatabase.ToText(cycle)));
        }

        foreach (CycleTrend trend in update.Trends)
        {
            _database.Run("INSERT OR REPLACE INTO trend VALUES($stream, $number, $result)",
                ("$stream", stream), ("$number", trend.CycleNumber), ("$result", DerivedDatabase.ToText(trend)));
        }

        _database.Run("""
            INSERT INTO cell(stream, board, slot, checkpoint, settings, trends)
                VALUES($stream, $board, $slot, $checkpoint, $settings, $trends)
            ON CONFLICT(stream) DO UPDATE SET board = excluded.board, slot = excluded.slot, checkpoint = excluded.checkpoint,
                settings = IFNULL(excluded.settings, settings), trends = IFNULL(excluded.trends, trends)
            """,
            ("$stream", stream), ("$board", update.Cell.Board), ("$slot", update.Cell.Slot), ("$checkpoint", update.Checkpoint),
            ("$settings", update.Settings is { } settings ? DerivedDatabase.ToText(settings) : null),
            ("$trends", update.TrendState));
    }
}
