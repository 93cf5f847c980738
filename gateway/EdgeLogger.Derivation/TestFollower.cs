using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cycles.DifferentialCapacity;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Cycles.Trends;
using EdgeLogger.Derivation.Cells;
using EdgeLogger.Derivation.Dating;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;

namespace EdgeLogger.Derivation;

/// <summary>
/// Brings one test up to the log, segment by segment, and gathers what closes on the way. It goes on with a segment as soon as
/// those before it have nothing more; rows of them that come later after all make it outdated, to be derived again.
/// </summary>
internal sealed class TestFollower
{
    private const int BeforeFirst = -1;

    private readonly DatedStreams _streams;
    private readonly TestSource _source;
    private readonly List<StoredHalf> _halves = [];
    private readonly List<Cycle> _cycles = [];
    private readonly List<CycleTrend> _trendsSince = [];
    private readonly List<StoredStep> _steps = [];
    private readonly List<BootPlace> _placesSince = [];
    private readonly ArrayBufferWriter<byte> _saved = new();
    private readonly long[]? _limits;
    private SegmentCursor[] _segments;
    private int _at = BeforeFirst;
    private int _settled;
    private CellAtWork? _cell;
    private Cycle? _lastCycle;
    private int _halvesClosed;
    private int _stepsClosed;
    private readonly TestClockDates _dates;
    private bool _isPlanStored;
    private bool _isClosed;
    private bool _moved;
    private bool _shown = true;
    private bool _isCatchingUp = true;
    private bool _isNew;
    private BlockDate _date;
    private bool _isTimeRefused;

    private TestFollower(TestPlan plan, DatedStreams streams, TestSource source, IReadOnlyList<BootPlace> places)
    {
        Plan = plan;
        _streams = streams;
        _source = source;
        _limits = source.LimitsOf?.Invoke(plan.Id);
        _dates = new TestClockDates(streams, places);
        _segments = [.. plan.Segments.Select(NewCursor)];
    }

    /// <summary>What it is derived from.</summary>
    public TestPlan Plan { get; private set; }

    /// <summary>The first frame of the segment under way that is not applied yet; 0 before the first row.</summary>
    public long Next => _cell?.Processor.NextSequence ?? 0;

    /// <summary>There is something that has not been stored.</summary>
    public bool HasUpdate => _moved || IsToClose;

    /// <summary>It is derived from its start, or from its base; else it goes on where its stored results ended.</summary>
    public bool IsFromStart { get; private init; }

    /// <summary>All that the log had of it when it was begun is derived and stored.</summary>
    public bool IsCaughtUp => !HasUpdate && !IsLate && !IsCatchingUp();

    /// <summary>Rows of a segment that it had gone on from, or ended with, have come: it is to be derived again.</summary>
    public bool IsLate { get; private set; }

    /// <summary>The test is to be derived otherwise than it has been: what is known of it has changed.</summary>
    public bool IsOutdated => _cell is { } cell && cell.Settings != _source.SettingsOf(cell.Key);

    // A file may be on its way into the log: it is over when nothing has come of it for as long as results wait to be stored.
    private bool IsToClose => Plan.IsEnded && !_isClosed && !IsLate && _cell is not null
        && Array.TrueForAll(_segments[_at..], segment => segment.IsOver || (!_moved && segment.IsReadToItsEnd));

    /// <summary>Resumes a test where its checkpoint stands, or from the start.</summary>
    /// <param name="plan">What it is derived from. Results that were derived otherwise are forgotten.</param>
    /// <param name="streams">The dated streams.</param>
    /// <param name="source">What else it needs.</param>
    /// <param name="isLate">What is stored is not to be gone on from: rows have come between.</param>
    public static TestFollower Resume(TestPlan plan, DatedStreams streams, TestSource source, bool isLate = false)
    {
        DerivedStore store = source.Store;
        bool isFromStart = false;
        if (store.IsClosed(plan.Id) && !IsEndOf(plan, store))
        {
            store.Reopen(plan.Id);
        }

        if ((isLate ? null : Restore(plan, source)) is not { } cell)
        {
            // What was derived from frames that are no longer there is gone on from, if it is of this plan.
            cell = store.BackToBase(plan.Id) ? Restore(plan, source) : null;
            if (cell is null)
            {
                store.Forget(plan.Id);
                return new TestFollower(plan, streams, source, []) { IsFromStart = true };
            }

            isFromStart = true;
        }

        TestReach reach = store.Reach(plan.Id)!;
        TestFollower follower = new(plan, streams, source, store.Places(plan.Id))
        {
            IsFromStart = isFromStart,
            _cell = cell,
            _at = reach.Reached.Count - 1,
            _settled = store.BaseReach(plan.Id)?.Reached.Count - 1 ?? 0,
            _halvesClosed = store.HalfCount(plan.Id),
            _stepsClosed = store.StepCount(plan.Id),
            _lastCycle = store.LastCycle(plan.Id),
            _isPlanStored = reach.Segments.SequenceEqual(plan.Segments),
            _isClosed = store.IsClosed(plan.Id),
            _shown = false,
        };
        for (int at = 0; at <= follower._at; at++)
        {
            follower._segments[at] =
                SegmentCursor.Resume(
                    plan.Segments[at], streams, follower.LimitOf(at), reach.Reached[at], plan.Recalibrations);
        }

        follower._moved = !follower._isPlanStored;
        follower.ShowRowsOf(cell);
        return follower;
    }

