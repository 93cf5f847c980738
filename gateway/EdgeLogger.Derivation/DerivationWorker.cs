using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Derivation.Dating;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Loops;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Derivation;

/// <summary>
/// Owns some of the streams, which it dates, and some of the tests: brings them up to the log, one after another, and stores what
/// closes. A test is, where it can be, with the stream that it runs on, so that a frame is decoded once for both.
/// </summary>
internal sealed class DerivationWorker : IDisposable
{
    private const int FramesATurn = 256;

    private readonly DerivationShares _shares;
    private readonly DerivationOptions _options;
    private readonly TestSource _source;
    private readonly TimeProvider _time;
    private readonly TailListener _tail;
    private readonly int _number;
    private readonly Dictionary<ulong, StreamWork> _works = [];
    private readonly Dictionary<ulong, TestFollower> _followers = [];
    private readonly List<ulong> _together = [];
    private readonly HashSet<ulong> _catchingUpTests = [];
    private readonly BadWorks _bad;
    private readonly ConcurrentDictionary<ulong, bool> _news = new();
    private readonly Loop _catchingUp;
    private readonly ResultStoring _storing;
    private readonly LogView _log;

    public DerivationWorker(
        string directory, DerivationOptions options, TestSource source, DerivationShares shares, TimeProvider time,
        Action<string> problem, LoopHealth loops, int number, TailListener tail)
    {
        _tail = tail;
        _number = number;
        _catchingUp = new Loop($"derivation {number + 1}", loops);
        _storing = new ResultStoring(source.Store, options.StoreEvery, shares, time, loops, number + 1);
        _bad = new BadWorks(time, options.StoreEvery, loops);
        _shares = shares;
        _options = options;
        _source = source;
        _time = time;
        _log = new LogView(directory, problem);
    }

    public event Action<CellUpdate>? Stored
    {
        add => _storing.Stored += value;
        remove => _storing.Stored -= value;
    }

    /// <summary>Raised before a test is derived on, or again.</summary>
    public event Action<TestBegun>? Begun;

    /// <summary>Raised when a test has caught up with the log since it was begun, and that is stored.</summary>
    public event Action<ulong>? CaughtUp;

    /// <summary>Raised after rows of a stream have been dated.</summary>
    public event Action<ulong>? Dated
    {
        add => _storing.Dated += value;
        remove => _storing.Dated -= value;
    }

    /// <summary>Plans have changed: of this worker's tests, or of tests on its streams.</summary>
    public void Wake() => _tail.Wake();

