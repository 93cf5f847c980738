using System;
using System.Buffers;
using System.Collections.Generic;
using EdgeLogger.Cycles.DifferentialCapacity;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Cells;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Store;

namespace EdgeLogger.Derivation;

/// <summary>Brings one cell up to the log and gathers what closes on the way.</summary>
internal sealed class CellFollower
{
    private const int FramesATurn = 256;

    private readonly StreamFollower _stream;
    private readonly Func<CellKey, CellSettings> _settingsOf;
    private readonly List<StoredHalf> _halves = [];
    private readonly List<Cycle> _cycles = [];
    private readonly List<CycleTrend> _trendsSince = [];
    private readonly List<StoredStep> _steps = [];
    private readonly List<BootDate> _datesSince = [];
    private readonly ArrayBufferWriter<byte> _saved = new();
    private readonly RowTap _rows;
    private CellAtWork? _cell;
    private Cycle? _lastCycle;
    private int _halvesClosed;
    private int _stepsClosed;
    private StreamDates _dates = StreamDates.Empty;
    private long _before = 1;
    private bool _moved;
    private bool _shown = true;
    private bool _isTimeRefused;

    private CellFollower(StreamFollower stream, Func<CellKey, CellSettings> settingsOf, RowTap rows)
    {
        _stream = stream;
        _rows = rows;
        _settingsOf = settingsOf;
    }

    /// <summary>The first number not applied yet.</summary>
    public long Next => _stream.Next;

    /// <summary>The next frame, if its schema is not known: nothing to do until one comes.</summary>
    public AwaitedFrame? Awaited => _stream.Awaited;

    /// <summary>There is something that has not been stored.</summary>
    public bool HasUpdate => _moved;

    /// <summary>The cell is to be derived otherwise than it has been: what is known of it has changed.</summary>
    public bool IsOutdated => _cell is { } cell && cell.Settings != _settingsOf(cell.Key);

    /// <summary>Resumes a cell where its checkpoint stands, or from the start.</summary>
    /// <param name="streamId">The cell's stream.</param>
    /// <param name="store">Its results so far.</param>
    /// <param name="settingsOf">How a cell is to be derived. Results that were derived otherwise are forgotten.</param>
    /// <param name="rows">Who is shown the rows.</param>
    public static CellFollower Resume(ulong streamId, DerivedStore store, Func<CellKey, CellSettings> settingsOf, RowTap rows)
    {
        if (CellAtWork.Restore(streamId, store, settingsOf) is not { } cell)
        {
            store.Forget(streamId);
            return new CellFollower(new StreamFollower(streamId, 1), settingsOf, rows);
        }

        CellFollower follower = new(new StreamFollower(streamId, cell.Processor.NextSequence), settingsOf, rows)
        {
            _cell = cell,
            _dates = store.Dates(streamId),
            _halvesClosed = store.HalfCount(streamId),
            _stepsClosed = store.StepCount(streamId),
            _lastCycle = store.LastCycle(streamId),
            _shown = false,
        };
        follower.ShowRowsOf(cell);
        return follower;
    }

    /// <summary>Whether frames up to this number are still to be applied and could be.</summary>
    public bool IsBehind(uint contiguous) => _stream.IsBehind(contiguous);

    /// <summary>Looks for the awaited schema again.</summary>
    public void TryAgain() => _stream.TryAgain();

    /// <summary>Applies the next frames, but none beyond <paramref name="contiguous"/>. True if there are more.</summary>
    public bool Advance(LogView log, uint contiguous)
    {
        for (int frames = 0; frames < FramesATurn; frames++)
        {
            if (!_stream.TryPeek(log, contiguous, out RowBlock? block))
            {
                return false;
            }

            Apply(log, block);
            _stream.Take(block);
        }

        return _stream.IsBehind(contiguous);
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
        return new CellSnapshot(_cell.Key, processor.Latest, processor.TimeS, processor.LatestUtcMs,
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
            Dates = [.. _datesSince],
            TrendState = _cycles.Count > 0 ? _cell.Trends.Save() : null,
            Settings = _cell.Settings,
        };
        _halves.Clear();
        _cycles.Clear();
        _trendsSince.Clear();
        _steps.Clear();
        _datesSince.Clear();
        _moved = false;
        return update;
    }

    private void Apply(LogView log, RowBlock block)
    {
        if (_cell is null)
        {
            // Which cell it is, and so how it is to be derived, is in the schema of its first rows.
            if (!block.HasRows)
            {
                _before += block.Sequence == _before ? 1 : 0;
                return;
            }

            _cell = CellAtWork.Begin(block.Cell, _settingsOf(block.Cell), _before);
            ShowRowsOf(_cell);
        }

        _cell.Processor.Apply(block);
        NoteTime(log, block, _cell.Key);
        _moved = true;
        _shown = false;
        Drain(_cell);
    }

    /// <summary>Reports, once, times that cannot be; they date nothing.</summary>
    private void NoteTime(LogView log, RowBlock block, CellKey cell)
    {
        bool isRefused = block.IsTimeRefused;
        if (isRefused && !_isTimeRefused)
        {
            log.Problem($"Cell {cell.Name} gives a time outside of 2000 to 2199: its rows count, and have no date. Set the "
                + "board's clock, or look who has its account.");
        }

        _isTimeRefused = isRefused;
    }

    private void ShowRowsOf(CellAtWork cell) =>
        cell.Processor.RowTaken = (double timeS, in CellRow row) => _rows.Observer?.OnRow(cell.Key, timeS, row);

    private void Drain(CellAtWork cell)
    {
        CellProcessor processor = cell.Processor;
        IReadOnlyList<BootDate> dates = processor.TakeDates();
        if (dates.Count > 0)
        {
            _datesSince.AddRange(dates);
            _dates = _dates.With(dates);
        }

        while (processor.Engine.TryTakeStep(out Step? step))
        {
            _steps.Add(StoredStep.Of(++_stepsClosed, step, _dates));
        }

        while (processor.TryTakeHalf(out HalfCycle? half))
        {
            _halves.Add(StoredHalf.Of(half, _dates));
            _halvesClosed++;
        }

        while (processor.TryTakeCycle(out Cycle? cycle, out CyclePeaks peaks))
        {
            _cycles.Add(cycle);
            _lastCycle = cycle;
            if (cell.Trends.Add(cycle, peaks))
            {
                _trendsSince.Add(new CycleTrend(
                    cycle.Number, cell.Trends.Latest!, cell.Trends.SlippageAh, cell.Trends.EquivalentFullCycles));
            }
        }
    }
}