    /// <summary>Goes on by another plan, if what has been derived is what that gives too.</summary>
    public bool TryFollow(TestPlan plan)
    {
        bool isSame = plan.Segments.SequenceEqual(Plan.Segments);
        if (!plan.Keeps(Plan.Segments, Reached()) || (_isClosed && !(isSame && plan.IsEnded)))
        {
            return false;
        }

        bool isTakenAlike = Equals(plan.Recalibrations, Plan.Recalibrations);
        Plan = plan;
        if (_cell is not null)
        {
            ShowRowsOf(_cell);
            _shown = false;
        }

        if (!isSame || !isTakenAlike)
        {
            _segments = [.. plan.Segments.Select((segment, at) => at <= _at
                ? _segments[at].With(segment, plan.Recalibrations)
                : NewCursor(segment, at))];
        }

        if (!isSame)
        {
            _isPlanStored = false;
            _moved = _cell is not null;
        }

        return true;
    }

    /// <summary>Looks for awaited schemas again.</summary>
    public void TryAgain() => Array.ForEach(_segments, segment => segment.TryAgain());

    /// <summary>Applies the next frame, if its stream is dated up to there; false if there is none.</summary>
    public bool Step(LogView log)
    {
        if (_at > _settled && IsOvertaken(log))
        {
            IsLate = true;
        }

        if (IsLate)
        {
            return false;
        }

        if (_at == BeforeFirst)
        {
            return TryMoveOn(log);
        }

        SegmentCursor segment = _segments[_at];
        int passed = segment.Passed;
        bool isThere = segment.TryPeek(log, out RowBlock? block);
        // What has been reached is part of what is stored.
        _moved |= segment.Passed != passed;
        if (segment.Passed != passed && segment.IsEndLost)
        {
            _cell!.Processor.Break();
            Drain(_cell);
        }

        if (isThere && !_isClosed)
        {
            Apply(log, block!);
            return true;
        }

        IsLate |= isThere;
        return !isThere && TryMoveOn(log);
    }

    /// <summary>How the test stands, if that has changed since it was asked last and its name is known.</summary>
    public CellSnapshot? Snapshot()
    {
        if (_shown || _cell is null)
        {
            return null;
        }

        _shown = true;
        CellProcessor processor = _cell.Processor;
        return new CellSnapshot(Plan.Named(_cell.Key), processor.Latest, processor.TimeS,
            processor.LatestUtcMs(_streams.DatesOf(_segments[_at].Segment.Stream)),
            processor.Engine.Rows, _isClosed ? null : processor.Engine.OpenHalf, _halvesClosed, _lastCycle,
            processor.NextSequence)
        {
            IsTimeRefused = _isTimeRefused,
        };
    }

    /// <summary>What has closed since the last time, with the checkpoint after it; null if nothing was applied.</summary>
    public CellUpdate? TakeUpdate()
    {
        if (!HasUpdate || _cell is null)
        {
            return null;
        }

        bool isToClose = IsToClose;
        _saved.ResetWrittenCount();
        _cell.Processor.Save(_saved);
        CellTrends trends = _cell.Trends;
        BeforeEnd? before = isToClose ? Close(_cell, out trends) : null;
        CellUpdate update = new(_cell.Key, [.. _halves], [.. _cycles], _saved.WrittenSpan.ToArray())
        {
            Trends = [.. _trendsSince],
            Steps = [.. _steps],
            Places = [.. _placesSince],
            Reached = Reached(),
            Segments = _isPlanStored ? null : Plan.Segments,
            Reference = trends.Reference,
            TrendState = _cycles.Count > 0 ? trends.Save() : null,
            BeforeEnd = before,
            Settings = _cell.Settings,
        };
        _halves.Clear();
        _cycles.Clear();
        _trendsSince.Clear();
        _steps.Clear();
        _placesSince.Clear();
        _isPlanStored = true;
        _moved = false;
        return update;
    }

    private static CellAtWork? Restore(TestPlan plan, TestSource source) =>
        source.Store.Reach(plan.Id) is { } reach && plan.Keeps(reach.Segments, reach.Reached)
            ? CellAtWork.Restore(plan.Id, source.Store, source.SettingsOf)
            : null;

    // What its end has closed stays if it still ends there.
    private static bool IsEndOf(TestPlan plan, DerivedStore store) =>
        plan.IsEnded && store.Reach(plan.Id) is { } reach && reach.Segments.SequenceEqual(plan.Segments);

    private SegmentCursor NewCursor(TestSegment segment, int at) =>
        new(segment, _streams, LimitOf(at)) { Recalibrations = Plan.Recalibrations };

    private List<SegmentReach> Reached()
    {
        List<SegmentReach> reached = new(_at + 1);
        for (int at = 0; at <= _at; at++)
        {
            reached.Add(_segments[at].Reach);
        }

        return reached;
    }

