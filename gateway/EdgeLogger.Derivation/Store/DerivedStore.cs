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
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Files.Sqlite;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Derivation.Store;

/// <summary>
/// What was derived from the frame log: half cycles, cycles, trends and checkpoints by test, offset books by stream, in one
/// SQLite file. It can be deleted at any time: the gateway derives it again. A transaction holds results and the checkpoint after
/// them, so that they cannot disagree.
/// </summary>
public sealed partial class DerivedStore : IDisposable
{
    /// <summary>The file's name in the data directory.</summary>
    public const string FileName = "derived.db";

    private static readonly string[] CellTables = ["half_cycle", "step", "cycle", "trend", "place", "cell", "base", "ended"];

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
    /// <param name="name">The file there: the store, or a copy of it that was kept.</param>
    /// <returns>The copy; null if there is no such file.</returns>
    public static DerivedStore? OpenCopy(string directory, string into, string name = FileName)
    {
        string path = Path.Combine(directory, name);
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
    public IReadOnlyList<TestKey> Cells()
    {
        lock (_gate)
        {
            return _database.All("SELECT test, board, slot FROM cell ORDER BY board, slot, test",
                row => new TestKey((ulong)row.GetInt64(0), row.GetString(1), row.GetInt32(2)));
        }
    }

    /// <summary>A cell with results or a checkpoint; null if there is none of this test.</summary>
    public TestKey? Find(ulong test)
    {
        lock (_gate)
        {
            return _database.All("SELECT board, slot FROM cell WHERE test = $test",
                row => new TestKey(test, row.GetString(0), row.GetInt32(1)), ("$test", (long)test)).FirstOrDefault();
        }
    }

    /// <summary>The saved state of a cell's processor; null if there is none.</summary>
    public byte[]? Checkpoint(ulong test)
    {
        lock (_gate)
        {
            return _database.First<byte[]>("SELECT checkpoint FROM cell WHERE test = $test", ("$test", (long)test));
        }
    }

    /// <summary>What a cell's results were derived by; null if there are none.</summary>
    public CellSettings? Settings(ulong test)
    {
        lock (_gate)
        {
            return _database.First<string>(
                "SELECT settings FROM cell WHERE test = $test", ("$test", (long)test)) is { } settings
                ? DerivedDatabase.Parse<CellSettings>(settings)
                : null;
        }
    }

    /// <summary>Closed half cycles of a cell, in order.</summary>
    /// <param name="test">The test.</param>
    /// <param name="from">The first wanted, by <see cref="HalfCycle.Index"/>: what came before has been read.</param>
    public IReadOnlyList<StoredHalf> Halves(ulong test, int from = 0)
    {
        lock (_gate)
        {
            TestDates dates = DatesOf(test);
            return _database.All(
                "SELECT result FROM half_cycle WHERE test = $test AND half >= $from ORDER BY half",
                row => StoredHalf.Of(DerivedDatabase.Parse<HalfCycle>(row.GetString(0)), dates),
                ("$test", (long)test), ("$from", from));
        }
    }

    /// <summary>When a test's results were.</summary>
    public TestDates DatesOf(ulong test)
    {
        lock (_gate)
        {
            return new TestDates(Places(test), DatesOfStream);
        }
    }

    /// <summary>Where boots are on a test's clock.</summary>
    public IReadOnlyList<BootPlace> Places(ulong test)
    {
        lock (_gate)
        {
            return _database.All(
                "SELECT segment, stream, boot, from_seq, from_s, boot_start_s FROM place WHERE test = $test",
                row => new BootPlace(row.GetInt32(0), (ulong)row.GetInt64(1), (uint)row.GetInt64(2), (uint)row.GetInt64(3),
                    row.GetDouble(4), row.GetDouble(5)),
                ("$test", (long)test));
        }
    }

    /// <summary>What a test's stored results were derived from; null if there are none.</summary>
    public TestReach? Reach(ulong test) => ReachIn("cell", test);

    /// <summary>The streams that a test has been derived from.</summary>
    public IReadOnlyList<ulong> StreamsOf(ulong test) =>
        [.. (Reach(test)?.Segments ?? []).Select(segment => segment.Stream).Distinct()];

    /// <summary>The frames that a test's rows are in, segment by segment, as far as it has been derived.</summary>
    public IReadOnlyList<SegmentFrames> FramesOf(ulong test)
    {
        lock (_gate)
        {
            if (Reach(test) is not { } reach)
            {
                return [];
            }

            Dictionary<int, uint> firsts = Places(test).GroupBy(place => place.Segment)
                .ToDictionary(places => places.Key, places => places.Min(place => place.FromSequence));
            return [.. reach.Reached.Select((reached, at) => (Segment: reach.Segments[at], reached.Next, At: at))
                .Where(one => firsts.ContainsKey(one.At))
                .Select(one => new SegmentFrames(one.Segment, one.Segment.From is null ? 0 : firsts[one.At],
                    one.Segment.To is null ? uint.MaxValue : (uint)(one.Next - 1)))];
        }
    }

    /// <summary>A stream's offset book: when its rows were.</summary>
    public StreamDates DatesOfStream(ulong stream)
    {
        lock (_gate)
        {
            return new StreamDates(_database.All(
                "SELECT from_seq, boot, from_uptime_ms, utc_minus_uptime_ms, quality, known_by FROM date WHERE stream = $stream",
                row => new BootDate(
                    (uint)row.GetInt64(0), (uint)row.GetInt64(1), row.GetInt64(2), row.IsDBNull(3) ? null : row.GetInt64(3),
                    (DateQuality)row.GetInt32(4), (uint)row.GetInt64(5)),
                ("$stream", (long)stream)));
        }
    }

    /// <summary>The saved state of a stream's dater; null if there is none.</summary>
    public byte[]? StreamCheckpoint(ulong stream)
    {
        lock (_gate)
        {
            return _database.First<byte[]>(
                "SELECT checkpoint FROM stream WHERE stream = $stream", ("$stream", (long)stream));
        }
    }

    /// <summary>The streams that have been dated, and the first frame of each that has not been.</summary>
    public IReadOnlyList<StoredStream> Streams()
    {
        lock (_gate)
        {
            return _database.All("SELECT stream, next_seq FROM stream ORDER BY stream", ToStream);
        }
    }

    /// <summary>How many half cycles of a cell have closed.</summary>
    public int HalfCount(ulong test) => CountOf("half_cycle", test);

    /// <summary>Closed steps of a cell, in order.</summary>
    /// <param name="test">The test.</param>
    /// <param name="from">The first wanted, by <see cref="StoredStep.Number"/>.</param>
    /// <param name="most">The most that are read; a record may have very many.</param>
    public IReadOnlyList<StoredStep> Steps(ulong test, int from = 1, int most = int.MaxValue)
    {
        lock (_gate)
        {
            TestDates dates = DatesOf(test);
            return _database.All(
                "SELECT step, result FROM step WHERE test = $test AND step >= $from ORDER BY step LIMIT $most",
                row => StoredStep.Of(row.GetInt32(0), DerivedDatabase.Parse<Step>(row.GetString(1)), dates),
                ("$test", (long)test), ("$from", from), ("$most", most));
        }
    }

    /// <summary>How many steps of a cell have closed.</summary>
    public int StepCount(ulong test) => CountOf("step", test);

    /// <summary>Closed cycles of a cell, in order.</summary>
    /// <param name="test">The test.</param>
    /// <param name="from">The first wanted, by <see cref="Cycle.Number"/>.</param>
    public IReadOnlyList<Cycle> Cycles(ulong test, int from = 1) =>
        CyclesOf("SELECT number, result FROM cycle WHERE test = $test AND number >= $from ORDER BY number", test, from);

    /// <summary>The newest closed cycle of a cell; null before the first.</summary>
    public Cycle? LastCycle(ulong test) => CyclesOf(
        "SELECT number, result FROM cycle WHERE test = $test AND number >= $from ORDER BY number DESC LIMIT 1", test, 1)
        .FirstOrDefault();

    /// <summary>How many cycles of a cell have closed.</summary>
    public int CycleCount(ulong test) => CountOf("cycle", test);

    /// <summary>How a cell stood after each complete cycle, in order; a partial cycle has none.</summary>
    /// <param name="test">The test.</param>
    /// <param name="from">The first wanted, by the cycle's number.</param>
    public IReadOnlyList<CycleTrend> Trends(ulong test, int from = 1)
    {
        lock (_gate)
        {
            return _database.All("SELECT result FROM trend WHERE test = $test AND number >= $from ORDER BY number",
                row => DerivedDatabase.Parse<CycleTrend>(row.GetString(0)), ("$test", (long)test), ("$from", from));
        }
    }

    /// <summary>
    /// A cell's trends as they are now, all signatures, the one run last at the end; null if nothing of it is stored.
    /// </summary>
    public CellTrends? TrendsNow(ulong test)
    {
        if (Settings(test) is not { } settings)
        {
            return null;
        }

        return TrendState(test) is { } state ? CellTrends.Restore(settings.Trends, state) : new CellTrends(settings.Trends);
    }

    /// <summary>The cycle that a cell's plain retention is counted from; null: there is none yet.</summary>
    public RetentionReference? Reference(ulong test) => TrendsNow(test)?.Reference;

    /// <summary>The saved state of a cell's trends; null before the first cycle.</summary>
    public byte[]? TrendState(ulong test)
    {
        lock (_gate)
        {
            return _database.First<byte[]>("SELECT trends FROM cell WHERE test = $test", ("$test", (long)test));
        }
    }

    /// <summary>Everything stored of a cell but its states, each result as its name and its stored text.</summary>
    public IReadOnlyList<(string Name, string Text)> ResultTexts(ulong test)
    {
        lock (_gate)
        {
            return _database.All("""
                SELECT 'half cycle', half, result FROM half_cycle WHERE test = $test
                UNION ALL SELECT 'step', step, result FROM step WHERE test = $test
                UNION ALL SELECT 'place of a boot in segment ' || segment || ', frame', from_seq,
                    stream || ' ' || boot || ' ' || from_s || ' ' || boot_start_s FROM place WHERE test = $test
                UNION ALL SELECT 'cycle', number, result FROM cycle WHERE test = $test
                UNION ALL SELECT 'trend', number, result FROM trend WHERE test = $test
                UNION ALL SELECT 'closed by the end of the test', 0, last_half || ' ' || last_cycle || ' ' || last_step
                    FROM ended WHERE test = $test
                UNION ALL SELECT 'settings', 0, settings FROM cell WHERE test = $test AND settings IS NOT NULL
                UNION ALL SELECT 'segments', 0, reached FROM cell WHERE test = $test AND reached IS NOT NULL ORDER BY 1 DESC, 2
                """,
                row => (string.Create(CultureInfo.InvariantCulture, $"{row.GetString(0)} {row.GetInt64(1)}"), row.GetString(2)),
                ("$test", (long)test));
        }
    }

    /// <summary>Everything stored of a stream's dates, each line as its name and its text.</summary>
    public IReadOnlyList<(string Name, string Text)> DateTexts(ulong stream) =>
        [.. DatesOfStream(stream).Lines.Select(line => (string.Create(CultureInfo.InvariantCulture, $"date {line.FromSequence}"),
            line.ToString()))];

    /// <summary>Stores updates in one transaction.</summary>
    public void Write(IReadOnlyList<CellUpdate> updates, IReadOnlyList<StreamUpdate>? streams = null)
    {
        lock (_gate)
        {
            using SqliteTransaction transaction = _database.Begin();
            foreach (StreamUpdate stream in streams ?? [])
            {
                WriteStream(stream);
            }

            foreach (CellUpdate update in updates)
            {
                WriteUpdate(update);
            }

            transaction.Commit();
        }
    }

    /// <summary>
    /// Whether the end of a test has closed what was open: half cycles, cycles and steps are all of it then, and nothing is under
    /// way. The last ones are flagged as provisional where the charge had not turned back.
    /// </summary>
    public bool IsClosed(ulong test)
    {
        lock (_gate)
        {
            return _database.First<object>("SELECT test FROM ended WHERE test = $test", ("$test", (long)test)) is not null;
        }
    }

    /// <summary>Takes back what the end of a test has closed: it goes on after all. Else it changes nothing.</summary>
    public void Reopen(ulong test)
    {
        lock (_gate)
        {
            using SqliteTransaction transaction = _database.Begin();
            _database.Run("""
                DELETE FROM half_cycle WHERE test = $test AND half > (SELECT last_half FROM ended WHERE test = $test);
                DELETE FROM step WHERE test = $test AND step > (SELECT last_step FROM ended WHERE test = $test);
                DELETE FROM cycle WHERE test = $test AND number > (SELECT last_cycle FROM ended WHERE test = $test);
                DELETE FROM trend WHERE test = $test AND number > (SELECT last_cycle FROM ended WHERE test = $test);
                UPDATE cell SET trends = ended.trends FROM ended WHERE cell.test = $test AND ended.test = $test;
                DELETE FROM ended WHERE test = $test;
                """, ("$test", (long)test));
            transaction.Commit();
        }
    }

    /// <summary>Forgets everything about a cell, to derive it again.</summary>
    public void Forget(ulong test)
    {
        lock (_gate)
        {
            KeptCopy ??= HasBase(test) ? _database.KeepCopy() : null;
            using SqliteTransaction transaction = _database.Begin();
            foreach (string table in CellTables)
            {
                _database.Run($"DELETE FROM {table} WHERE test = $test", ("$test", (long)test));
            }

            transaction.Commit();
        }
    }

    public void Dispose() => _database.Dispose();

    private int CountOf(string table, ulong test)
    {
        lock (_gate)
        {
            return _database.All($"SELECT COUNT(*) FROM {table} WHERE test = $test", row => row.GetInt32(0),
                ("$test", (long)test))[0];
        }
    }

    private List<Cycle> CyclesOf(string query, ulong test, int from)
    {
        lock (_gate)
        {
            List<(int Number, StoredCycle Cycle)> cycles = _database.All(query,
                row => (row.GetInt32(0), DerivedDatabase.Parse<StoredCycle>(row.GetString(1))), ("$test", (long)test),
                ("$from", from));
            if (cycles.Count == 0)
            {
                return [];
            }

            Dictionary<int, HalfCycle> halves = _database.All(
                "SELECT result FROM half_cycle WHERE test = $test AND half >= $from",
                row => DerivedDatabase.Parse<HalfCycle>(row.GetString(0)), ("$test", (long)test),
                ("$from", cycles.Min(one => one.Cycle.FirstHalf))).ToDictionary(half => half.Index);
            return [.. cycles.Select(one => one.Cycle.With(one.Number, halves))];
        }
    }

    private void WriteUpdate(CellUpdate update)
    {
        long test = (long)update.Cell.Id;
        foreach (StoredHalf stored in update.Halves)
        {
            _database.Run("INSERT OR REPLACE INTO half_cycle VALUES($test, $half, $result)",
                ("$test", test), ("$half", stored.Half.Index), ("$result", DerivedDatabase.ToText(stored.Half)));
        }

        foreach (StoredStep stored in update.Steps)
        {
            _database.Run("INSERT OR REPLACE INTO step VALUES($test, $step, $result)",
                ("$test", test), ("$step", stored.Number), ("$result", DerivedDatabase.ToText(stored.Step)));
        }

        foreach (BootPlace place in update.Places)
        {
            _database.Run("INSERT OR REPLACE INTO place VALUES($test, $segment, $from, $stream, $boot, $fromS, $bootS)",
                ("$test", test), ("$segment", place.Segment), ("$from", (long)place.FromSequence),
                ("$stream", (long)place.Stream), ("$boot", (long)place.Boot), ("$fromS", place.FromS),
                ("$bootS", place.BootStartS));
        }

        foreach (Cycle cycle in update.Cycles)
        {
            _database.Run("INSERT OR REPLACE INTO cycle VALUES($test, $number, $result)",
                ("$test", test), ("$number", cycle.Number), ("$result", DerivedDatabase.ToText(StoredCycle.Of(cycle))));
        }

        foreach (CycleTrend trend in update.Trends)
        {
            _database.Run("INSERT OR REPLACE INTO trend VALUES($test, $number, $result)",
                ("$test", test), ("$number", trend.CycleNumber), ("$result", DerivedDatabase.ToText(trend)));
        }

        _database.Run("""
            INSERT INTO cell(test, board, slot, checkpoint, settings, trends, segments, reached)
                VALUES($test, $board, $slot, $checkpoint, $settings, $trends, $segments, $reached)
            ON CONFLICT(test) DO UPDATE SET board = excluded.board, slot = excluded.slot, checkpoint = excluded.checkpoint,
                settings = IFNULL(excluded.settings, settings), trends = IFNULL(excluded.trends, trends),
                segments = IFNULL(excluded.segments, segments), reached = IFNULL(excluded.reached, reached)
            """,
            ("$test", test), ("$board", update.Cell.Board), ("$slot", update.Cell.Slot), ("$checkpoint", update.Checkpoint),
            ("$settings", update.Settings is { } settings ? DerivedDatabase.ToText(settings) : null),
            ("$trends", update.TrendState),
            ("$segments", update.Segments is { } segments ? DerivedDatabase.ToText(segments) : null),
            ("$reached", update.Reached.Count > 0 ? DerivedDatabase.ToText(update.Reached) : null));
        if (update.BeforeEnd is { } before)
        {
            _database.Run("INSERT OR REPLACE INTO ended VALUES($test, $half, $cycle, $step, $trends)", ("$test", test),
                ("$half", before.LastHalf), ("$cycle", before.LastCycle), ("$step", before.LastStep),
                ("$trends", before.TrendState));
        }
    }

    private void WriteStream(StreamUpdate update)
    {
        long stream = (long)update.Stream;
        foreach (BootDate line in update.Lines)
        {
            _database.Run("INSERT OR REPLACE INTO date VALUES($stream, $from, $boot, $uptime, $offset, $quality, $knownBy)",
                ("$stream", stream), ("$from", (long)line.FromSequence), ("$boot", (long)line.Boot),
                ("$uptime", line.FromUptimeMs), ("$offset", line.UtcMinusUptimeMs), ("$quality", (int)line.Quality),
                ("$knownBy", (long)line.KnownBy));
        }

        _database.Run("INSERT OR REPLACE INTO stream VALUES($stream, $next, $checkpoint)",
            ("$stream", stream), ("$next", update.NextSequence), ("$checkpoint", update.Checkpoint));
    }

    private TestReach? ReachIn(string table, ulong test)
    {
        lock (_gate)
        {
            return _database.All(
                $"SELECT segments, reached FROM {table} WHERE test = $test AND segments IS NOT NULL AND reached IS NOT NULL",
                row => new TestReach(DerivedDatabase.Parse<IReadOnlyList<TestSegment>>(row.GetString(0)),
                    DerivedDatabase.Parse<IReadOnlyList<SegmentReach>>(row.GetString(1))),
                ("$test", (long)test)).FirstOrDefault();
        }
    }

    private static StoredStream ToStream(SqliteDataReader row) => new((ulong)row.GetInt64(0), row.GetInt64(1));
}
