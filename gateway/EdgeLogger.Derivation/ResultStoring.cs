using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Loops;

namespace EdgeLogger.Derivation;

/// <summary>
/// Stores what a worker's tests and streams have come to, every so often, and passes it on once it is stored. What the store
/// cannot take waits in memory. Not thread-safe.
/// </summary>
internal sealed class ResultStoring
{
    private readonly DerivationShares _shares;
    private readonly DerivedStore _store;
    private readonly TimeSpan _every;
    private readonly TimeProvider _time;
    private readonly Loop _storing;
    private readonly Loop _passingOn;
    private readonly List<CellUpdate> _unwritten = [];
    private readonly List<StreamUpdate> _unwrittenStreams = [];
    private long _storedAt;

    /// <param name="store">Where results go.</param>
    /// <param name="every">How often.</param>
    /// <param name="shares">What the workers share.</param>
    /// <param name="time">Clock of the transactions.</param>
    /// <param name="loops">Watches the loops.</param>
    /// <param name="number">The worker's number, from 1.</param>
    public ResultStoring(
        DerivedStore store, TimeSpan every, DerivationShares shares, TimeProvider time, LoopHealth loops, int number)
    {
        _store = store;
        _every = every;
        _shares = shares;
        _time = time;
        _storing = new Loop($"storing of results {number}", loops);
        _passingOn = new Loop($"passing on of results {number}", loops);
        _storedAt = time.GetTimestamp();
    }

    /// <summary>Raised after results have been stored.</summary>
    public event Action<CellUpdate>? Stored;

    /// <summary>Raised after rows of a stream have been dated, whether or not a test has them yet.</summary>
    public event Action<ulong>? Dated;

    /// <summary>Whether something waits for the store to take it.</summary>
    public bool HasUnwritten => _unwritten.Count + _unwrittenStreams.Count > 0;

    /// <summary>What waits of a test is true no more.</summary>
    public void Drop(ulong test) => _unwritten.RemoveAll(update => update.Cell.Id == test);

    /// <summary>Stores what has closed if it has waited long enough; returns how long what is left may still wait.</summary>
    public TimeSpan StoreWhenDue(IEnumerable<TestFollower> tests, IEnumerable<StreamWork> streams)
    {
        TimeSpan every = _storing.Pause(_every);
        TimeSpan waited = _time.GetElapsedTime(_storedAt);
        if (waited >= every)
        {
            StoreNow(tests, streams);
            return _storing.Pause(_every);
        }

        return every - waited;
    }

    /// <summary>Stores what has closed.</summary>
    public void StoreNow(IEnumerable<TestFollower> tests, IEnumerable<StreamWork> streams)
    {
        _storedAt = _time.GetTimestamp();
        // What the store cannot take, on a full disk for example, waits in memory. It is bounded by the log, which does not grow
        // either; what is lost with the process is derived again.
        foreach (TestFollower test in tests)
        {
            if (test.TakeUpdate() is { } update)
            {
                _unwritten.Add(update);
                ShowClosed(test, update);
            }
        }

        _unwrittenStreams.AddRange(streams.Select(work => work.Stream.TakeUpdate()).OfType<StreamUpdate>());
        if (!HasUnwritten || !_storing.Turn(() => _store.Write(_unwritten, _unwrittenStreams)))
        {
            return;
        }

        PassOnAll();
        _unwritten.Clear();
        _unwrittenStreams.Clear();
    }

    // No row brings it about that the last cycle of a test closes.
    private void ShowClosed(TestFollower test, CellUpdate update)
    {
        if (update.BeforeEnd is not null && test.Snapshot() is { } snapshot)
        {
            _shares.Snapshots[update.Cell.Id] = snapshot;
        }
    }

    private void PassOnAll()
    {
        Dictionary<ulong, IReadOnlyList<BootDate>> dated = TestsDated();
        foreach (CellUpdate update in _unwritten)
        {
            dated.Remove(update.Cell.Id, out IReadOnlyList<BootDate>? dates);
            TestKey named = _shares.Plans.Named(update.Cell);
            PassOn(update with { Cell = named, Dates = dates ?? update.Dates });
        }

        foreach (StreamUpdate stream in _unwrittenStreams.Where(stream => stream.Lines.Count > 0))
        {
            _passingOn.Turn(() => Dated?.Invoke(stream.Stream));
        }

        foreach ((ulong test, IReadOnlyList<BootDate> dates) in dated)
        {
            if (_shares.Snapshots.TryGetValue(test, out CellSnapshot? snapshot))
            {
                PassOn(new CellUpdate(snapshot.Cell, [], [], []) { Dates = dates });
            }
        }
    }

    private void PassOn(CellUpdate update) => _passingOn.Turn(() => Stored?.Invoke(update));

    // Results that were stored before may have a date now.
    private Dictionary<ulong, IReadOnlyList<BootDate>> TestsDated()
    {
        Dictionary<ulong, IReadOnlyList<BootDate>> dated = [];
        foreach (StreamUpdate stream in _unwrittenStreams.Where(stream => stream.Lines.Count > 0))
        {
            foreach (TestPlan plan in _shares.Plans.On(stream.Stream))
            {
                dated[plan.Id] = [.. dated.GetValueOrDefault(plan.Id, []), .. stream.Lines];
            }
        }

        return dated;
    }
}