    private long LimitOf(int segment) => _limits is null ? uint.MaxValue : segment < _limits.Length ? _limits[segment] : 0;

    /// <summary>Whether rows of an earlier segment have come after all.</summary>
    private bool IsOvertaken(LogView log)
    {
        for (int at = _settled; at < _at; at++)
        {
            SegmentCursor segment = _segments[at];
            if (!segment.IsBehind)
            {
                continue;
            }

            if (segment.FindRows(log))
            {
                return true;
            }

            _moved = true;
        }

        return false;
    }

    /// <summary>Begins the next segment that has rows, if the one under way, and those between, have nothing more now.</summary>
    private bool TryMoveOn(LogView log)
    {
        for (int next = _at; next + 1 < _segments.Length; next++)
        {
            if (next != BeforeFirst && !_segments[next].IsDone)
            {
                return false;
            }

            if (_segments[next + 1].FindRows(log) && _segments[next + 1].TryPeek(log, out RowBlock? block))
            {
                if (_isClosed)
                {
                    IsLate = true;
                    return false;
                }

                Begin(next + 1, block);
                Apply(log, block);
                return true;
            }
        }

        return false;
    }

    private void Begin(int segment, RowBlock block)
    {
        SegmentCursor cursor = _segments[segment];
        if (_cell is null)
        {
            // Which cell it is, and so how it is to be derived, is in the schema of its first rows.
            TestKey key = new(Plan.Id, block.Board, block.Slot);
            _cell = CellAtWork.Begin(key, _source.SettingsOf(key), segment, cursor.Expected, cursor.IsLost);
            ShowRowsOf(_cell);
        }
        else
        {
            StreamDates left = _streams.DatesOf(_segments[_at].Segment.Stream);
            _cell.Processor.Begin(segment, cursor.Expected, cursor.IsLost, left);
        }

        _at = segment;
    }

    private void Apply(LogView log, RowBlock block)
    {
        SegmentCursor cursor = _segments[_at];
        _isNew = _streams.IsNew(cursor.Segment.Stream, block.Sequence);
        StreamDates dates = _streams.DatesOf(cursor.Segment.Stream);
        _date = dates.DateOf(block);
        _cell!.Processor.Apply(block, dates);
        _streams.Derived(cursor.Segment.Stream, block.Sequence);
        cursor.Take(block, _cell.Processor.TimeS);
        NoteTime(log, block, Plan.Named(_cell.Key));
        _moved = true;
        _shown = false;
        Drain(_cell);
    }

    /// <summary>
    /// Closes what is open, as its last row was the test's last one. On a copy: the test may turn out to have gone on.
    /// </summary>
    private BeforeEnd Close(CellAtWork cell, out CellTrends trends)
    {
        BeforeEnd before = new(_halvesClosed - 1, _lastCycle?.Number ?? 0, _stepsClosed,
            _lastCycle is null ? null : cell.Trends.Save());
        CellAtWork finished = cell.Finished(_saved.WrittenSpan);
        Drain(finished);
        (trends, _isClosed, _shown) = (finished.Trends, true, false);
        return before;
    }

    /// <summary>Reports, once, times that cannot be; they date nothing.</summary>
    private void NoteTime(LogView log, RowBlock block, TestKey cell)
    {
        bool isRefused = block.IsTimeRefused;
        if (isRefused && !_isTimeRefused)
        {
            log.Problem($"Cell {cell.Name} gives a time outside of 2000 to 2199: its rows count, and have no date. Set the "
                + "board's clock, or look who has its account.");
        }

        _isTimeRefused = isRefused;
    }

    private void ShowRowsOf(CellAtWork cell)
    {
        TestKey named = Plan.Named(cell.Key);
        cell.Processor.RowTaken = (double timeS, in CellRow row) => _source.Rows.Observer?.OnRow(
            named, new RowPlace(_segments[_at].Segment.Stream, new RowPoint(cell.Processor.Boot, row.UptimeMs)), _isNew, timeS,
            _date.UtcMs(row.UptimeMs), row);
    }

    // Each segment notes at the first look where the log ended: so all are looked at, and until all are up.
    private bool IsCatchingUp()
    {
        if (_isCatchingUp)
        {
            _isCatchingUp = false;
            foreach (SegmentCursor segment in _segments)
            {
                _isCatchingUp |= !segment.IsUp;
            }
        }

        return _isCatchingUp;
    }

    private void Drain(CellAtWork cell)
    {
        CellProcessor processor = cell.Processor;
        IReadOnlyList<BootPlace> places = processor.TakePlaces();
        if (places.Count > 0)
        {
            _placesSince.AddRange(places);
            _dates.Add(places);
        }

        while (processor.Engine.TryTakeStep(out Step? step))
        {
            _steps.Add(StoredStep.Of(++_stepsClosed, step, _dates.Now));
        }

        while (processor.TryTakeHalf(out HalfCycle? half))
        {
            _halves.Add(StoredHalf.Of(half, _dates.Now));
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
