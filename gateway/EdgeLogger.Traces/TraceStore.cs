using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using EdgeLogger.Files.Sqlite;
using EdgeLogger.FrameLog;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Traces;

/// <summary>
/// The pyramid of every stream, in a file of the data directory. It is derived from the log: deleted, it is made again.
/// Thread-safe.
/// </summary>
public sealed class TraceStore : IDisposable
{
    /// <summary>The file's name in the data directory.</summary>
    public const string FileName = "traces.db";

    private const string Tables = """
        CREATE TABLE IF NOT EXISTS span(stream INTEGER NOT NULL, level INTEGER NOT NULL, span INTEGER NOT NULL, start_ms INTEGER NOT NULL,
            end_ms INTEGER NOT NULL, rows INTEGER NOT NULL, v_min REAL, v_max REAL, i_min REAL, i_max REAL, t_min REAL, t_max REAL,
            p_min REAL, p_max REAL, untrusted INTEGER NOT NULL, PRIMARY KEY(stream, level, span)) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS span_time ON span(stream, level, start_ms);
        CREATE TABLE IF NOT EXISTS boot(stream INTEGER NOT NULL, boot INTEGER NOT NULL, start_ms INTEGER NOT NULL, PRIMARY KEY(stream, boot)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS calibration(stream INTEGER NOT NULL, first INTEGER NOT NULL, used TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS calibration_of_stream ON calibration(stream);
        CREATE TABLE IF NOT EXISTS follower(stream INTEGER PRIMARY KEY, next INTEGER NOT NULL);
        """;

    /// <summary>
    /// The earliest time of a row, Unix ms: a frame that is placed by its arrival may begin the longest uptime, 1,000 years,
    /// before it.
    /// </summary>
    public const long EarliestMs = -31_557_600_000_000;

    private readonly StoreFile _file;
    private readonly Lock _gate;

    private TraceStore(StoreFile file)
    {
        _file = file;
        _gate = file.Gate;
    }

    /// <summary>Its file.</summary>
    public StoreFile File => _file;

    /// <summary>Opens the store of a data directory, or makes an empty one.</summary>
    public static TraceStore Open(string directory)
    {
        TraceStore store =
            new(StoreFile.Open(Path.Combine(directory, FileName), new StoreLayout(2, Tables) { IsRecreated = true }));
        store.ForgetImpossibleTimes();
        return store;
    }

    public void Dispose() => _file.Dispose();

    /// <summary>The first frame of each stream that is not in the pyramid.</summary>
    public IReadOnlyDictionary<ulong, long> Cursors()
    {
        lock (_gate)
        {
            Dictionary<ulong, long> cursors = [];
            foreach ((ulong stream, long next) in _file.ReadAll(
                row => ((ulong)row.GetInt64(0), row.GetInt64(1)), "SELECT stream, next FROM follower"))
            {
                cursors.Add(stream, next);
            }

            return cursors;
        }
    }

    /// <summary>One span; <see cref="TraceSpan.None"/> if there is none.</summary>
    internal TraceSpan Find(ulong stream, int level, long span)
    {
        lock (_gate)
        {
            List<TraceSpan> found = _file.ReadAll(Read,
                $"SELECT {Columns} FROM span WHERE stream = $stream AND level = $level AND span = $span",
                ("$stream", (long)stream), ("$level", level), ("$span", span));
            return found.Count > 0 ? found[0] : TraceSpan.None;
        }
    }

    /// <summary>How many spans of a level touch a time.</summary>
    internal long CountBetween(ulong stream, int level, long fromMs, long toMs)
    {
        lock (_gate)
        {
            return _file.Scalar(
                $"SELECT COUNT(*) FROM span WHERE {Touching}",
                ("$stream", (long)stream), ("$level", level), ("$from", fromMs), ("$to", toMs));
        }
    }

    /// <summary>The spans of a level that touch a time, in order, and their first frames.</summary>
    internal List<(uint FirstFrame, TraceSpan Span)> Between(ulong stream, int level, long fromMs, long toMs)
    {
        lock (_gate)
        {
            return _file.ReadAll(row => (TraceLevel.FirstFrame(row.GetInt64(12), level), Read(row)),
                $"SELECT {Columns}, span FROM span WHERE {Touching} ORDER BY start_ms",
                ("$stream", (long)stream), ("$level", level), ("$from", fromMs), ("$to", toMs));
        }
    }

