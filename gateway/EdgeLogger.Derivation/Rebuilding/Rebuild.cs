using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Cells;
using EdgeLogger.Cycles;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Assignment;
using EdgeLogger.Derivation.Cells;
using EdgeLogger.Derivation.Dating;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.Loops;

namespace EdgeLogger.Derivation.Rebuilding;

/// <summary>Derives everything from the frame log from nothing.</summary>
public sealed class Rebuild
{
    private const int FramesAProgress = 256;

    private readonly string _directory;
    private readonly DerivedStore _store;
    private readonly CycleEngineOptions _engine;
    private readonly Action<string> _problem;
    private readonly Action<double> _progress;
    private long _frames;
    private long _framesInAll;

    /// <param name="directory">The data directory, which holds the log. It is only read, and may be one in use.</param>
    /// <param name="store">Where results go: an empty store.</param>
    /// <param name="engine">What the cycle engine uses for a cell of which nothing is known.</param>
    /// <param name="problem">Receives, in words, of frames and schemas that cannot be used.</param>
    /// <param name="progress">Receives the share that is done, 0 to 1. Problem and progress are called from several
    /// threads.</param>
    public Rebuild(string directory, DerivedStore store, CycleEngineOptions engine, Action<string> problem,
        Action<double> progress)
    {
        _directory = directory;
        _store = store;
        _engine = engine;
        _problem = problem;
        _progress = progress;
    }

    /// <summary>
    /// The store whose results of frames that are no longer in the log are taken over, and from whose bases derivation begins;
    /// null: begin with the first frame that is left.
    /// </summary>
    public DerivedStore? Kept { get; init; }

    /// <summary>The tests, if there is no book; null: each stream is one.</summary>
    public TestPlans? Plans { get; init; }

    /// <summary>
    /// The book of cells, which says what tests there are: edges get their places, and rows without a test one. Null: there is
    /// none.
    /// </summary>
    public CellBook? Book { get; init; }

    /// <summary>Derives every test as far as the log goes.</summary>
    /// <exception cref="FrameLogException">The log cannot be read.</exception>
    public RebuildReport Run(CancellationToken cancellationToken)
    {
        using FrameLogReader reader = FrameLogReader.Open(_directory);
        DerivationOptions options = new() { Engine = _engine };
        IReadOnlyList<StreamEntry> streams = reader.ReadStreams();
        Dictionary<ulong, uint> marks = streams.ToDictionary(stream => stream.StreamId, stream => stream.Contiguous);
        TestPlans plans = Book is null ? Plans ?? new TestPlans() : Assigned(Book, marks, cancellationToken);
        return Run(
            marks, [.. streams.SelectMany(stream => plans.On(stream.StreamId)).DistinctBy(plan => plan.Id)],
            new TestSource(_store, cell => options.For(plans.MetadataOf(cell.Id)), new RowTap()), Kept, cancellationToken);
    }

    /// <summary>
    /// Derives every cell of another store as that store says that it was derived, and just as far, and compares all that is
    /// stored. Of results of another version of the engine, what this one makes of them is compared with what they are, and not
    /// how each of them keeps its state.
    /// </summary>
    /// <param name="stored">Results and checkpoints of a live run.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What was gone through, and the first difference in words; null if everything is the same to the last
    /// byte.</returns>
    /// <exception cref="FrameLogException">The log cannot be read.</exception>
    public (RebuildReport Report, string? Difference) Check(DerivedStore stored, CancellationToken cancellationToken)
    {
        Dictionary<ulong, uint> marks = stored.Streams().ToDictionary(one => one.Stream, one => (uint)(one.NextSequence - 1));
        List<TestPlan> plans = [];
        Dictionary<ulong, long[]> limits = [];
        Dictionary<ulong, CellSettings> settings = [];
        foreach (TestKey cell in stored.Cells())
        {
            if (stored.Settings(cell.Id) is not { } derivedBy || stored.Reach(cell.Id) is not { } reach
                || (derivedBy.EngineVersion == CycleEngine.Version
                    && CellProcessor.Restore(derivedBy.Engine, stored.Checkpoint(cell.Id)) is null))
            {
                return (new RebuildReport(0, 0, 0, 0), $"cell {cell.Name}: its checkpoint was written by another version");
            }

            plans.Add(new TestPlan(cell.Id, reach.Segments)
            {
                Recalibrations = reach.Recalibrations,
                IsEnded = stored.IsClosed(cell.Id),
            });
            limits.Add(cell.Id, [.. reach.Reached.Select(one => one.IsSealed ? uint.MaxValue : one.Next - 1)]);
            settings.Add(cell.Id, derivedBy with { EngineVersion = CycleEngine.Version });
            foreach ((TestSegment segment, SegmentReach one) in reach.Segments.Zip(reach.Reached))
            {
                // A test may have been stored when its stream's dates had still to be.
                long read = one.IsSealed && !one.IsCut ? one.Next : one.Next - 1;
                marks[segment.Stream] = Math.Max(marks.GetValueOrDefault(segment.Stream), (uint)read);
            }
        }

        TestSource source = new(_store, cell => settings[cell.Id], new RowTap()) { LimitsOf = test => limits[test] };
        RebuildReport report = Run(marks, plans, source, stored, cancellationToken);
        return (report, StoreComparison.FirstDifference(stored, _store));
    }