    /// <summary>A stream that another worker dates has more for a test.</summary>
    public void Notify(ulong test)
    {
        _news[test] = true;
        _tail.Wake();
    }

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            bool isUp = _catchingUp.Turn(() => CatchUp(stopping));
            TimeSpan untilStore = _storing.StoreWhenDue(_followers.Values, _works.Values);
            ReportCaughtUp();
            await (isUp ? WaitAsync(untilStore, stopping) : PauseAsync(stopping)).ConfigureAwait(false);
        }

        Finish();
    }

    /// <summary>Derives what is there by now, as far as the streams of all workers are dated, and stores it.</summary>
    public void Finish()
    {
        _catchingUp.Turn(() => CatchUp(CancellationToken.None));
        _storing.StoreNow(_followers.Values, _works.Values);
        // Now that all of it is stored, what is over closes.
        _storing.StoreNow(_followers.Values, _works.Values);
        ReportCaughtUp();
    }

    public void Dispose()
    {
        _tail.Dispose();
        _log.Dispose();
    }

    private void CatchUp(CancellationToken stopping)
    {
        if (_tail.TakeSchemaCame())
        {
            _log.ForgetMissingSchemas();
            Array.ForEach([.. _works.Values], work => work.Stream.TryAgain());
            Array.ForEach([.. _followers.Values], follower => follower.TryAgain());
        }

        FollowPlans();
        bool behind = true;
        while (behind && !stopping.IsCancellationRequested)
        {
            behind = false;
            foreach ((ulong stream, uint contiguous) in _tail.Marks)
            {
                behind |= TryAdvance(stream, contiguous);
            }

            foreach ((ulong test, _) in _news)
            {
                _news.TryRemove(test, out _);
                if (AdvanceTest(test))
                {
                    _news[test] = behind = true;
                }
                else if (_bad.Has((IsTest: true, test)))
                {
                    // It is tried again after a pause, also if its streams have nothing more.
                    _news[test] = true;
                }
            }

            _storing.StoreWhenDue(_followers.Values, _works.Values);
        }
    }

    private void ShowWaiting(DatedStream stream)
    {
        if (stream.Awaited is not { } awaited)
        {
            _shares.Waiting.TryRemove(stream.Id, out _);
            return;
        }

        long frames = (long)stream.Mark - stream.Next + 1;
        _shares.Waiting[stream.Id] =
            _shares.Waiting.TryGetValue(stream.Id, out WaitingFrames? before) && before.FirstSequence == stream.Next
                ? before with { Frames = frames }
                : new WaitingFrames(_log.BoardOf(stream.Id), stream.Id, stream.Next, awaited.SchemaHash, frames,
                    awaited.ReceivedUtcMs, _time.GetTimestamp());
    }

    /// <summary>
    /// Brings one stream further, and its tests; what only its frames can bring about is its own trouble, and the others go on.
    /// </summary>
    private bool TryAdvance(ulong stream, uint contiguous)
    {
        if (_bad.IsPaused((IsTest: false, stream)))
        {
            return false;
        }

        try
        {
            bool behind = Advance(stream, contiguous);
            _bad.Succeeded((IsTest: false, stream));
            return behind;
        }
        catch (Exception error) when (IsOfFrames(error))
        {
            _bad.Failed((IsTest: false, stream), error);
            _works.Remove(stream);
            return false;
        }
    }

    private static bool IsOfFrames(Exception error) =>
        error is not SqliteException and not FrameLogException and not IOException;

    private bool Advance(ulong streamId, uint contiguous)
    {
        StreamWork work = WorkOf(streamId);
        DatedStream stream = work.Stream;
        stream.Mark = Math.Max(stream.Mark, contiguous);
        uint before = stream.ReadTo;
        // Those that are behind come up first; then all go through the stream together, and each frame is decoded once.
        bool testsBehind = AdvanceTests(work.Tests);
        for (int frames = 0; frames < FramesATurn && stream.Step(_log); frames++)
        {
            StepTogether();
        }

        testsBehind |= StepTogether();
        Show(work.Tests);
        ShowWaiting(stream);
        if (stream.ReadTo != before)
        {
            NotifyElsewhere(work);
            _shares.StreamDated?.Invoke(streamId);
        }

        // What waits for a schema stays wanted: no further frame may ever come to remind us of it.
        bool isBehind = testsBehind || (!stream.IsAtMark && stream.Awaited is null);
        if (!isBehind && stream.Awaited is null && !work.Tests.Any(test => _bad.Has((true, test))))
        {
            _tail.CaughtUp(streamId, contiguous);
        }

        return isBehind;
    }

    private StreamWork WorkOf(ulong streamId)
    {
        if (!_works.TryGetValue(streamId, out StreamWork? work))
        {
            // A stream that failed begins again where it is stored.
            DatedStream stream = _shares.Streams.Find(streamId) is { } known && !_bad.Has((false, streamId))
                ? known
                : DatedStream.Resume(streamId, _source.Store);
            IReadOnlyList<TestPlan> plans = _shares.Plans.On(streamId);
            stream.Recalibrations = _shares.Plans.RecalibrationsOn(streamId);
            work = new StreamWork(
                stream, [.. plans.Where(IsMine).Select(plan => plan.Id)],
                [.. plans.Where(plan => !IsMine(plan)).Select(plan => (plan.Id, _shares.WorkerOf(plan)))]);
            _shares.Streams.Add(stream);
            _works[streamId] = work;
            NotifyElsewhere(work);
        }

        return work;
    }

    private bool IsMine(TestPlan plan) => _shares.WorkerOf(plan) == _number;

    private void NotifyElsewhere(StreamWork work)
    {
        foreach ((ulong test, int worker) in work.Elsewhere)
        {
            _shares.Notify(worker, test);
        }
    }

    /// <summary>Brings tests further; those that are up then go together. True if others are still behind.</summary>
    private bool AdvanceTests(IReadOnlyList<ulong> tests)
    {
        _together.Clear();
        for (int i = 0; i < tests.Count; i++)
        {
            if (!AdvanceTest(tests[i]))
            {
                _together.Add(tests[i]);
            }
        }

        return _together.Count < tests.Count;
    }

    /// <summary>Brings one test further; true if there is more at once.</summary>
    private bool AdvanceTest(ulong test)
    {
        int frames = 0;
        while (frames < FramesATurn && StepTest(test))
        {
            frames++;
        }

        if (frames > 0)
        {
            Show(test);
        }

        return frames == FramesATurn;
    }

    private bool StepTogether()
    {
        bool more = false;
        foreach (ulong test in _together)
        {
            more |= StepTest(test);
        }

        return more;
    }

    private bool StepTest(ulong test)
    {
        if (_bad.IsPaused((IsTest: true, test)))
        {
            return false;
        }

        try
        {
            bool stepped = FollowerOf(test) is { } follower && Step(follower);
            if (!stepped)
            {
                // It has come as far as there is.
                _bad.Succeeded((IsTest: true, test));
            }

            return stepped;
        }
        catch (Exception error) when (IsOfFrames(error))
        {
            _bad.Failed((IsTest: true, test), error);
            Drop(test);
            return false;
        }
    }

    private bool Step(TestFollower follower)
    {
        if (follower.Step(_log))
        {
            return true;
        }

        if (follower.IsLate)
        {
            Restart(follower.Plan, isLate: true);
            return true;
        }

        return false;
    }

    private void Drop(ulong test)
    {
        _followers.Remove(test);
        _storing.Drop(test);
    }

    /// <summary>Derives a test again, from its base or from its start.</summary>
    private void Restart(TestPlan plan, bool isLate)
    {
        Drop(plan.Id);
        // Before its results are forgotten: nobody concludes anything from what is left of them.
        Begin(new TestBegun(plan.Id, IsFromStart: true));
        _followers[plan.Id] = TestFollower.Resume(plan, _shares.Streams, _source, isLate);
        _news[plan.Id] = true;
    }

    private void Begin(TestBegun begun)
    {
        _catchingUpTests.Add(begun.Test);
        Begun?.Invoke(begun);
    }

    private void ReportCaughtUp()
    {
        if (_catchingUpTests.Count == 0 || _storing.HasUnwritten)
        {
            return;
        }

        foreach (ulong test in _catchingUpTests.Where(IsCaughtUp).ToArray())
        {
            _catchingUpTests.Remove(test);
            CaughtUp?.Invoke(test);
        }
    }

    private bool IsCaughtUp(ulong test) =>
        !_bad.Has((IsTest: true, test)) && _followers.TryGetValue(test, out TestFollower? follower) && follower.IsCaughtUp;

    private void Show(IReadOnlyList<ulong> tests)
    {
        for (int i = 0; i < tests.Count; i++)
        {
            Show(tests[i]);
        }
    }

    private void Show(ulong test)
    {
        if (_followers.TryGetValue(test, out TestFollower? follower) && follower.Snapshot() is { } snapshot)
        {
            _shares.Snapshots[test] = snapshot;
        }
    }

    private void FollowPlans()
    {
        while (_shares.TryPeekChanged(_number, out ChangedPart part))
        {
            if (part.IsTest)
            {
                Follow(part.Id);
            }
            else
            {
                FollowStream(part.Id);
            }

            _shares.TakeChanged(_number);
        }
    }

    // Other tests may be on it now.
    private void FollowStream(ulong stream)
    {
        _works.Remove(stream);
        if (_log.Reader.FindStream(stream) is { } entry)
        {
            _tail.Mark(stream, entry.Contiguous);
        }
    }

    private void Follow(ulong test)
    {
        if (_shares.PlanOf(test) is not { } plan)
        {
            Drop(test);
            _catchingUpTests.Remove(test);
            _source.Store.Forget(test);
            _shares.Snapshots.TryRemove(test, out _);
            return;
        }

        _news[test] = true;
        if (_followers.TryGetValue(test, out TestFollower? follower) && (!follower.TryFollow(plan) || follower.IsOutdated))
        {
            Restart(plan, isLate: false);
        }
    }

    private TestFollower? FollowerOf(ulong test)
    {
        if (!_followers.TryGetValue(test, out TestFollower? follower) && _shares.PlanOf(test) is { } plan)
        {
            follower = TestFollower.Resume(plan, _shares.Streams, _source);
            Begin(new TestBegun(test, follower.IsFromStart));
            _followers.Add(test, follower);
        }

        return follower;
    }

    private async Task PauseAsync(CancellationToken stopping) =>
        await Task.Delay(_catchingUp.Pause(_options.StoreEvery), _time, stopping)
        .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task WaitAsync(TimeSpan untilStore, CancellationToken stopping)
    {
        bool something = _storing.HasUnwritten || _bad.Any || _catchingUpTests.Count > 0
            || _followers.Values.Any(follower => follower.HasUpdate) || _works.Values.Any(work => work.Stream.HasUpdate);
        try
        {
            using CancellationTokenSource due = new(something ? untilStore : Timeout.InfiniteTimeSpan, _time);
            using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(due.Token, stopping);
            await _tail.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Due, or stopping: the loop sees which.
        }
    }
}
