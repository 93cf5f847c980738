using System;
using System.Buffers;
using System.Collections.Generic;
using EdgeLogger.Cycles;
using EdgeLogger.Cycles.DifferentialCapacity;
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
    private readonly Func<CellKey, CellSettings> _settingsOf;
    private readonly FrameReader _frame = new();
    private readonly List<StoredHalf> _halves = [];
    private readonly List<Cycle> _cycles = [];
    private readonly List<CycleTrend> _trendsSince = [];
    private readonly List<StoredStep> _steps = [];
    private readonly ArrayBufferWriter<byte> _saved = new();
    private readonly RowTap _rows;
    private CellAtWork? _cell;
    private Cycle? _lastCycle;
    private int _halvesClosed;
    private int _stepsClosed;
    private long _next = 1;
    private bool _moved;
    private bool _shown = true;
    private bool _isTimeRefused;

    private CellFollower(ulong streamId, Func<CellKey, CellSettings> settingsOf, RowTap rows)
    {
        _streamId = streamId;
        _rows = rows;
        _settingsOf = settingsOf;
    }

    /// <summary>The first number not looked at yet.</summary>
    public long Next => _next;

    /// <summary>The next frame's schema is not known: nothing to do until one comes.</summary>
    public bool WaitsForSchema { get; set; }

    /// <summary>The hash of that schema, while <see cref="WaitsForSchema"/>.</summary>
    public uint AwaitedHash { get; private set; }

    /// <summary>When the next frame arrived, while <see cref="WaitsForSchema"/>, Unix ms.</summary>
    public long WaitsSinceUtcMs { get; private set; }

    /// <summary>There is something that has not been stored.</summary>
    public bool HasUpdate => _moved;

    /// <summary>The cell is to be derived otherwise than it has been: what is known of it has changed.</summary>
    public bool IsOutdated => _cell is { } cell && cell.Settings != _settingsOf(cell.Key);

    /// <summary>Takes a cell up where its checkpoint stands, or from the start.</summary>
    /// <param name="streamId">The cell's stream.</param>
    /// <param name="store">Its results so far.</param>
    /// <param name="settingsOf">How a cell is to be derived. Results that were derived otherwise are forgotten.</param>
    /// <param name="rows">Who is shown the rows.</param>
    public static CellFollower TakeUp(ulong streamId, DerivedStore store, Func<CellKey, CellSettings> settingsOf, RowTap rows)
    {
        CellFollower follower = new(streamId, settingsOf, rows);
        if (CellAtWork.Restore(streamId, store, settingsOf) is { } cell)
        {
            follower._cell = cell;
            follower.ShowRowsOf(cell);
            follower._next = cell.Processor.NextSequence;
            follower._halvesClosed = store.HalfCount(streamId);
            follower._stepsClosed = store.StepCount(streamId);
            follower._lastCycle = store.LastCycle(streamId);
            follower._shown = false;
        }
        else
        {
            store.Forget(streamId);
        }

        return follower;
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

            _next = stored.Sequence + 1L;
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
        CellProcessor processor = _cell.Processor;
        return new CellSnapshot(_cell.Key, processor.Latest, processor.TimeS, processor.UtcMs(processor.TimeS),
            processor.Engine.Rows, processor.Engine.OpenHalf, _halvesClosed, _lastCycle, processor.NextSequence)
        {
            IsTimeRefused = _isTimeRefused,
        };
    }

    /// <summary>What has closed since the last time, with the checkpoint after it; null if nothing was applied.</summary>
    public CellUpdate? TakeUpdate()
    {
        if (!_moved || _cell is null)
        {
            return null;
        }

        _saved.ResetWrittenCount();
        _cell.Processor.Save(_saved);
        CellUpdate update = new(_cell.Key, [.. _halves], [.. _cycles], _saved.WrittenSpan.ToArray())
        {
            Trends = [.. _trendsSince],
            Steps = [.. _steps],
            TrendState = _cycles.Count > 0 ? _cell.Trends.Save() : null,
            Settings = _cell.Settings,
        };
        _halves.Clear();
        _cycles.Clear();
        _trendsSince.Clear();
        _steps.Clear();
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
        if (_cell is null && schema is not null)
        {
            CellKey key = new(_streamId, schema.Board, schema.Slot);
            _cell = CellAtWork.Begin(key, _settingsOf(key));
            ShowRowsOf(_cell);
        }

        // Which cell it is, and so how it is to be derived, is told by the schema.
        if (_cell is null || _cell.Processor.Apply(_frame, schema) == ApplyResult.WaitsForSchema)
        {
            WaitsForSchema = true;
            AwaitedHash = _frame.SchemaHash;
            WaitsSinceUtcMs = stored.ReceivedUtcMs;
            return false;
        }

        NoteTime(log, _cell.Key);
        _moved = true;
        _shown = false;
        Drain(_cell);
        return true;
    }

    /// <summary>Tells a person, once, of times that cannot be; they date nothing.</summary>
    private void NoteTime(LogFrames log, CellKey cell)
    {
        bool isRefused = BelievableUtc.IsRefused(_frame);
        if (isRefused && !_isTimeRefused)
        {
            log.Problem($"Cell {cell.Name} gives a time outside of 2000 to 2199: its rows count, and bear no date. Set the board's clock, or look who has its account.");
        }

        _isTimeRefused = isRefused;
    }

    private void ShowRowsOf(CellAtWork cell) =>
        cell.Processor.RowTaken = (double timeS, in CellRow row) => _rows.Observer?.OnRow(cell.Key, timeS, row);

    private void Drain(CellAtWork cell)
    {
        CellProcessor processor = cell.Processor;
        while (processor.Engine.TryTakeStep(out Step? step))
        {
            _steps.Add(new StoredStep(++_stepsClosed, step, processor.UtcMs(step.StartS), processor.UtcMs(step.EndS)));
        }

        while (processor.TryTakeHalf(out HalfCycle? half))
        {
            _halves.Add(new StoredHalf(half, processor.UtcMs(half.StartS), processor.UtcMs(half.EndS)));
            _halvesClosed++;
        }

        while (processor.TryTakeCycle(out Cycle? cycle, out CyclePeaks peaks))
        {
            _cycles.Add(cycle);
            _lastCycle = cycle;
            if (cell.Trends.Add(cycle, peaks))
            {
                _trendsSince.Add(new CycleTrend(cycle.Number, cell.Trends.Latest!, cell.Trends.SlippageAh, cell.Trends.EquivalentFullCycles));
            }
        }
    }
}
