using System;
using System.Collections.Generic;
using EdgeLogger.Derivation.Cells;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Derivation.Store;

/// <summary>
/// Bases: a cell's checkpoint as it was before frames were dropped from the log, and which results it had then. What lies before
/// a base cannot be derived again; what comes after it can, from the checkpoint on.
/// </summary>
public sealed partial class DerivedStore
{
    /// <summary>
    /// The copy that was made of results that cannot be derived again, before they were forgotten; null if there was no need.
    /// </summary>
    public string? KeptCopy { get; private set; }

    /// <summary>
    /// Makes the present checkpoints the bases of these cells. On disk when it returns, results up to there included, also after
    /// a loss of power: frames before them may then be dropped.
    /// </summary>
    public void SaveBases(IEnumerable<StoredBase> bases)
    {
        ArgumentNullException.ThrowIfNull(bases);
        lock (_gate)
        {
            _database.Run("PRAGMA synchronous=FULL");
            using (SqliteTransaction transaction = _database.Begin())
            {
                foreach (StoredBase one in bases)
                {
                    _database.Run("""
                        INSERT OR REPLACE INTO base SELECT stream, board, slot, $next,
                            IFNULL((SELECT MAX(half) FROM half_cycle WHERE stream = $stream), -1),
                            IFNULL((SELECT MAX(number) FROM cycle WHERE stream = $stream), -1),
                            IFNULL((SELECT MAX(step) FROM step WHERE stream = $stream), -1), checkpoint, settings, trends
                        FROM cell WHERE stream = $stream
                        """, ("$stream", (long)one.StreamId), ("$next", one.NextSequence));
                }

                transaction.Commit();
            }

            _database.Run("PRAGMA synchronous=NORMAL");
        }
    }

    /// <summary>The bases there are.</summary>
    public IReadOnlyList<StoredBase> Bases()
    {
        lock (_gate)
        {
            return _database.All("SELECT stream, next_seq FROM base ORDER BY stream",
                row => new StoredBase((ulong)row.GetInt64(0), row.GetInt64(1)));
        }
    }

    /// <summary>The first frame that a cell's stored checkpoint has not taken; 1 if there is none.</summary>
    public long NextSequence(ulong stream) => Checkpoint(stream) is { } saved ? CellProcessor.NextSequenceOf(saved) : 1;

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
                    INSERT INTO main.half_cycle SELECT h.* FROM other.half_cycle h JOIN other.base b ON b.stream = h.stream AND h.half <= b.last_half;
                    INSERT INTO main.step SELECT s.* FROM other.step s JOIN other.base b ON b.stream = s.stream AND s.step <= b.last_step;
                    INSERT INTO main.date SELECT d.* FROM other.date d JOIN other.base b ON b.stream = d.stream AND d.from_seq < b.next_seq;
                    INSERT INTO main.cycle SELECT c.* FROM other.cycle c JOIN other.base b ON b.stream = c.stream AND c.number <= b.last_cycle;
                    INSERT INTO main.trend SELECT t.* FROM other.trend t JOIN other.base b ON b.stream = t.stream AND t.number <= b.last_cycle;
                    INSERT INTO main.cell(stream, board, slot, checkpoint, settings, trends)
                        SELECT stream, board, slot, checkpoint, settings, trends FROM other.base;
                    """);
                transaction.Commit();
            }

            _database.Run("DETACH other");
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

    private bool HasBase(ulong stream) =>
        _database.First<object>("SELECT stream FROM base WHERE stream = $stream", ("$stream", (long)stream)) is not null;
}

/// <summary>From where on a cell can be derived again, after frames have been dropped from the log.</summary>
/// <param name="StreamId">The cell's stream.</param>
/// <param name="NextSequence">The first frame that is needed.</param>
public readonly record struct StoredBase(ulong StreamId, long NextSequence);
