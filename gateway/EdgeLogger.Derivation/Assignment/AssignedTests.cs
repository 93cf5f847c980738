using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Cells.Plans;
using EdgeLogger.Derivation.Dating;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Schemas;
using EdgeLogger.FrameLog;
using EdgeLogger.Loops;

namespace EdgeLogger.Derivation.Assignment;

/// <summary>
/// Keeps the plans of derivation in step with the book of cells: finds the place in a stream of each edge that a person gave as a
/// time, and opens a test for rows that belong to none, so that nothing is left out. Thread-safe.
/// </summary>
internal sealed class AssignedTests : IDisposable
{
    // Before every row of a stream.
    private static readonly RowPoint Beginning = new(0, -1);

    private static readonly TimeSpan BookEvery = TimeSpan.FromMilliseconds(500);

    private readonly CellBook _book;
    private readonly TestPlans _plans;
    private readonly DatedStreams _streams;
    private readonly Func<ulong, DatedStream> _resume;
    private readonly LogView _log;
    private readonly EdgeFinder _finder;
    private readonly Action<string> _problem;
    private readonly Loop _turning;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly BookIndex _index = new();
    private readonly ConcurrentDictionary<ulong, bool> _advanced = new();
    private readonly ConcurrentDictionary<ulong, bool> _settled = new();
    private readonly ConcurrentDictionary<ulong, string> _refused = new();
    private readonly SemaphoreSlim _news = new(0, 1);
    private long _version;

    /// <param name="book">The book. Its caller disposes of it.</param>
    /// <param name="directory">The data directory.</param>
    /// <param name="plans">Given the plans.</param>
    /// <param name="streams">The streams, each as far as it is dated.</param>
    /// <param name="resume">A stream as its results so far say.</param>
    /// <param name="time">Clock of the looks at the book.</param>
    /// <param name="loops">Watches the loop.</param>
    /// <param name="problem">Receives, in words, what a person should look at.</param>
    public AssignedTests(CellBook book, string directory, TestPlans plans, DatedStreams streams,
        Func<ulong, DatedStream> resume, TimeProvider time, LoopHealth loops, Action<string> problem)
    {
        _book = book;
        _plans = plans;
        _streams = streams;
        _resume = resume;
        _problem = problem;
        _time = time;
        _log = new LogView(directory, problem);
        _finder = new EdgeFinder(_log);
        _turning = new Loop("assignment of tests", loops);
    }

    /// <summary>Rows that no test can be found for, in words.</summary>
    public IEnumerable<string> Problems => _refused.Values;

    /// <summary>Reads the book, before anything is derived.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            _version = _book.Version;
            foreach (BookedTest test in _book.Plans())
            {
                Enter(test);
            }

