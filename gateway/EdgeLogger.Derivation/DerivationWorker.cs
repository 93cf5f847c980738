using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Derivation.Cells;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Metadata;
using EdgeLogger.Derivation.Store;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Loops;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Derivation;

/// <summary>Owns some of the cells: brings them up to the log, one after another, and stores what closes.</summary>
internal sealed class DerivationWorker : IDisposable
{
    private readonly DerivedStore _store;
    private readonly DerivationOptions _options;
    private readonly Func<CellKey, CellSettings> _settingsOf;
    private readonly TimeProvider _time;
    private readonly Action<CellSnapshot> _show;
    private readonly ConcurrentDictionary<ulong, WaitingFrames> _waiting;
    private readonly RowTap _rows;
    private readonly TailListener _tail;
    private readonly Dictionary<ulong, CellFollower> _followers = [];
    private readonly Dictionary<ulong, BadCell> _bad = [];
    private readonly LoopHealth _loops;
    private readonly Loop _catchingUp;
    private readonly Loop _storing;
    private readonly Loop _passingOn;
    private readonly LogView _log;
    private readonly List<CellUpdate> _unwritten = [];
    private long _storedAt;
    private volatile bool _metadataChanged;

    public DerivationWorker(
        string directory, DerivedStore store, DerivationOptions options, CellBook book, TimeProvider time, Action<string> problem,
        Action<CellSnapshot> show, ConcurrentDictionary<ulong, WaitingFrames> waiting, RowTap rows, LoopHealth loops, int number,
        TailListener tail)
    {
        _tail = tail;
        _loops = loops;
        _catchingUp = new Loop($"derivation {number}", loops);
        _storing = new Loop($"storing of results {number}", loops);
        _passingOn = new Loop($"passing on of results {number}", loops);
        _store = store;
        _options = options;
        _settingsOf = cell => options.For(book.Of(cell.Name));
        _time = time;
        _show = show;
        _waiting = waiting;
        _rows = rows;
        _log = new LogView(directory, problem);
        _storedAt = time.GetTimestamp();
    }

    public event Action<CellUpdate>? Stored;

