using System;
using System.Collections.Generic;
using System.IO;
using EdgeLogger.FrameLog.Sqlite;
using EdgeLogger.FrameLog.Tables;

namespace EdgeLogger.FrameLog.Reading;

/// <summary>
/// Reads a frame log while it is being written, from this or another process, without making the writer wait. One thread at a
/// time; open as many as needed. Every call sees whole transactions only.
/// </summary>
public sealed class FrameLogReader : IDisposable
{
    private readonly Database _database;
    private readonly Statement _after;
    private readonly Statement _ofStream;
    private readonly Statement _stream;
    private readonly Statement _schema;
    private readonly string _streamColumns;
    private readonly bool _hasSegments;

    private FrameLogReader(Database database)
    {
        _database = database;
        _after = database.Prepare("SELECT id, stream, seq, received_utc_ms, bytes FROM frame WHERE id > ?1 ORDER BY id LIMIT ?2");
        _ofStream = database.Prepare(
            "SELECT id, stream, seq, received_utc_ms, bytes FROM frame WHERE stream = ?1 AND seq >= ?2 ORDER BY seq LIMIT ?3");
        // A log that no gateway of this version has opened yet has neither segments nor a mark of what has been dropped.
        _hasSegments = FrameLogSchema.VersionOf(database) > 1;
        _streamColumns = "stream_id, board, first_seen_utc_ms, contiguous, " + (_hasSegments ? "expired_to" : "0");
        _stream = database.Prepare($"SELECT {_streamColumns} FROM stream WHERE stream_id = ?1");
        _schema = database.Prepare("SELECT document FROM schema WHERE board = ?1 AND hash = ?2");
    }

    /// <summary>Opens the log in a directory.</summary>
    /// <exception cref="FrameLogException">There is none, or a newer or damaged one.</exception>
    public static FrameLogReader Open(string directory)
    {
        directory = Path.GetFullPath(directory);
        FrameLogFiles.RequireDirectory(directory);
        string path = FrameLogFiles.Database(directory);
        try
        {
            return FrameLogSchema.Check(path)
                ? new FrameLogReader(Database.OpenReadOnly(path))
                : throw new FrameLogException($"There is no frame log in {directory}. A gateway makes one there when it starts.");
        }
        catch (SqliteFault fault)
        {
            throw new FrameLogException($"The frame log in {directory} cannot be read. {fault.Message}", fault);
        }
    }

    /// <summary>Made once with the log, never again: cursors kept elsewhere are worthless for a log with another id.</summary>
    public string LogId
    {
        get
        {
            using Statement statement = _database.Prepare("SELECT log_id FROM meta");
            return statement.Step() ? statement.Text(0) : "";
        }
    }

    /// <summary>The id of the newest frame; 0 for an empty log.</summary>
    public long LastId => _database.QueryInt64("SELECT MAX(id) FROM frame");

    /// <summary>Reads the frames after a cursor, in the order in which they were appended.</summary>
    /// <param name="id">The id read last; 0 to begin.</param>
    /// <param name="max">The most frames to read.</param>
    /// <param name="batch">Filled again.</param>
    public void ReadAfter(long id, int max, FrameBatch batch)
    {
        _after.Bind(1, id).Bind(2, max);
        Fill(_after, batch);
    }

    /// <summary>Reads frames of one stream by their numbers.</summary>
    /// <param name="streamId">The stream.</param>
    /// <param name="fromSequence">The first number wanted.</param>
    /// <param name="max">The most frames to read.</param>
    /// <param name="batch">Filled again; numbers that are missing are missing in it.</param>
    public void ReadStream(ulong streamId, long fromSequence, int max, FrameBatch batch)
    {
        _ofStream.Bind(1, (long)streamId).Bind(2, fromSequence).Bind(3, max);
        Fill(_ofStream, batch);
    }

    /// <summary>The stream; null if the log has no frame of it.</summary>
    public StreamEntry? FindStream(ulong streamId)
    {
        _stream.Bind(1, (long)streamId);
        StreamEntry? entry = _stream.Step() ? ToStream(_stream) : null;
        _stream.Reset();
        return entry;
    }

    /// <summary>All streams.</summary>
    public IReadOnlyList<StreamEntry> ReadStreams() =>
        ReadAll($"SELECT {_streamColumns} FROM stream ORDER BY board, first_seen_utc_ms, stream_id", ToStream);

    /// <summary>
    /// The ranges of numbers that boards have reported lost. Frames of such a range may be in the log nevertheless: those that
    /// came before the contiguous mark had passed them.
    /// </summary>
    public IReadOnlyList<GapEntry> ReadGaps() =>
        ReadAll("SELECT stream, first, last, told_by FROM gap ORDER BY stream, first",
            row => new GapEntry((ulong)row.Int64(0), (uint)row.Int64(1), (uint)row.Int64(2), (uint)row.Int64(3)));

