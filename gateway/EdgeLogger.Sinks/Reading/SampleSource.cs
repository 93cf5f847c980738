using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;
using EdgeLogger.FrameLog;
using EdgeLogger.Sinks.LineProtocol;
using EdgeLogger.Sinks.Store;
using EdgeLogger.Sinks.Superseding;

namespace EdgeLogger.Sinks.Reading;

/// <summary>
/// Turns frames into sample points, each stream in its own order. A stream whose next frame has no schema, date or test yet
/// stands still, and holds up no other. Streams take turns, so that one with a week to catch up does not keep live ones waiting.
/// </summary>
internal sealed class SampleSource
{
    private const int FramesATurn = 64;

    private readonly LogView _log;
    private readonly DerivedStore _derived;
    private readonly TestPlans _plans;
    private readonly WrittenTests _written;
    private readonly InfluxOptions _options;
    private readonly TimeProvider _time;
    private readonly Dictionary<ulong, SampleStream> _streams = [];
    private readonly Queue<SampleStream> _queue = new();
    private readonly HashSet<SampleStream> _standing = [];
    private readonly HashSet<SampleStream> _moved = [];
    private long _seenId = -1;
    private long _recheckedAt;

    public SampleSource(
        LogView log, DerivedStore derived, TestPlans plans, WrittenTests written, SinkStore store, InfluxOptions options,
        TimeProvider time)
    {
        _plans = plans;
        _written = written;
        _log = log;
        _derived = derived;
        _options = options;
        _time = time;
        _recheckedAt = time.GetTimestamp();
        foreach (SampleCursor cursor in store.SampleCursors())
        {
            _streams.Add(cursor.StreamId, new SampleStream(cursor.StreamId, cursor.NextSequence));
        }
    }

    /// <summary>Frames that have not become points.</summary>
    public long FramesBehind => _streams.Values.Sum(stream => stream.Behind);

    /// <summary>Looks what has come into the log.</summary>
    public void Refresh()
    {
        if (_options.Samples.Every is null)
        {
            return;
        }

        long lastId = _log.Reader.LastId;
        if (lastId != _seenId)
        {
            _seenId = lastId;
            foreach (StreamEntry entry in _log.Reader.ReadStreams())
            {
                SampleStream stream = StreamOf(entry.StreamId);
                stream.Contiguous = entry.Contiguous;
                EnqueueUnlessStanding(stream);
            }
        }

        if (_standing.Count > 0 && _time.GetElapsedTime(_recheckedAt) >= _options.RecheckEvery)
        {
            _recheckedAt = _time.GetTimestamp();
            _log.ForgetMissingSchemas();
            SampleStream[] standing = [.. _standing];
            _standing.Clear();
            foreach (SampleStream stream in standing)
            {
                stream.Follower.TryAgain();
                EnqueueUnlessStanding(stream);
            }
        }
    }

    /// <summary>Adds points until the batch is full (true) or nothing more can be read now.</summary>
    public bool Fill(LineProtocolWriter writer)
    {
        while (_queue.TryDequeue(out SampleStream? stream))
        {
            stream.IsQueued = false;
            TakeTurn(stream, writer);
            EnqueueUnlessStanding(stream);
            if (writer.Points >= _options.BatchPoints)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The cursors that have moved since the last call.</summary>
    public IReadOnlyCollection<SampleCursor> TakeMoved()
    {
        SampleCursor[] moved = [.. _moved.Select(stream => stream.Cursor)];
        _moved.Clear();
        return moved;
    }

    private SampleStream StreamOf(ulong streamId)
    {
        if (!_streams.TryGetValue(streamId, out SampleStream? stream))
        {
            stream = new SampleStream(streamId, 1);
            _streams.Add(streamId, stream);
        }

        return stream;
    }

    private void EnqueueUnlessStanding(SampleStream stream)
    {
        if (stream.Behind > 0 && !stream.IsQueued && !_standing.Contains(stream))
        {
            stream.IsQueued = true;
            _queue.Enqueue(stream);
        }
    }

    /// <summary>Reads some frames of a stream; it stands still at one that cannot be decoded or dated yet.</summary>
    private void TakeTurn(SampleStream stream, LineProtocolWriter writer)
    {
        for (int frames = 0; frames < FramesATurn && writer.Points < _options.BatchPoints; frames++)
        {
            stream.Recalibrate(_plans);
            if (!stream.Follower.TryPeek(_log, stream.Contiguous, out RowBlock? block))
            {
                if (stream.Follower.Awaited is not null)
                {
                    _standing.Add(stream);
                }

                return;
            }

            if (block.HasRows && !TryAdd(stream, block, writer))
            {
                _standing.Add(stream);
                return;
            }

            stream.Follower.Take(block);
            _moved.Add(stream);
        }
    }

    private bool TryAdd(SampleStream stream, RowBlock block, LineProtocolWriter writer)
    {
        BlockDate date = stream.Dates.DateOf(block);
        if (!date.IsKnown)
        {
            stream.Dates = _derived.DatesOfStream(stream.Follower.StreamId);
            date = stream.Dates.DateOf(block);
        }

        if (IsNeverWritten(block, date, stream))
        {
            return true;
        }

        if (!date.IsKnown || !HasTests(block, stream))
        {
            return false;
        }

        foreach (StreamPart part in stream.PartsOf(block, _plans, _written))
        {
            if (block.Within(part.Segment) == BlockSide.Within)
            {
                _written.Wrote(part.Test.Id, part.Number, new RowPoint(block.Boot, block.RowsEndUptimeMs));
                AddRows(block, date, part.Points, writer);
            }
        }

        return true;
    }

    /// <summary>
    /// Rows of an imported file without a start, or of one that was taken out of its test: they are passed, so that the log
    /// need not keep them for this server.
    /// </summary>
    private bool IsNeverWritten(RowBlock block, BlockDate date, SampleStream stream) =>
        (block.IsNeverDated && !date.IsKnown)
        || (block.HoldsReadings && _plans.Version > 0 && stream.PartsOf(block, _plans, _written).Count == 0);

    /// <summary>
    /// Whether each row belongs to a test that can be written: one that does not waits until the book says whose it is, and until
    /// what is superseded of that test has left the server; also one that was decoded just before a calibration was put right.
    /// </summary>
    private bool HasTests(RowBlock block, SampleStream stream)
    {
        int rows = 0;
        foreach (StreamPart part in stream.PartsOf(block, _plans, _written))
        {
            bool isHere = block.Within(part.Segment) == BlockSide.Within;
            isHere = isHere && _written.Begin(part.Test.Id, part.Test, part.Tags, block.Board, block.Slot)
                && _written.BeginWith(part.Test, part.Number, block.Board, block.Slot, block.Calibrations);
            rows += isHere ? block.Rows.Length : 0;
        }

        return rows >= block.RowCount;
    }

    private void AddRows(RowBlock block, BlockDate date, CellPoints points, LineProtocolWriter writer)
    {
        long startMs = block.RowsStartUptimeMs;
        CellRow? taken = null;
        foreach (ref readonly CellRow row in block.Rows)
        {
            bool isNews = !_options.Samples.ChangesOnly || taken is not { } before || SamplePolicy.Differ(row, before);
            if (isNews && date.UtcMs(row.UptimeMs) is { } utcMs && _options.Samples.Takes(startMs + date.UtcMinusUptimeMs, utcMs))
            {
                taken = row;
                points.Sample(writer, row, utcMs, date.Quality);
            }

            startMs = row.UptimeMs;
        }
    }
}
