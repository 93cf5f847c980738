using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Derivation.Cells;
using EdgeLogger.FrameLog;
using EdgeLogger.Frames;
using EdgeLogger.Sinks.LineProtocol;
using EdgeLogger.Sinks.Store;

namespace EdgeLogger.Sinks.Reading;

/// <summary>
/// Turns frames into sample points, each stream in its own order. A stream whose next frame has no schema or no date yet stands still,
/// and holds up no other. Streams take turns, so that one with a week to catch up does not keep live ones waiting.
/// </summary>
internal sealed class SampleSource
{
    private const int FramesATurn = 64;

    private readonly FrameLogReader _reader;
    private readonly InfluxOptions _options;
    private readonly TimeProvider _time;
    private readonly StreamMeanings _meanings;
    private readonly Dictionary<ulong, SampleStream> _streams = [];
    private readonly Queue<SampleStream> _queue = new();
    private readonly HashSet<SampleStream> _standing = [];
    private readonly HashSet<SampleStream> _moved = [];
    private readonly FrameBatch _batch = new();
    private readonly FrameBatch _scanBatch = new();
    private readonly FrameReader _frame = new();
    private readonly FrameReader _scanFrame = new();
    private long _seenId = -1;
    private long _recheckedAt;

    public SampleSource(FrameLogReader reader, SinkStore store, InfluxOptions options, TimeProvider time)
    {
        _reader = reader;
        _options = options;
        _time = time;
        _meanings = new StreamMeanings(reader);
        _recheckedAt = time.GetTimestamp();
        foreach (SampleCursor cursor in store.SampleCursors())
        {
            // A date of an earlier version may be any number; without one the boot is looked at again.
            BootDate? date = BelievableUtc.OrNone(cursor.Date?.UtcMinusUptimeMs) is null ? null : cursor.Date;
            _streams.Add(cursor.StreamId, new SampleStream(cursor.StreamId) { Next = cursor.NextSequence, Date = date });
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

        long lastId = _reader.LastId;
        if (lastId != _seenId)
        {
            _seenId = lastId;
            foreach (StreamEntry entry in _reader.ReadStreams())
            {
                SampleStream stream = StreamOf(entry.StreamId);
                stream.Contiguous = entry.Contiguous;
                EnqueueUnlessStanding(stream);
            }
        }

        if (_standing.Count > 0 && _time.GetElapsedTime(_recheckedAt) >= _options.RecheckEvery)
        {
            _recheckedAt = _time.GetTimestamp();
            SampleStream[] standing = [.. _standing];
            _standing.Clear();
            Array.ForEach(standing, EnqueueUnlessStanding);
        }
    }

    /// <summary>Adds points until the batch is full (true) or nothing more can be read now.</summary>
    public bool Fill(LineProtocolWriter writer)
    {
        while (_queue.TryDequeue(out SampleStream? stream))
        {
            stream.IsQueued = false;
            if (TakeTurn(stream, writer))
            {
                EnqueueUnlessStanding(stream);
            }

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
            stream = new SampleStream(streamId);
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

    /// <summary>Reads some frames of a stream; true if it may go on at once.</summary>
    private bool TakeTurn(SampleStream stream, LineProtocolWriter writer)
    {
        _reader.ReadStream(stream.StreamId, stream.Next, FramesATurn, _batch);
        foreach (StoredFrame stored in _batch.Frames)
        {
            if (stored.Sequence > stream.Contiguous)
            {
                return Finish(stream);
            }

            if (!TakeFrame(stream, stored, writer))
            {
                _standing.Add(stream);
                return false;
            }

            stream.Next = stored.Sequence + 1L;
            _moved.Add(stream);
            if (writer.Points >= _options.BatchPoints)
            {
                return true;
            }
        }

        return _batch.Count == FramesATurn || Finish(stream);
    }

    // What is left below the mark was told lost.
    private bool Finish(SampleStream stream)
    {
        stream.Next = stream.Contiguous + 1L;
        _moved.Add(stream);
        return false;
    }

    /// <summary>Adds a frame's points; false if it cannot be read or dated yet.</summary>
    private bool TakeFrame(SampleStream stream, in StoredFrame stored, LineProtocolWriter writer)
    {
        if (stored.IsDamaged || _frame.OpenAgain(_batch.Buffer, stored.Offset, stored.Length) != FrameError.None || _frame.Kind != FrameKind.Rows)
        {
            return true;
        }

        if (_meanings.Find(stream.StreamId, _frame.SchemaHash) is not { } meaning)
        {
            return false;
        }

        if (BelievableUtc.OffsetOf(_frame) is { } utcMinusUptimeMs)
        {
            (stream.Date, stream.Scan) = (null, null);
            AddRows(meaning, utcMinusUptimeMs, byArrival: false, writer);
            return true;
        }

        if (DateOf(stream, stored) is not { } date)
        {
            return false;
        }

        AddRows(meaning, date.UtcMinusUptimeMs, date.ByArrival, writer);
        return true;
    }

    private BootDate? DateOf(SampleStream stream, in StoredFrame stored)
    {
        if (stream.Date?.Boot != _frame.BootCount)
        {
            if (stream.Scan?.Boot != _frame.BootCount)
            {
                stream.Scan = new BootScan(stream.StreamId, _frame.BootCount, stored.Sequence, stored.ReceivedUtcMs);
            }

            stream.Date = stream.Scan.Look(
                _reader, _scanBatch, _scanFrame, stream.Contiguous, _time.GetUtcNow(), _options.HoldUndated);
        }

        return stream.Date;
    }

    private void AddRows(StreamMeaning meaning, long utcMinusUptimeMs, bool byArrival, LineProtocolWriter writer)
    {
        long startMs = _frame.UptimeMs - _frame.PeriodMs;
        CellRow? taken = null;
        while (RowDecoder.TryRead(_frame, meaning.Schema, out CellRow row))
        {
            bool isNews = !_options.Samples.ChangesOnly || taken is not { } before || SamplePolicy.Differ(row, before);
            long? endUtcMs = BelievableUtc.OrNone(row.UptimeMs + utcMinusUptimeMs);
            if (isNews && endUtcMs is { } utcMs && _options.Samples.Takes(startMs + utcMinusUptimeMs, utcMs))
            {
                taken = row;
                meaning.Points.Sample(writer, row, utcMs, byArrival);
            }

            startMs = row.UptimeMs;
        }
    }
}
