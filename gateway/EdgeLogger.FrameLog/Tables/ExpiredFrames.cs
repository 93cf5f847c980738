using System;
using System.Collections.Generic;
using EdgeLogger.FrameLog.Sqlite;

namespace EdgeLogger.FrameLog.Tables;

/// <summary>Drops the oldest frames, in slices, and remembers per stream how far.</summary>
internal sealed class ExpiredFrames : IDisposable
{
    // About 10 ms of the writer's thread.
    private const int FramesASlice = 2000;

    private readonly Database _database;
    private readonly Statement _sums;
    private readonly Statement _mark;
    private readonly Statement _streams;
    private readonly Statement _gaps;
    private readonly Statement _delete;
    private readonly Statement _expiredTo;

    public ExpiredFrames(Database database)
    {
        _database = database;
        _sums = database.Prepare("SELECT COUNT(*), COALESCE(SUM(LENGTH(bytes)), 0) FROM frame WHERE id <= ?1");
        _streams = database.Prepare("""
            SELECT frame.stream, MAX(frame.seq), stream.contiguous FROM frame JOIN stream ON stream.stream_id = frame.stream
            WHERE frame.id <= ?1 GROUP BY frame.stream
            """);
        _mark = database.Prepare("UPDATE stream SET expired_to = MAX(expired_to, ?2) WHERE stream_id = ?1");
        _gaps = database.Prepare("DELETE FROM gap WHERE stream = ?1 AND told_by <= ?2 AND last <= ?2");
        _delete = database.Prepare("DELETE FROM frame WHERE id <= ?1");
        _expiredTo = database.Prepare("SELECT expired_to FROM stream WHERE stream_id = ?1");
    }

    /// <summary>Drops frames up to an id, but no more than a slice.</summary>
    /// <param name="lastId">None beyond this one.</param>
    /// <param name="upTo">The last id that has been dropped.</param>
    /// <param name="bytes">Bytes of the frames that have been dropped.</param>
    /// <returns>How many frames have been dropped.</returns>
    /// <exception cref="FrameLogException">One of the frames lies beyond its stream's mark: results cannot have been derived from
    /// it.</exception>
    public long Drop(long lastId, out long upTo, out long bytes)
    {
        upTo = Math.Min(lastId, _database.QueryInt64("SELECT MIN(id) FROM frame") + FramesASlice - 1);
        _sums.Bind(1, upTo).Step();
        long frames = _sums.Int64(0);
        bytes = _sums.Int64(1);
        _sums.Reset();
        foreach (SegmentStream dropped in StreamsUpTo(upTo))
        {
            _mark.Bind(1, (long)dropped.StreamId).Bind(2, dropped.LastSequence).Run();
            _gaps.Bind(1, (long)dropped.StreamId).Bind(2, dropped.LastSequence).Run();
        }

        _delete.Bind(1, upTo).Run();
        return frames;
    }

    /// <summary>The highest number of a stream that has been dropped; 0 if none has.</summary>
    public uint ExpiredTo(ulong streamId)
    {
        _expiredTo.Bind(1, (long)streamId);
        uint expiredTo = _expiredTo.Step() ? (uint)_expiredTo.Int64(0) : 0;
        _expiredTo.Reset();
        return expiredTo;
    }

    private List<SegmentStream> StreamsUpTo(long id)
    {
        List<SegmentStream> streams = [];
        bool isComplete = true;
        _streams.Bind(1, id);
        while (_streams.Step())
        {
            isComplete &= _streams.Int64(1) <= _streams.Int64(2);
            streams.Add(new SegmentStream((ulong)_streams.Int64(0), (uint)_streams.Int64(1)));
        }

        // Nothing has been changed yet, so the transaction that this is part of goes on without it.
        return isComplete
            ? streams
            : throw new FrameLogException(
                "Frames beyond what is complete of their stream are not dropped: no results can have been derived from them.");
    }

    public void Dispose()
    {
        _sums.Dispose();
        _mark.Dispose();
        _streams.Dispose();
        _gaps.Dispose();
        _delete.Dispose();
        _expiredTo.Dispose();
    }
}
