using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using EdgeLogger.Cycles;
using EdgeLogger.Derivation.Plans;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Derivation.Store;

/// <summary>
/// Bases: a cell's checkpoint as it was before frames were dropped from the log, and which results it had then. What lies before
/// a base cannot be derived again; what comes after it can, from the checkpoint on.
/// </summary>
public sealed partial class DerivedStore
{
    private const string OfEngine = "derived-engine-";

    /// <summary>
    /// The copy that was made of results that cannot be derived again, before they were forgotten; null if there was no need.
    /// </summary>
    public string? KeptCopy { get; private set; }

    /// <summary>
    /// Makes the present checkpoints of these streams, and of the tests that have been derived from them, bases. On disk when it
    /// returns, results up to there included, also after a loss of power: frames before them may then be dropped.
    /// </summary>
    public void SaveBases(IReadOnlyCollection<ulong> streams)
    {
        ArgumentNullException.ThrowIfNull(streams);
        lock (_gate)
        {
            ulong[] tests = [.. Cells().Select(cell => cell.Id).Where(test => StreamsOf(test).Any(streams.Contains))];
            _database.Run("PRAGMA synchronous=FULL");
            using (SqliteTransaction transaction = _database.Begin())
            {
                foreach (ulong stream in streams)
                {
                    _database.Run("INSERT OR REPLACE INTO stream_base SELECT * FROM stream WHERE stream = $stream",
                        ("$stream", (long)stream));
                }

                foreach (ulong test in tests)
                {
                    SaveBase(test);
                }

                transaction.Commit();
            }

            _database.Run("PRAGMA synchronous=NORMAL");
        }
    }

    /// <summary>The streams whose frames before a number may have been dropped, with that number.</summary>
    public IReadOnlyList<StoredStream> StreamBases()
    {
        lock (_gate)
        {
            return _database.All("SELECT stream, next_seq FROM stream_base ORDER BY stream", ToStream);
        }
    }

    /// <summary>How many tests have a base.</summary>
    public int BaseCount()
    {
        lock (_gate)
        {
            return _database.All("SELECT COUNT(*) FROM base", row => row.GetInt32(0))[0];
        }
    }

    /// <summary>What a test's base was derived from; null if it has none.</summary>
    public TestReach? BaseReach(ulong test) => ReachIn("base", test);

    /// <summary>The first frame of a stream that is still needed; 1 if none has been dated.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="plans">The tests on it.</param>
    public long NeededFrom(ulong stream, IEnumerable<TestPlan> plans)
    {
        ArgumentNullException.ThrowIfNull(plans);
        lock (_gate)
        {
            long dated = Streams().FirstOrDefault(one => one.Stream == stream).NextSequence;
            return plans.Select(plan => NeededFrom(stream, plan)).Append(Math.Max(1, dated)).Min();
        }
    }

    /// <summary>Takes over another store's bases, with the results before them. This store is empty before.</summary>
    public void TakeBases(DerivedStore other)
    {
        ArgumentNullException.ThrowIfNull(other);
        lock (_gate)
        {
            _database.Run("ATTACH $path AS other", ("$path", other._database.Path));
            using (SqliteTransaction transaction = _database.Begin())
            {
                _database.Run("""
                    INSERT INTO main.base SELECT * FROM other.base;
                    INSERT INTO main.half_cycle SELECT h.* FROM other.half_cycle h JOIN other.base b ON b.test = h.test AND h.half <= b.last_half;
                    INSERT INTO main.step SELECT s.* FROM other.step s JOIN other.base b ON b.test = s.test AND s.step <= b.last_step;
                    INSERT INTO main.place SELECT p.* FROM other.place p JOIN other.base b ON b.test = p.test
                        AND (p.segment < b.last_segment OR (p.segment = b.last_segment AND p.from_seq < b.next_seq));
                    INSERT INTO main.cycle SELECT c.* FROM other.cycle c JOIN other.base b ON b.test = c.test AND c.number <= b.last_cycle;
                    INSERT INTO main.trend SELECT t.* FROM other.trend t JOIN other.base b ON b.test = t.test AND t.number <= b.last_cycle;
                    INSERT INTO main.cell SELECT test, board, slot, checkpoint, settings, trends, segments, reached FROM other.base;
                    INSERT INTO main.stream_base SELECT * FROM other.stream_base;
                    INSERT INTO main.stream SELECT * FROM other.stream_base;
                    INSERT INTO main.date SELECT d.* FROM other.date d JOIN other.stream_base b ON b.stream = d.stream AND d.from_seq < b.next_seq;
                    """);
                transaction.Commit();
            }

            _database.Run("DETACH other");
        }
    }