    /// <summary>
    /// The segments of the log, the oldest first; the last one is open. Empty for a log of the version that had none.
    /// </summary>
    public IReadOnlyList<LogSegment> ReadSegments()
    {
        if (!_hasSegments)
        {
            return [];
        }

        List<LogSegment> segments = ReadAll(
            "SELECT first_id, last_id, frames, bytes, first_utc_ms, last_utc_ms FROM segment ORDER BY first_id",
            SegmentTable.ToSegment);
        if (segments.Count > 0)
        {
            segments[^1] = segments[^1] with { IsOpen = true };
        }

        return segments;
    }

    /// <summary>The streams of which a segment has frames. Reads the whole segment.</summary>
    public IReadOnlyList<SegmentStream> ReadStreamsOf(LogSegment segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return ReadAll(
            $"SELECT stream, MAX(seq) FROM frame WHERE id <= {segment.LastId} AND id >= {segment.FirstId} GROUP BY stream",
            row => new SegmentStream((ulong)row.Int64(0), (uint)row.Int64(1)));
    }

    /// <summary>
    /// The frames of each stream among those with ids of a range: how many, and their lowest and highest numbers. Reads an index
    /// only, all of it.
    /// </summary>
    internal IReadOnlyList<(ulong StreamId, uint First, uint Last, long Frames)> ReadNumbersBetween(long firstId, long lastId) =>
        ReadAll(
            $"SELECT stream, MIN(seq), MAX(seq), COUNT(*) FROM frame WHERE +id BETWEEN {firstId} AND {lastId} GROUP BY stream",
            row => ((ulong)row.Int64(0), (uint)row.Int64(1), (uint)row.Int64(2), row.Int64(3)));

    /// <summary>The last of a stream's next numbers in the index, from one on; null if there is none.</summary>
    internal long? LastNumber(ulong streamId, long from, int max)
    {
        List<long> last = ReadAll(
            $"SELECT MAX(seq) FROM (SELECT seq FROM frame WHERE stream = {(long)streamId} AND seq >= {from} "
            + $"ORDER BY seq LIMIT {max})",
            row => row.Int64(0));
        return last[0] >= from && last[0] > 0 ? last[0] : null;
    }

    /// <summary>Reads every schema, and gives none.</summary>
    internal void ReadSchemas() => _database.QueryInt64("SELECT SUM(length(document)) FROM schema");

    /// <summary>The schema document (UTF-8 JSON) that a board's frames name by this hash; null if it has not come yet.</summary>
    public byte[]? FindSchema(string board, uint hash)
    {
        _schema.Bind(1, board).Bind(2, hash);
        byte[]? document = _schema.Step() ? _schema.Blob(0).ToArray() : null;
        _schema.Reset();
        return document;
    }

    /// <summary>All schema documents (UTF-8 JSON) of a board in the order in which they came, each with when, Unix ms.</summary>
    public IReadOnlyList<(long ReceivedUtcMs, byte[] Document)> ReadSchemas(string board)
    {
        using Statement statement =
            _database.Prepare("SELECT received_utc_ms, document FROM schema WHERE board = ?1 ORDER BY received_utc_ms, hash");
        statement.Bind(1, board);
        List<(long ReceivedUtcMs, byte[] Document)> schemas = [];
        while (statement.Step())
        {
            schemas.Add((statement.Int64(0), statement.Blob(1).ToArray()));
        }

        return schemas;
    }

    /// <summary>How often each board was refused, by reason.</summary>
    public IReadOnlyList<RefusalCount> ReadRefusals() =>
        ReadAll("SELECT reason, board, count FROM refusal ORDER BY reason, board",
            row => new RefusalCount(row.Text(0), row.Text(1), row.Int64(2)));

    /// <summary>What is in quarantine, the oldest first.</summary>
    public IReadOnlyList<QuarantineEntry> ReadQuarantine() =>
        ReadAll("SELECT id, reason, board, topic, received_utc_ms, length, bytes FROM quarantine ORDER BY id",
            row => new QuarantineEntry(
                row.Int64(0), row.Text(1), row.Text(2), row.Text(3), row.Int64(4), (int)row.Int64(5), row.Blob(6).ToArray()));

    public void Dispose()
    {
        _after.Dispose();
        _ofStream.Dispose();
        _stream.Dispose();
        _schema.Dispose();
        _database.Dispose();
    }

    private static void Fill(Statement statement, FrameBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        batch.Clear();
        while (statement.Step())
        {
            batch.Add(
                statement.Int64(0), (ulong)statement.Int64(1), (uint)statement.Int64(2), statement.Int64(3), statement.Blob(4));
        }
    }

    private static StreamEntry ToStream(Statement row) =>
        new((ulong)row.Int64(0), row.Text(1), row.Int64(2), (uint)row.Int64(3), (uint)row.Int64(4));

    private List<T> ReadAll<T>(string sql, Func<Statement, T> toEntry)
    {
        using Statement statement = _database.Prepare(sql);
        List<T> entries = [];
        while (statement.Step())
        {
            entries.Add(toEntry(statement));
        }

        return entries;
    }
}
