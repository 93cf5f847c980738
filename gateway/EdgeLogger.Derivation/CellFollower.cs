using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cycles;
using EdgeLogger.Derivation.Cells;
using EdgeLogger.Derivation.Schemas;
using EdgeLogger.Derivation.Store;
using EdgeLogger.FrameLog;
using EdgeLogger.Frames;

namespace EdgeLogger.Derivation;

/// <summary>Brings one cell up to the log and gathers what closes on the way.</summary>
internal sealed class CellFollower
{
    private const int FramesAtATime = 256;

    private readonly ulong _streamId;
    private readonly CellProcessor _processor;
    private readonly FrameReader _frame = new();
    private readonly List<StoredHalf> _halves = [];
    private readonly List<Cycle> _cycles = [];
    private readonly ArrayBufferWriter<byte> _saved = new();
    private CellKey? _cell;
    private Cycle? _lastCycle;
    private int _halvesClosed;
    private uint _next;
    private bool _moved;
    private bool _shown = true;

    private CellFollower(ulong streamId, CellProcessor processor)
    {
        _streamId = streamId;
        _processor = processor;
        _next = processor.NextSequence;
    }

    /// <summary>The first number not looked at yet.</summary>
    public uint Next => _next;

    /// <summary>The next frame's schema is not known: nothing to do until one comes.</summary>
    public bool WaitsForSchema { get; set; }

    /// <summary>There is something that has not been stored.</summary>
    public bool HasUpdate => _moved;

    /// <summary>Takes a cell up where its checkpoint stands, or from the start.</summary>
    public static CellFollower TakeUp(ulong streamId, DerivedStore store, CycleEngineOptions options)
    {
        if (store.Checkpoint(streamId) is { } saved && CellProcessor.Restore(options, saved) is { } restored)
        {
            IReadOnlyList<Cycle> cycles = store.Cycles(streamId);
            return new CellFollower(streamId, restored)
            {
                _halvesClosed = store.Halves(streamId).Count,
                _lastCycle = cycles.Count > 0 ? cycles[^1] : null,
                _cell = store.Cells().First(cell => cell.StreamId == streamId),
                _shown = false,
            };
        }

        store.Forget(streamId);
        return new CellFollower(streamId, new CellProcessor(options));
    }

    /// <summary>Whether frames up to this number are still to be applied and could be.</summary>
    public bool IsBehind(uint contiguous) => !WaitsForSchema && _next <= contiguous;

    /// <summary>Applies the next frames, but none beyond <paramref name="contiguous"/>. True if there are more.</summary>
    public bool Advance(LogFrames log, uint contiguous)
    {
        if (!IsBehind(contiguous))
        {
            return false;
        }

        log.Read(_streamId, _next, FramesAtATime);
        foreach (StoredFrame stored in log.Batch.Frames)
        {
            if (stored.Sequence > contiguous || !ApplyOne(log, stored))
            {
                return false;
            }

            _next = stored.Sequence + 1;
        }

        return log.Batch.Count == FramesAtATime;
    }

    /// <summary>How the cell stands, if that has changed since it was asked last and its name is known.</summary>
    public CellSnapshot? Snapshot()
    {
        if (_shown || _cell is null)
        {
            return null;
        }

        _shown = true;
        return new CellSnapshot(_cell, _processor.Latest, _processor.TimeS, _processor.UtcMs(_processor.TimeS),
            _processor.Engine.Rows, _processor.Engine.OpenHalf, _halvesClosed, _lastCycle, _processor.NextSequence);
    }

    /// <summary>What has closed since the last time, with the checkpoint after it; null if nothing was applied.</summary>
    public CellUpdate? TakeUpdate()
    {
        if (!_moved || _cell is null)
        {
            return null;
        }

        _saved.ResetWrittenCount();
        _processor.Save(_saved);
        CellUpdate update = new(_cell, [.. _halves], [.. _cycles], _saved.WrittenSpan.ToArray());
        _halves.Clear();
        _cycles.Clear();
        _moved = false;
        return update;
    }

    private bool ApplyOne(LogFrames log, in StoredFrame stored)
    {
        FrameError error = stored.IsDamaged ? FrameError.BadCrc : _frame.Open(log.Batch.Buffer, stored.Offset, stored.Length);
        if (error != FrameError.None)
        {
            // Left out as if it were lost: the next frame's counters bring the charge back.
            log.Problem($"Frame {stored.Sequence} of stream {_streamId:x16} is damaged in the log ({error}); it is left out.");
            return true;
        }

        StreamSchema? schema = log.SchemaOf(_streamId, _frame.SchemaHash);
        if (_processor.Apply(_frame, schema) == ApplyResult.WaitsForSchema)
        {
            WaitsForSchema = true;
            return false;
        }

        _cell ??= schema is null ? null : new CellKey(_streamId, schema.Board, schema.Slot);
        _moved = true;
        _shown = false;
        Drain();
        return true;
    }

    private void Drain()
    {
        while (_processor.Engine.TryTakeHalf(out HalfCycle? half))
        {
            _halves.Add(new StoredHalf(half, _processor.UtcMs(half.StartS), _processor.UtcMs(half.EndS)));
            _halvesClosed++;
        }

        while (_processor.Engine.TryTakeCycle(out Cycle? cycle))
        {
            _cycles.Add(cycle);
            _lastCycle = cycle;
        }
    }
}