    /// <summary>Forgets what has been derived of a test since its base, if it has one.</summary>
    /// <returns>False if it has none.</returns>
    public bool BackToBase(ulong test)
    {
        lock (_gate)
        {
            if (!HasBase(test))
            {
                return false;
            }

            using SqliteTransaction transaction = _database.Begin();
            _database.Run("""
                DELETE FROM ended WHERE test = $test;
                DELETE FROM half_cycle WHERE test = $test AND half > (SELECT last_half FROM base WHERE test = $test);
                DELETE FROM step WHERE test = $test AND step > (SELECT last_step FROM base WHERE test = $test);
                DELETE FROM cycle WHERE test = $test AND number > (SELECT last_cycle FROM base WHERE test = $test);
                DELETE FROM trend WHERE test = $test AND number > (SELECT last_cycle FROM base WHERE test = $test);
                DELETE FROM place WHERE test = $test AND EXISTS (SELECT 1 FROM base b WHERE b.test = $test
                    AND (segment > b.last_segment OR (segment = b.last_segment AND from_seq >= b.next_seq)));
                INSERT OR REPLACE INTO cell SELECT test, board, slot, checkpoint, settings, trends, segments, reached
                    FROM base WHERE test = $test;
                """, ("$test", (long)test));
            transaction.Commit();
            return true;
        }
    }

    /// <summary>
    /// Copies the store beside itself, if it has results that cannot be derived again and has not been copied yet: other
    /// settings, or a new version, are about to replace them.
    /// </summary>
    public void KeepCopy()
    {
        lock (_gate)
        {
            KeptCopy ??= _database.KeepCopy();
        }
    }

    /// <summary>
    /// Copies the store beside itself if another version of the engine has made some of its results, once for each version:
    /// they are about to be derived again.
    /// </summary>
    /// <returns>The other version, and the copy's name; null if there is none.</returns>
    public (int Version, string Copy)? KeepOfOtherEngine()
    {
        lock (_gate)
        {
            int[] others = [.. _database.All(
                "SELECT DISTINCT IFNULL(json_extract(settings, '$.EngineVersion'), 0) FROM cell WHERE settings IS NOT NULL",
                row => row.GetInt32(0)).Where(version => version != CycleEngine.Version)];
            if (others.Length == 0)
            {
                return null;
            }

            string copy = string.Create(CultureInfo.InvariantCulture, $"{OfEngine}{others.Max()}.db");
            _database.CopyAs(copy);
            return (others.Max(), copy);
        }
    }

    /// <summary>
    /// The names of the copies that were kept of results by other versions of the engine, until somebody deletes them.
    /// </summary>
    public IReadOnlyList<string> KeptOfOtherEngines() =>
    [
        .. Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(_database.Path))!, OfEngine + "*.db")
            .Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal),
    ];

    private void SaveBase(ulong test)
    {
        if (Reach(test) is not { } reach)
        {
            return;
        }

        // Of a test whose end has closed what was open, what was there before: that is what its checkpoint goes on from.
        _database.Run("""
            INSERT OR REPLACE INTO base SELECT cell.test, board, slot,
                IFNULL(ended.last_half, IFNULL((SELECT MAX(half) FROM half_cycle WHERE test = $test), -1)),
                IFNULL(ended.last_cycle, IFNULL((SELECT MAX(number) FROM cycle WHERE test = $test), -1)),
                IFNULL(ended.last_step, IFNULL((SELECT MAX(step) FROM step WHERE test = $test), -1)), checkpoint, settings,
                IIF(ended.test IS NULL, cell.trends, ended.trends), segments, reached, $segment, $next
            FROM cell LEFT JOIN ended ON ended.test = cell.test WHERE cell.test = $test
            """, ("$test", (long)test), ("$segment", reach.Reached.Count - 1), ("$next", reach.Reached[^1].Next));
    }

    // Segments that a test has left need nothing any more: what comes late of them begins again at the base.
    private long NeededFrom(ulong stream, TestPlan plan)
    {
        // A plan that has changed derives the test again, from what the new one names.
        TestReach? reach = Reach(plan.Id) is { } derived && plan.Keeps(derived.Segments, derived.Reached) ? derived : null;
        int at = (reach?.Reached.Count ?? 0) - 1;
        return plan.Segments
            .Select((segment, index) => segment.Stream != stream || index < at || (index == at && reach!.Reached[at].IsSealed)
                ? long.MaxValue
                : index == at ? reach!.Reached[at].Next : Math.Max(1, segment.FirstFrame))
            .Min();
    }

    private bool HasBase(ulong test) =>
        _database.First<object>("SELECT test FROM base WHERE test = $test", ("$test", (long)test)) is not null;
}

/// <summary>How far a stream is dated.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="NextSequence">The first frame that is not.</param>
public readonly record struct StoredStream(ulong Stream, long NextSequence);