            _plans.Change([.. _index.Tests.Select(PlanOf).OfType<TestPlan>()]);
        }
    }

    /// <summary>A stream has been dated further: rows of it may need a test, or show where an edge is.</summary>
    public void Advanced(ulong stream)
    {
        if (!_settled.ContainsKey(stream))
        {
            _advanced[stream] = true;
            Wake();
        }
    }

    /// <summary>The book may have changed.</summary>
    public void Wake()
    {
        if (_news.CurrentCount == 0)
        {
            try
            {
                _news.Release();
            }
            catch (SemaphoreFullException)
            {
                // Another thread was faster.
            }
        }
    }

    /// <summary>Follows the book and the streams until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            bool isUp = _turning.Turn(() => Turn());
            try
            {
                if (isUp)
                {
                    await _news.WaitAsync(BookEvery, stopping).ConfigureAwait(false);
                }
                else
                {
                    await Task.Delay(_turning.Pause(BookEvery), _time, stopping).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException)
            {
                // Stopping.
            }
        }
    }

    /// <summary>Follows what has changed since the last time; whether a plan is another one now.</summary>
    public bool Turn()
    {
        lock (_gate)
        {
            HashSet<ulong> changed = [];
            FollowBook(changed);
            foreach (ulong stream in _advanced.Keys)
            {
                _advanced.TryRemove(stream, out _);
                try
                {
                    Look(stream, changed);
                    _refused.TryRemove(stream, out _);
                }
                catch (CellBookException refusal)
                {
                    // The others go on; a change of the book brings this one back.
                    string problem = $"Rows of {PlaceOf(stream)} wait for a test: {refusal.Message}";
                    _refused[stream] = problem;
                    _problem(problem);
                }
                catch
                {
                    _advanced[stream] = true;
                    throw;
                }
            }

            TestPlan[] plans = [.. changed.Select(test => PlanOf(_index[test])).OfType<TestPlan>().Where(IsAnother)];
            ulong[] removed = [.. changed.Where(test => PlanOf(_index[test]) is null && _plans.Find(test) is not null)];
            if (plans.Length + removed.Length > 0)
            {
                _plans.Change(plans, removed);
            }

            return plans.Length + removed.Length > 0;
        }
    }

    public void Dispose()
    {
        _log.Dispose();
        _news.Dispose();
    }

    private bool IsAnother(TestPlan plan) => _plans.Find(plan.Id) is not { } before || !before.IsSame(plan);

    private void FollowBook(HashSet<ulong> changed)
    {
        BookChanges changes = _book.ChangesSince(_version);
        foreach (ulong test in changes.Tests)
        {
            if (_book.PlanOf(test) is { } booked)
            {
                Enter(booked);
                changed.Add(test);
            }
        }

        _version = changes.Version;
    }

    // The streams concerned are looked at again.
    private void Enter(BookedTest test)
    {
        foreach (ulong stream in _index.Enter(test))
        {
            _settled.TryRemove(stream, out _);
            _advanced[stream] = true;
        }
    }

    private void Look(ulong stream, HashSet<ulong> changed)
    {
        DatedStream dated = StreamAt(stream);
        if (SlotOf(stream, dated, changed) is not { } slot)
        {
            return;
        }

        bool isWaiting = false;
        foreach (ulong id in _index.At(stream, slot))
        {
            isWaiting |= Resolve(_index[id], stream, dated);
            changed.Add(id);
            FollowBook(changed);
        }

        while (FirstWithoutTest(stream, dated) is { } utcMs)
        {
            long before = _version;
            _book.OpenUnnamed(stream, slot, utcMs);
            FollowBook(changed);
            if (_version == before)
            {
                _problem($"Rows of {slot} of {DateTimeOffset.FromUnixTimeMilliseconds(utcMs):yyyy-MM-dd HH:mm} UTC belong to no "
                    + "test. Look at the edges of the tests in that slot.");
                break;
            }
        }

        if (!isWaiting && IsOpen(stream))
        {
            _settled[stream] = true;
        }
    }

    private string PlaceOf(ulong stream) => _index.SlotOf(stream) is { } slot ? $"{slot}" : $"stream {stream:x16}";

    private bool IsOpen(ulong stream) => _index.On(stream).Any(test =>
        _index[test].Segments.Any(segment => segment.Stream == stream && segment.IsOpen && segment.From?.At is not null));

    /// <summary>The slot of a stream; null while no rows have come, and for an imported file.</summary>
    private SlotName? SlotOf(ulong stream, DatedStream dated, HashSet<ulong> changed)
    {
        if (_index.SlotOf(stream) is { } known)
        {
            return known;
        }

        if (_index.On(stream).Count > 0 || _finder.FirstRows(stream, 1, dated.ReadTo) is not { } rows)
        {
            return null;
        }

        SlotName slot = new(rows.Board, rows.Slot);
        if (rows.HoldsReadings)
        {
            _book.OpenUnnamedFile(stream, slot);
            FollowBook(changed);
            _settled[stream] = true;
            return null;
        }

        _index.NoteSlot(stream, slot);
        return slot;
    }

    /// <summary>Gives edges of a test their place, where that is known now; whether some still have none.</summary>
    private bool Resolve(BookedTest test, ulong stream, DatedStream dated)
    {
        bool isWaiting = false;
        for (int index = 0; index < test.Segments.Count; index++)
        {
            Segment segment = test.Segments[index];
            if (segment.Slot is not { } slot || slot != _index.SlotOf(stream) || (segment.Stream is { } own && own != stream))
            {
                continue;
            }

            foreach (EdgeSide side in (EdgeSide[])[EdgeSide.From, EdgeSide.To])
            {
                if (segment.EdgeAt(side) is not { At: null } edge || (segment.Stream is null && side == EdgeSide.To))
                {
                    continue;
                }

                if (_finder.Find(stream, dated.Dates, edge.UtcMs, dated.ReadTo) is { IsFinal: true } found)
                {
                    _book.Resolve(test.Id, index, side, Ordered(segment, side, found.At));
                    segment = _book.PlanOf(test.Id)!.Segments[index];
                }
                else
                {
                    isWaiting = true;
                }
            }
        }

        return isWaiting;
    }

    // Both may lie before the first row, or the clock was put back between: the test has no rows there then.
    private static Point Ordered(Segment segment, EdgeSide side, Point found) =>
        side == EdgeSide.To && segment.From?.At is { } from && from.IsAfter(found) ? from
        : side == EdgeSide.From && segment.To?.At is { } to && found.IsAfter(to) ? to
        : found;

    /// <summary>When the first row of a stream was that is in no segment, Unix ms; null if each row is in one.</summary>
    private long? FirstWithoutTest(ulong stream, DatedStream dated)
    {
        (Segment Booked, TestSegment Placed)[] covered = [.. _index.On(stream)
            .SelectMany(test => _index[test].Segments.Where(segment => segment.Stream == stream))
            .Select(segment => (segment, SegmentOf(segment, stream)!)).Where(one => one.Item2 is not null)
            .OrderBy(one => one.Item2.From?.Boot ?? 0).ThenBy(one => one.Item2.From?.UptimeMs ?? long.MinValue)];
        RowPoint? after = null;
        long frame = 1;
        long notBeforeMs = long.MinValue;
        foreach ((Segment booked, TestSegment placed) in covered)
        {
            if (placed.From is { } from && from != (after ?? Beginning) && RowIn(stream, dated, after, from, frame) is { } utcMs)
            {
                // By its place it lies between the edges, so its time does too, whatever the board's clock has done since.
                return Math.Clamp(utcMs, notBeforeMs, Math.Max(notBeforeMs, booked.From!.UtcMs - 1));
            }

            if (placed.To is null)
            {
                return null;
            }

            (after, notBeforeMs) = (placed.To, booked.To!.UtcMs);
            frame = Math.Max(frame, booked.To.At?.Frame ?? 1);
        }

        return RowIn(stream, dated, after, null, frame) is { } last ? Math.Max(last, notBeforeMs) : null;
    }

    private long? RowIn(ulong stream, DatedStream dated, RowPoint? after, RowPoint? upTo, long frame)
    {
        TestSegment gap = new(stream) { From = after, To = upTo };
        while (_finder.FirstRows(stream, frame, dated.ReadTo) is { } block)
        {
            switch (block.Within(gap))
            {
                case BlockSide.Within:
                    return Math.Clamp(
                        dated.Dates.DateOf(block).UtcMs(block.RowsUptimeMs)
                            ?? block.ReceivedUtcMs - block.EndUptimeMs + block.RowsUptimeMs,
                        BelievableUtc.FirstMs, BelievableUtc.EndMs - 1);
                case BlockSide.After:
                    return null;
            }

            frame = block.Sequence + 1L;
        }

        return null;
    }

    /// <summary>What is derived of a test; null while no stream has rows of it.</summary>
    private TestPlan? PlanOf(BookedTest test)
    {
        (TestSegment Segment, TestPlace? Place)[] placed = [.. test.Segments
            .Where(segment => !segment.IsWithdrawn)
            .Select(segment => (StreamOf(segment) is { } stream ? SegmentOf(segment, stream) : null,
                segment.Slot is { } slot ? new TestPlace(slot.Board, slot.Slot) : null))
            .Where(one => one.Item1 is not null).Select(one => (one.Item1!, one.Item2))];
        return placed.Length == 0 ? null : new TestPlan(test.Id, [.. placed.Select(one => one.Segment)])
        {
            Name = BookNames.Of(test),
            Places = [.. placed.Select(one => one.Place)],
            Metadata = test.Metadata,
            IsEnded = test.EndUtcMs is not null,
            Recalibrations = Recalibrations.Of(test.Recalibrations),
        };
    }

    private ulong? StreamOf(Segment segment) => segment.Stream
        ?? _index.StreamsOf(segment).Select(StreamAt).MaxBy(stream => _finder.LastArrivalMs(stream.Id, stream.ReadTo))?.Id;

    /// <summary>
    /// A segment by places. An edge that has none yet is where it will be if the board does not restart; once it has one, the
    /// test is derived again if that was wrong.
    /// </summary>
    private TestSegment? SegmentOf(Segment segment, ulong stream)
    {
        Point? from = segment.From is { } begin ? PointOf(begin, stream) : null;
        Point? to = segment.To is { } end ? PointOf(end, stream) : null;
        return segment.From is not null && from is null ? null : new TestSegment(stream)
        {
            From = from is { } one ? new RowPoint(one.Boot, one.UptimeMs) : null,
            To = to is { } two ? new RowPoint(two.Boot, two.UptimeMs) : null,
            FirstFrame = Math.Max(1, from?.Frame ?? 1),
        };
    }

    private Point? PointOf(Edge edge, ulong stream)
    {
        if (edge.At is { } at && at.Stream == stream)
        {
            return at;
        }

        DatedStream dated = StreamAt(stream);
        return _finder.Find(stream, dated.Dates, edge.UtcMs, dated.ReadTo)?.At;
    }

    // Before its worker has begun it: as far as it was dated when the gateway stopped.
    private DatedStream StreamAt(ulong stream) => _streams.Find(stream) ?? _resume(stream);
}