    /// <summary>What a span of a level was gathered from: those of the level below, in order, and their first frames.</summary>
    internal List<(uint FirstFrame, TraceSpan Span)> PartsOf(ulong stream, int level, uint firstFrame)
    {
        long first = TraceLevel.SpanOf(firstFrame, level - 1);
        lock (_gate)
        {
            return _file.ReadAll(row => (TraceLevel.FirstFrame(row.GetInt64(12), level - 1), Read(row)),
                $"SELECT {Columns}, span FROM span WHERE stream = $stream AND level = $level AND span BETWEEN "
                + "$first AND $last ORDER BY span",
                ("$stream", (long)stream), ("$level", level - 1), ("$first", first), ("$last", first + TraceLevel.Frames(1) - 1));
        }
    }

    /// <summary>The time a stream's record covers; null if it is empty.</summary>
    internal (long StartMs, long EndMs)? Covered(ulong stream)
    {
        lock (_gate)
        {
            List<(long, long)?> found =
                _file.ReadAll<(long, long)?>(row => row.IsDBNull(0) ? null : (row.GetInt64(0), row.GetInt64(1)),
                "SELECT MIN(start_ms), MAX(end_ms) FROM span WHERE stream = $stream AND level = $level",
                ("$stream", (long)stream), ("$level", TraceLevel.Count - 1));
            return found[0];
        }
    }

    /// <summary>The first and the last frame with rows of some frames of a stream; null if there is none.</summary>
    internal (uint First, uint Last)? Ends(ulong stream, uint first, uint last)
    {
        lock (_gate)
        {
            return End("ASC") is { } begin && End("DESC") is { } end ? (begin, end) : null;
        }

        uint? End(string order) => _file.ReadAll<uint?>(row => (uint)row.GetInt64(0),
            "SELECT span FROM span WHERE stream = $stream AND level = 0 AND span BETWEEN $first AND $last "
            + $"ORDER BY span {order} LIMIT 1",
            ("$stream", (long)stream), ("$first", (long)first), ("$last", (long)last)).FirstOrDefault();
    }

    /// <summary>The boots a stream has rows of, in order, and where the first row of each began, Unix ms.</summary>
    internal List<(long StartMs, uint Boot)> Boots(ulong stream)
    {
        lock (_gate)
        {
            return _file.ReadAll(row => (row.GetInt64(0), (uint)row.GetInt64(1)),
                "SELECT start_ms, boot FROM boot WHERE stream = $stream ORDER BY boot", ("$stream", (long)stream));
        }
    }

    /// <summary>Stores spans and how far a stream has come, in one transaction.</summary>
    internal void Write(IReadOnlyCollection<TraceUpdate> updates)
    {
        lock (_gate)
        {
            using SqliteTransaction transaction = _file.Begin();
            using SqliteCommand insert = _file.Command(InsertSpan);
            foreach (TraceUpdate update in updates)
            {
                foreach (((int level, long span), TraceSpan value) in update.Spans)
                {
                    Bind(insert, update.Stream, level, span, value);
                    insert.ExecuteNonQuery();
                }

                foreach ((uint boot, long startMs) in update.Boots)
                {
                    _file.Execute("INSERT OR IGNORE INTO boot VALUES($stream, $boot, $start)",
                        ("$stream", (long)update.Stream), ("$boot", (long)boot), ("$start", startMs));
                }

                foreach (TraceCalibration used in update.Calibrations)
                {
                    _file.Execute("INSERT INTO calibration VALUES($stream, $first, $used)", ("$stream", (long)update.Stream),
                        ("$first", (long)used.FirstFrame), ("$used", JsonSerializer.Serialize(used)));
                }

                SetNext(update.Stream, update.Next);
            }

            transaction.Commit();
        }
    }

    /// <summary>The calibrations by which rows of a stream were taken; none if an earlier version took them.</summary>
    internal List<TraceCalibration> Calibrations(ulong stream)
    {
        lock (_gate)
        {
            return _file.ReadAll(row => JsonSerializer.Deserialize<TraceCalibration>(row.GetString(0))!,
                "SELECT used FROM calibration WHERE stream = $stream ORDER BY first", ("$stream", (long)stream));
        }
    }