    public void NotifyMetadata()
    {
        _metadataChanged = true;
        _tail.Wake();
    }

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            bool isUp = _catchingUp.Turn(() => CatchUp(stopping));
            TimeSpan untilStore = StoreWhenDue();
            await (isUp ? WaitAsync(untilStore, stopping) : PauseAsync(stopping)).ConfigureAwait(false);
        }

        _catchingUp.Turn(() => CatchUp(CancellationToken.None));
        StoreNow();
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
            foreach (CellFollower follower in _followers.Values)
            {
                follower.TryAgain();
            }
        }

        if (_metadataChanged)
        {
            RederiveOutdated();
        }

        bool behind = true;
        while (behind && !stopping.IsCancellationRequested)
        {
            behind = false;
            foreach ((ulong streamId, uint contiguous) in _tail.Marks)
            {
                behind |= TryAdvance(streamId, contiguous);
            }

            StoreWhenDue();
        }
    }

    private void ShowWaiting(ulong streamId, CellFollower follower, uint contiguous)
    {
        if (follower.Awaited is not { } awaited)
        {
            _waiting.TryRemove(streamId, out _);
            return;
        }

        long frames = (long)contiguous - follower.Next + 1;
        _waiting[streamId] = _waiting.TryGetValue(streamId, out WaitingFrames? before) && before.FirstSequence == follower.Next
            ? before with { Frames = frames }
            : new WaitingFrames(_log.BoardOf(streamId), streamId, follower.Next, awaited.SchemaHash, frames,
                awaited.ReceivedUtcMs, _time.GetTimestamp());
    }

    /// <summary>Brings one cell further; what only its frames can bring about is its own trouble, and the others go on.</summary>
    private bool TryAdvance(ulong streamId, uint contiguous)
    {
        bool isBad = _bad.TryGetValue(streamId, out BadCell? bad);
        if (isBad && _time.GetElapsedTime(bad!.At) < bad.Loop.Pause(_options.StoreEvery))
        {
            return false;
        }

        try
        {
            bool behind = Advance(streamId, contiguous);
            if (isBad)
            {
                _bad.Remove(streamId);
                bad!.Loop.Succeeded();
            }

            return behind;
        }
        catch (Exception error) when (error is not SqliteException and not FrameLogException and not IOException)
        {
            // It begins again at its last checkpoint.
            bad ??= new BadCell(new Loop($"derivation of stream {streamId:x16}", _loops));
            bad.At = _time.GetTimestamp();
            bad.Loop.Failed(error);
            _bad[streamId] = bad;
            _followers.Remove(streamId);
            _unwritten.RemoveAll(update => update.Cell.StreamId == streamId);
            return false;
        }
    }

    private bool Advance(ulong streamId, uint contiguous)
    {
        CellFollower follower = FollowerOf(streamId);
        bool behind = follower.Advance(_log, contiguous);
        if (follower.Snapshot() is { } snapshot)
        {
            _show(snapshot);
        }

        ShowWaiting(streamId, follower, contiguous);

        // What waits for a schema stays wanted: no further frame may ever come to remind us of it.
        if (!follower.IsBehind(contiguous) && follower.Awaited is null)
        {
            _tail.CaughtUp(streamId, contiguous);
        }

        return behind;
    }

    private void RederiveOutdated()
    {
        // Before looking: what changes meanwhile sets it again.
        _metadataChanged = false;
        try
        {
            foreach ((ulong streamId, CellFollower follower) in _followers.Where(entry => entry.Value.IsOutdated).ToList())
            {
                // What it has applied is in the log without a hole.
                uint reached = (uint)(follower.Next - 1);
                _followers[streamId] = CellFollower.Resume(streamId, _store, _settingsOf, _rows);
                _unwritten.RemoveAll(update => update.Cell.StreamId == streamId);
                _tail.Mark(streamId, reached);
            }
        }
        catch
        {
            _metadataChanged = true;
            throw;
        }
    }

    private CellFollower FollowerOf(ulong streamId)
    {
        if (!_followers.TryGetValue(streamId, out CellFollower? follower))
        {
            follower = CellFollower.Resume(streamId, _store, _settingsOf, _rows);
            _followers.Add(streamId, follower);
        }

        return follower;
    }

    /// <summary>Stores what has closed if it has waited long enough; returns how long what is left may still wait.</summary>
    private TimeSpan StoreWhenDue()
    {
        TimeSpan every = _storing.Pause(_options.StoreEvery);
        TimeSpan waited = _time.GetElapsedTime(_storedAt);
        if (waited >= every)
        {
            StoreNow();
            return _storing.Pause(_options.StoreEvery);
        }

        return every - waited;
    }

    private void StoreNow()
    {
        _storedAt = _time.GetTimestamp();
        // What the store cannot take, on a full disk for example, waits in memory. It is bounded by the log, which does not grow
        // either; what is lost with the process is derived again.
        _unwritten.AddRange(_followers.Values.Select(follower => follower.TakeUpdate()).OfType<CellUpdate>());
        if (_unwritten.Count == 0 || !_storing.Turn(() => _store.Write(_unwritten)))
        {
            return;
        }

        foreach (CellUpdate update in _unwritten)
        {
            _passingOn.Turn(() => Stored?.Invoke(update));
        }

        _unwritten.Clear();
    }

    private async Task PauseAsync(CancellationToken stopping) =>
        await Task.Delay(_catchingUp.Pause(_options.StoreEvery), _time, stopping)
        .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task WaitAsync(TimeSpan untilStore, CancellationToken stopping)
    {
        bool something = _unwritten.Count > 0 || _bad.Count > 0 || _followers.Values.Any(follower => follower.HasUpdate);
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

    /// <summary>A cell whose frames cannot be derived, and when that was tried last.</summary>
    private sealed class BadCell(Loop loop)
    {
        public Loop Loop { get; } = loop;

        public long At { get; set; }
    }
}
