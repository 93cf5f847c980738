using System;
using System.Collections.Generic;
using EdgeLogger.FrameLog.Sqlite;

namespace EdgeLogger.FrameLog.Tables;

/// <summary>
/// Streams, their owners and how far they are. Held in memory from a stream's first frame after the start; <see cref="Forget"/>
/// brings memory back to what is on disk.
/// </summary>
internal sealed class StreamTable : IDisposable
{
    private readonly Dictionary<ulong, StreamProgress> _known = [];
    private readonly Dictionary<string, int> _streamsOfBoard = new(StringComparer.Ordinal);
    private readonly FrameLogOptions _options;
    private readonly Statement _select;
    private readonly Statement _insert;
    private readonly Statement _update;
    private readonly Statement _framesBeyond;
    private readonly Statement _gapsBeyond;
    private readonly Statement _boards;

    public StreamTable(Database database, FrameLogOptions options)
    {
        _options = options;
        _select = database.Prepare("SELECT board, contiguous FROM stream WHERE stream_id = ?1");
        _insert = database.Prepare("INSERT INTO stream (stream_id, board, first_seen_utc_ms, contiguous) VALUES (?1, ?2, ?3, 0)");
        _update = database.Prepare("UPDATE stream SET contiguous = ?2 WHERE stream_id = ?1");
        _framesBeyond = database.Prepare("SELECT seq FROM frame WHERE stream = ?1 AND seq > ?2 ORDER BY seq");
        _gapsBeyond = database.Prepare("SELECT first, last FROM gap WHERE stream = ?1 AND last > ?2");
        _boards = database.Prepare("SELECT board, COUNT(*) FROM stream GROUP BY board");
        Forget();
    }

    /// <summary>
    /// The stream, made the board's own if it is new; null, with the reason, if it is new and there is no room for it.
    /// </summary>
    public StreamProgress? Take(ulong streamId, string board, long receivedUtcMs, out RefusalReason reason)
    {
        reason = default;
        if (_known.TryGetValue(streamId, out StreamProgress? stream))
        {
            return stream;
        }

        stream = Load(streamId) ?? Insert(streamId, board, receivedUtcMs, out reason);
        if (stream is not null)
        {
            _known.Add(streamId, stream);
        }

        return stream;
    }

    public void SaveContiguous(StreamProgress stream) => _update.Bind(1, (long)stream.StreamId).Bind(2, stream.Contiguous).Run();

    /// <summary>Drops all that is in memory.</summary>
    public void Forget()
    {
        _known.Clear();
        _streamsOfBoard.Clear();
        while (_boards.Step())
        {
            _streamsOfBoard.Add(_boards.Text(0), (int)_boards.Int64(1));
        }
    }

    public void Dispose()
    {
        _select.Dispose();
        _insert.Dispose();
        _update.Dispose();
        _framesBeyond.Dispose();
        _gapsBeyond.Dispose();
        _boards.Dispose();
    }

    private StreamProgress? Load(ulong streamId)
    {
        _select.Bind(1, (long)streamId);
        if (!_select.Step())
        {
            return null;
        }

        StreamProgress stream = new(streamId, _select.Text(0), (uint)_select.Int64(1));
        _select.Reset();
        // The stored mark is a lower bound; the frames themselves say how far the stream is.
        _framesBeyond.Bind(1, (long)streamId).Bind(2, stream.Contiguous);
        while (_framesBeyond.Step())
        {
            uint sequence = (uint)_framesBeyond.Int64(0);
            stream.Accounted.Add(sequence, sequence);
        }

        _gapsBeyond.Bind(1, (long)streamId).Bind(2, stream.Contiguous);
        while (_gapsBeyond.Step())
        {
            stream.Accounted.Add((uint)_gapsBeyond.Int64(0), (uint)_gapsBeyond.Int64(1));
        }

        return stream;
    }

    private StreamProgress? Insert(ulong streamId, string board, long receivedUtcMs, out RefusalReason reason)
    {
        bool isKnown = _streamsOfBoard.TryGetValue(board, out int streams);
        reason = isKnown ? RefusalReason.TooManyStreams : RefusalReason.TooManyBoards;
        if (isKnown ? streams >= _options.MaxStreamsPerBoard : _streamsOfBoard.Count >= _options.MaxBoards)
        {
            return null;
        }

        _insert.Bind(1, (long)streamId).Bind(2, board).Bind(3, receivedUtcMs).Run();
        _streamsOfBoard[board] = streams + 1;
        return new StreamProgress(streamId, board, 0);
    }
}
