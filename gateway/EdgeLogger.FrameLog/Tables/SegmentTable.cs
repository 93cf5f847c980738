using System;
using EdgeLogger.FrameLog.Sqlite;

namespace EdgeLogger.FrameLog.Tables;

/// <summary>
/// The segments: runs of ids with their sums. The open one is held in memory and saved every so many frames, so that a start
/// counts only what came after.
/// </summary>
internal sealed class SegmentTable : IDisposable
{
    // What a frame takes beside its bytes: its row and its place in the index.
    private const int RowBytes = 48;
    private const int FramesBetweenSaves = 1024;

    private readonly Database _database;
    private readonly FrameLogOptions _options;
    private readonly Statement _save;
    private readonly Statement _drop;
    private readonly Statement _cut;
    private LogSegment? _open;
    private LogSize _closed = new(0, 0, 0, 0);
    private int _unsaved;

    public SegmentTable(Database database, FrameLogOptions options)
    {
        _database = database;
        _options = options;
        _save = database.Prepare("INSERT OR REPLACE INTO segment VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
        _drop = database.Prepare("DELETE FROM segment WHERE last_id <= ?1");
        _cut = database.Prepare(
            "UPDATE segment SET frames = MAX(0, frames - ?2), bytes = MAX(0, bytes - ?3) WHERE first_id <= ?1 AND last_id > ?1");
        Forget();
    }

    /// <summary>How much there is.</summary>
    public LogSize Size => _open is null
        ? _closed
        : new LogSize(_closed.Frames + _open.Frames, _closed.Bytes + _open.Bytes, _closed.Segments + 1,
            _closed.Segments == 0 ? _open.FirstUtcMs : _closed.OldestUtcMs);

    /// <summary>Id of the first frame of the open segment; what lies before may be dropped.</summary>
    public long OpenFirstId => _open?.FirstId ?? 0;

    /// <summary>Counts a frame that has been appended.</summary>
    public void Add(long id, long receivedUtcMs, int length)
    {
        if (_open is not null && (_open.Bytes >= _options.SegmentBytes
            || receivedUtcMs - _open.FirstUtcMs >= _options.SegmentAge.TotalMilliseconds))
        {
            Save(_open);
            _closed = Size;
            _open = null;
            _unsaved = 0;
        }

        _open = _open is null
            ? new LogSegment(id, id, 1, length + RowBytes, receivedUtcMs, receivedUtcMs, IsOpen: true)
            : _open with
            {
                LastId = id,
                Frames = _open.Frames + 1,
                Bytes = _open.Bytes + length + RowBytes,
                FirstUtcMs = Math.Min(_open.FirstUtcMs, receivedUtcMs),
                LastUtcMs = Math.Max(_open.LastUtcMs, receivedUtcMs),
            };
        _unsaved++;
    }

    /// <summary>Saves the open segment's sums if enough has come: at the end of each transaction.</summary>
    public void SaveIfDue()
    {
        if (_open is not null && (_unsaved >= FramesBetweenSaves || _open.Frames == _unsaved))
        {
            Save(_open);
            _unsaved = 0;
        }
    }

    /// <summary>Takes frames up to an id, which have been deleted, out of the sums.</summary>
    public void Remove(long lastId, long frames, long bytes)
    {
        _cut.Bind(1, lastId).Bind(2, frames).Bind(3, bytes + (frames * RowBytes)).Run();
        _drop.Bind(1, lastId).Run();
        ReadClosed();
    }

    /// <summary>Drops what is in memory and reads it again.</summary>
    public void Forget()
    {
        _unsaved = 0;
        _open = Newest();
        long counted = _open?.LastId ?? 0;
        using Statement rest = _database.Prepare(
            "SELECT COUNT(*), SUM(LENGTH(bytes)), MIN(received_utc_ms), MAX(received_utc_ms), MIN(id), "
            + "MAX(id) FROM frame WHERE id > ?1");
        rest.Bind(1, counted);
        if (rest.Step() && rest.Int64(0) > 0)
        {
            long frames = rest.Int64(0);
            long bytes = rest.Int64(1) + (frames * RowBytes);
            _open = _open is null
                ? new LogSegment(rest.Int64(4), rest.Int64(5), frames, bytes, rest.Int64(2), rest.Int64(3), IsOpen: true)
                : _open with
                {
                    LastId = rest.Int64(5),
                    Frames = _open.Frames + frames,
                    Bytes = _open.Bytes + bytes,
                    FirstUtcMs = Math.Min(_open.FirstUtcMs, rest.Int64(2)),
                    LastUtcMs = Math.Max(_open.LastUtcMs, rest.Int64(3)),
                };
            _unsaved = FramesBetweenSaves;
        }

        rest.Reset();
        ReadClosed();
    }

    /// <summary>A row's columns in their order; nothing says which segment is the open one.</summary>
    public static LogSegment ToSegment(Statement row) =>
        new(row.Int64(0), row.Int64(1), row.Int64(2), row.Int64(3), row.Int64(4), row.Int64(5), IsOpen: false);

    public void Dispose()
    {
        _save.Dispose();
        _drop.Dispose();
        _cut.Dispose();
    }

    private void Save(LogSegment segment) => _save.Bind(1, segment.FirstId).Bind(2, segment.LastId).Bind(3, segment.Frames)
        .Bind(4, segment.Bytes).Bind(5, segment.FirstUtcMs).Bind(6, segment.LastUtcMs).Run();

    private LogSegment? Newest()
    {
        using Statement newest = _database.Prepare(
            "SELECT first_id, last_id, frames, bytes, first_utc_ms, last_utc_ms FROM segment ORDER BY first_id DESC LIMIT 1");
        return newest.Step() ? ToSegment(newest) with { IsOpen = true } : null;
    }

    private void ReadClosed()
    {
        using Statement sums = _database.Prepare(
            "SELECT COUNT(*), COALESCE(SUM(frames), 0), COALESCE(SUM(bytes), 0), COALESCE(MIN(first_utc_ms), 0) FROM "
            + "segment WHERE first_id < ?1");
        sums.Bind(1, _open?.FirstId ?? long.MaxValue);
        sums.Step();
        _closed = new LogSize(sums.Int64(1), sums.Int64(2), (int)sums.Int64(0), sums.Int64(3));
        sums.Reset();
    }
}