    /// <summary>
    /// What of a checked store another version of the engine has made, test by test, and what this one makes of it.
    /// </summary>
    /// <param name="stored">The store that was given to <see cref="Check"/>.</param>
    public IReadOnlyList<EngineChange> ChangedByEngine(DerivedStore stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return
        [
            .. stored.Cells().Where(test => stored.Settings(test.Id) is { } by && by.EngineVersion != CycleEngine.Version)
                .Select(test => EngineChange.Of(test, stored.Cycles(test.Id), _store.Cycles(test.Id))),
        ];
    }

    /// <summary>The tests of a book. Where its edges are depends on dates: these are derived first.</summary>
    private TestPlans Assigned(CellBook book, Dictionary<ulong, uint> marks, CancellationToken cancellationToken)
    {
        DatedStreams streams = new();
        InParallel(marks, (log, stream) =>
        {
            DatedStream dated = DatedStream.Resume(stream.Key, Kept ?? _store);
            dated.Mark = stream.Value;
            streams.Add(dated);
            while (dated.Step(log))
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }, cancellationToken);
        TestPlans plans = new() { StreamsAreTests = false };
        using AssignedTests assigned = new(book, _directory, plans, streams, stream => DatedStream.Resume(stream, _store),
            TimeProvider.System, new LoopHealth(_problem), _problem);
        assigned.Begin();
        foreach (ulong stream in marks.Keys)
        {
            assigned.Advanced(stream);
        }

        while (assigned.Turn())
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        return plans;
    }

    private RebuildReport Run(
        Dictionary<ulong, uint> marks, IReadOnlyList<TestPlan> plans, TestSource source, DerivedStore? kept,
        CancellationToken cancellationToken)
    {
        _store.Begin(_engine);
        if (kept is not null)
        {
            _store.TakeBases(kept);
        }

        ReportWhatIsGone();
        _framesInAll = Math.Max(1, marks.Values.Sum(last => (long)last));
        ILookup<ulong, TestPlan> ofOneStream = plans.Where(plan => plan.Segments.All(plan.Segments[0].IsOfSameStream))
            .ToLookup(plan => plan.Segments[0].Stream);
        DatedStreams streams = new();
        InParallel(marks, (log, stream) => Date(log, streams, stream.Key, stream.Value, [.. ofOneStream[stream.Key]], source,
            cancellationToken), cancellationToken);
        // Then all streams are dated, for tests on several.
        InParallel(plans.Where(plan => !plan.Segments.All(plan.Segments[0].IsOfSameStream)), (log, plan) =>
            Finish(log, TestFollower.Resume(plan, streams, source), cancellationToken), cancellationToken);
        IReadOnlyList<TestKey> cells = _store.Cells();
        return new RebuildReport(
            cells.Count, _frames, cells.Sum(cell => _store.HalfCount(cell.Id)),
            cells.Sum(cell => _store.CycleCount(cell.Id)));
    }

    private void InParallel<T>(IEnumerable<T> parts, Action<LogView, T> derive, CancellationToken cancellationToken) =>
        Parallel.ForEach(
            parts,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken },
            () => new LogView(_directory, _problem),
            (part, _, log) =>
            {
                derive(log, part);
                return log;
            },
            log => log.Dispose());

    private void ReportWhatIsGone()
    {
        Dictionary<ulong, long> bases = _store.StreamBases().ToDictionary(one => one.Stream, one => one.NextSequence);
        using FrameLogReader reader = FrameLogReader.Open(_directory);
        foreach (StreamEntry stream in reader.ReadStreams()
            .Where(stream => stream.ExpiredTo >= bases.GetValueOrDefault(stream.StreamId, 1)))
        {
            _problem($"Stream {stream.StreamId:x16} of {stream.Board}: frames up to {stream.ExpiredTo} have been "
                + "dropped from the log, and no "
                + "results of them are there. Its results begin with the frames that are left.");
        }
    }

    /// <summary>Dates a stream, and derives the tests that are on it alone.</summary>
    private void Date(
        LogView log, DatedStreams streams, ulong id, uint mark, TestPlan[] plans, TestSource source,
        CancellationToken cancellationToken)
    {
        DatedStream stream = DatedStream.Resume(id, _store);
        stream.Mark = mark;
        streams.Add(stream);
        TestFollower[] tests = [.. plans.Select(plan => TestFollower.Resume(plan, streams, source))];
        long shown = stream.Next;
        while (stream.Step(log))
        {
            Array.ForEach(tests, test => test.Step(log));
            if (stream.Next - shown >= FramesAProgress)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Progress(stream.Next - shown);
                shown = stream.Next;
            }
        }

        Progress(stream.Next - shown);
        if (stream.TakeUpdate() is { } update)
        {
            _store.Write([], [update]);
        }

        Array.ForEach(tests, test => Finish(log, test, cancellationToken));
    }

    private void Finish(LogView log, TestFollower test, CancellationToken cancellationToken)
    {
        while (test.Step(log))
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        // The end of a test is the last of it.
        while (test.TakeUpdate() is { } update)
        {
            _store.Write([update]);
        }
    }

    private void Progress(long frames) => _progress((double)Interlocked.Add(ref _frames, frames) / _framesInAll);
}

/// <summary>What a rebuild has gone through.</summary>
/// <param name="Cells">Cells with results.</param>
/// <param name="Frames">Sequence numbers passed, those reported lost included.</param>
/// <param name="HalfCycles">Closed half cycles found.</param>
/// <param name="Cycles">Closed cycles found.</param>
public sealed record RebuildReport(int Cells, long Frames, int HalfCycles, int Cycles);
