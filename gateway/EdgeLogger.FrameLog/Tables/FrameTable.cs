using System;
using EdgeLogger.FrameLog.Sqlite;

namespace EdgeLogger.FrameLog.Tables;

/// <summary>The frames and the gaps they report.</summary>
internal sealed class FrameTable : IDisposable
{
    private readonly Database _database;
    private readonly Statement _insert;
    private readonly Statement _select;
    private readonly Statement _insertGap;
    private readonly Statement _bytes;

    public FrameTable(Database database)
    {
        _database = database;
        _insert = database.Prepare(
            "INSERT INTO frame (stream, seq, received_utc_ms, bytes) VALUES (?1, ?2, ?3, ?4) ON "
            + "CONFLICT (stream, seq) DO NOTHING");
        _select = database.Prepare("SELECT id, bytes FROM frame WHERE stream = ?1 AND seq = ?2");
        _insertGap = database.Prepare("INSERT INTO gap (stream, told_by, first, last) VALUES (?1, ?2, ?3, ?4)");
        _bytes = database.Prepare("SELECT bytes FROM frame WHERE id = ?1");
        LastId = database.QueryInt64("SELECT MAX(id) FROM frame");
    }

    /// <summary>The highest frame id.</summary>
    public long LastId { get; private set; }

    /// <summary>Puts the frame at the end, unless one of its identity is there.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="id">Its id, or that of the frame that was there.</param>
    /// <returns>Stored, Duplicate, or Refused: the frame that was there has other bytes.</returns>
    public Outcome Insert(in FrameAppend frame, out long id)
    {
        _insert.Bind(1, (long)frame.StreamId).Bind(2, frame.Sequence).Bind(3, frame.ReceivedUtcMs).Bind(4, frame.Bytes).Run();
        if (_database.Changes == 0)
        {
            return Compare(frame, out id);
        }

        id = _database.LastInsertRowId;
        LastId = id;
        if (frame.GapFirst != 0)
        {
            _insertGap.Bind(1, (long)frame.StreamId).Bind(2, frame.Sequence).Bind(3, frame.GapFirst).Bind(4, frame.GapLast).Run();
        }

        return Outcome.Stored;
    }

    /// <summary>Looks whether the frame is there.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="id">Id of the frame of its identity; 0 if there is none.</param>
    /// <returns>Duplicate, or Refused: there is none, or one with other bytes.</returns>
    public Outcome Compare(in FrameAppend frame, out long id)
    {
        _select.Bind(1, (long)frame.StreamId).Bind(2, frame.Sequence);
        bool found = _select.Step();
        id = found ? _select.Int64(0) : 0;
        bool same = found && _select.Blob(1).SequenceEqual(frame.Bytes);
        _select.Reset();
        return same ? Outcome.Duplicate : Outcome.Refused;
    }

    /// <summary>Whether a frame is there and its CRC-32 does not agree with its bytes.</summary>
    public bool IsDamaged(long id)
    {
        _bytes.Bind(1, id);
        bool isDamaged = _bytes.Step() && FrameBatch.IsDamaged(_bytes.Blob(0).ToArray());
        _bytes.Reset();
        return isDamaged;
    }

    /// <summary>After a transaction that failed.</summary>
    public void Forget() => LastId = _database.QueryInt64("SELECT MAX(id) FROM frame");

    public void Dispose()
    {
        _insert.Dispose();
        _select.Dispose();
        _insertGap.Dispose();
        _bytes.Dispose();
    }
}