    /// <summary>Forgets a stream's pyramid from a frame on, in one transaction; what lies before it stays.</summary>
    internal void Rewind(ulong stream, uint frame)
    {
        lock (_gate)
        {
            using SqliteTransaction transaction = _file.Begin();
            using SqliteCommand insert = _file.Command(InsertSpan);
            for (int level = 0; level < TraceLevel.Count; level++)
            {
                long span = TraceLevel.SpanOf(frame, level);
                _file.Execute("DELETE FROM span WHERE stream = $stream AND level = $level AND span >= $span",
                    ("$stream", (long)stream), ("$level", level), ("$span", span));
                // The frames before it that share its span stand in the level below.
                TraceSpan left = level == 0 ? TraceSpan.None : PartsOf(stream, level, TraceLevel.FirstFrame(span, level))
                    .Aggregate(TraceSpan.None, (before, part) => before.With(part.Span));
                if (left.Rows > 0)
                {
                    Bind(insert, stream, level, span, left);
                    insert.ExecuteNonQuery();
                }
            }

            _file.Execute("DELETE FROM calibration WHERE stream = $stream AND first >= $frame", ("$stream", (long)stream),
                ("$frame", (long)frame));
            SetNext(stream, frame);
            transaction.Commit();
        }
    }

    private void SetNext(ulong stream, long next) => _file.Execute("INSERT OR REPLACE INTO follower VALUES($stream, $next)",
        ("$stream", (long)stream), ("$next", next));

    // Earlier versions took whatever time a board gave: such a stream is gathered again. Only the few spans of the highest level
    // are looked at.
    private void ForgetImpossibleTimes()
    {
        using SqliteTransaction transaction = _file.Begin();
        foreach (ulong stream in _file.ReadAll(row => (ulong)row.GetInt64(0),
            "SELECT DISTINCT stream FROM span WHERE level = $level AND NOT (start_ms >= $first AND end_ms < $end)",
            ("$level", TraceLevel.Count - 1), ("$first", EarliestMs), ("$end", BelievableUtc.EndMs)))
        {
            foreach (string table in (string[])["span", "boot", "calibration", "follower"])
            {
                _file.Execute($"DELETE FROM {table} WHERE stream = $stream", ("$stream", (long)stream));
            }
        }

        transaction.Commit();
    }

    // Spans of a stream do not overlap: but for the one that begins last before the time, all that touch it begin in it.
    private const string Touching = """
        stream = $stream AND level = $level AND end_ms >= $from AND start_ms <= $to AND start_ms >= IFNULL(
            (SELECT MAX(start_ms) FROM span WHERE stream = $stream AND level = $level AND start_ms <= $from), $from)
        """;

    private const string Columns = "start_ms, end_ms, rows, v_min, v_max, i_min, i_max, t_min, t_max, p_min, p_max, untrusted";

    private const string InsertSpan =
        $"INSERT OR REPLACE INTO span(stream, level, span, {Columns}) VALUES($stream, $level, $span, $start, $end, $rows, $vl, "
        + "$vh, $il, $ih, $tl, $th, $pl, $ph, $untrusted)";

    private static void Bind(SqliteCommand insert, ulong stream, int level, long span, in TraceSpan value)
    {
        insert.Parameters.Clear();
        Set("$stream", (long)stream);
        Set("$level", level);
        Set("$span", span);
        Set("$start", value.StartMs);
        Set("$end", value.EndMs);
        Set("$rows", value.Rows);
        SetExtent("$vl", "$vh", value.VoltageV);
        SetExtent("$il", "$ih", value.CurrentA);
        SetExtent("$tl", "$th", value.TemperatureDegC);
        SetExtent("$pl", "$ph", value.PressureMpa);
        Set("$untrusted", value.IsUntrusted);

        void Set(string name, object parameter) => insert.Parameters.AddWithValue(name, parameter);

        void SetExtent(string low, string high, Extent extent)
        {
            Set(low, extent.IsKnown ? extent.Min : DBNull.Value);
            Set(high, extent.IsKnown ? extent.Max : DBNull.Value);
        }
    }

    private static TraceSpan Read(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), ReadExtent(row, 3), ReadExtent(row, 5), ReadExtent(row, 7),
        ReadExtent(row, 9))
    {
        IsUntrusted = row.GetBoolean(11),
    };

    private static Extent ReadExtent(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? Extent.None : new Extent(row.GetDouble(column), row.GetDouble(column + 1));
}
