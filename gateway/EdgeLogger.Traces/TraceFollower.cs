using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Schemas;
using EdgeLogger.Derivation.Store;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Loops;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Traces;

/// <summary>
/// Keeps the pyramids up with the log, as far as rows can be dated: a boot that does not know UTC yet waits until it is settled.
/// It never holds up ingest: it reads the log for itself, and what it has not stored is read again after a restart.
/// </summary>
public sealed class TraceFollower : IAsyncDisposable
{
    private const int FramesATurn = 256;

    private readonly TraceStore _store;
    private readonly DerivedStore _derived;
    private readonly TestPlans? _plans;
    private readonly LogView _log;
    private readonly TimeProvider _time;
    private readonly TimeSpan _storeEvery;
    private readonly Dictionary<ulong, TraceStream> _streams = [];
    private readonly IReadOnlyDictionary<ulong, long> _cursors;
    private readonly LoopHealth _loops;
    private readonly Loop _loop;
    private readonly HashSet<ulong> _bad = [];
    private readonly TailListener _tail = new();
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;
    private long _recalibrated = -1;
    private int _disposed;

    /// <param name="directory">The data directory.</param>
    /// <param name="store">Where the pyramids are; the caller's to dispose after this.</param>
    /// <param name="derived">The results, for the dates of boots.</param>
    /// <param name="time">Clock of the transactions.</param>
    /// <param name="problem">Given, in words, why it cannot go on for now.</param>
    /// <param name="tail">The log's tail; null if nobody writes the log.</param>
    /// <param name="plans">The tests, for calibrations that are put right; null: none are.</param>
    public TraceFollower(string directory, TraceStore store, DerivedStore derived, TimeProvider time, Action<string> problem,
        LogTail? tail = null, TestPlans? plans = null)
    {
        _plans = plans;
        tail?.Add(_tail);
        _store = store;
        _time = time;
        _storeEvery = TimeSpan.FromSeconds(1);
        _derived = derived;
        // The derivation reports a schema that cannot be read.
        _log = new LogView(directory, static _ => { });
        _cursors = store.Cursors();
        _loops = new LoopHealth(problem);
        _loop = new Loop("gathering of traces", _loops);
    }

    /// <summary>What cannot be gathered now, in words.</summary>
    public IReadOnlyList<string> Problems => _loops.Problems;

    /// <summary>Resumes every stream of the log and goes on until disposed.</summary>
    public void Start()
    {
        foreach (StreamEntry stream in _log.Reader.ReadStreams())
        {
            _tail.Mark(stream.StreamId, stream.Contiguous);
        }

        if (_plans is not null)
        {
            _plans.Changed += OnPlansChanged;
        }

        _running = Task.Run(RunAsync);
    }

    /// <summary>Says that rows of a stream have been dated: what waits for that can go on.</summary>
    /// <param name="stream">The stream.</param>
    public void StreamDated(ulong stream) => _tail.Wake();

    /// <summary>Takes what is in the log by now, stores it, and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        if (_plans is not null)
        {
            _plans.Changed -= OnPlansChanged;
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _tail.Dispose();
        _log.Dispose();
        _stopping.Dispose();
    }

    private void OnPlansChanged(PlansChange change) => _tail.Wake();

    private async Task RunAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            TryCatchUp();
            try
            {
                // What is shown need not be newer than a second, and a transaction for each frame would keep the disk busy.
                await Task.Delay(_loop.Pause(_storeEvery), _time, _stopping.Token).ConfigureAwait(false);
                await _tail.WaitAsync(_stopping.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // Stopping.
            }
        }

        TryCatchUp();
    }

    // A full disk is waited for: what is not stored stays in memory for now, and is in the log in any case.
    private void TryCatchUp()
    {
        if (!_loop.Turn(CatchUp) || _bad.Count > 0)
        {
            _tail.Wake();
        }
    }

    private void CatchUp()
    {
        Recalibrate();
        bool behind = true;
        while (behind)
        {
            _log.ForgetMissingSchemas();
            behind = false;
            foreach ((ulong streamId, uint contiguous) in _tail.Marks)
            {
                behind |= TryAdvance(streamId, contiguous);
            }

            Store();
        }
    }

    /// <summary>Begins again where a calibration has been put right.</summary>
    private void Recalibrate()
    {
        if (_plans is not { Version: > 0 and var version } plans || version == _recalibrated)
        {
            return;
        }

        // What is gathered, and not stored, was taken by the calibrations before.
        Store();
        foreach (StreamEntry entry in _log.Reader.ReadStreams())
        {
            Recalibrations? now = plans.RecalibrationsOn(entry.StreamId);
            TraceStream stream = StreamOf(entry.StreamId);
            if (stream.FirstChanged(now) is { } frame)
            {
                // What has been dropped from the log stays as it is.
                _store.Rewind(entry.StreamId, Math.Max(frame, entry.ExpiredTo + 1));
                _streams[entry.StreamId] = stream = new TraceStream(
                    entry.StreamId, Math.Max(frame, entry.ExpiredTo + 1), _store);
                _tail.Mark(entry.StreamId, entry.Contiguous);
            }

            stream.Follower.Recalibrations = now;
        }

        _recalibrated = version;
    }

    /// <summary>
    /// Gathers one stream further; what only its frames can bring about is its own trouble, and the others go on.
    /// </summary>
    private bool TryAdvance(ulong streamId, uint contiguous)
    {
        string work = $"gathering of traces of stream {streamId:x16}";
        try
        {
            TraceStream stream = StreamOf(streamId);
            bool behind = Advance(stream, contiguous);
            if (stream.Follower.BehindOf(contiguous) == 0)
            {
                _tail.CaughtUp(streamId, contiguous);
            }

            if (_bad.Remove(streamId))
            {
                _loops.Succeeded(work);
            }

            return behind;
        }
        catch (Exception error) when (error is not SqliteException and not FrameLogException and not IOException)
        {
            _bad.Add(streamId);
            _loops.Failed(work, error);
            return false;
        }
    }

    private TraceStream StreamOf(ulong streamId)
    {
        if (!_streams.TryGetValue(streamId, out TraceStream? stream))
        {
            stream = new TraceStream(streamId, _cursors.GetValueOrDefault(streamId, 1), _store);
            stream.Follower.Recalibrations = _plans?.RecalibrationsOn(streamId);
            _streams.Add(streamId, stream);
        }

        return stream;
    }

    /// <summary>Adds the next frames; true if there may be more at once.</summary>
    private bool Advance(TraceStream stream, uint contiguous)
    {
        stream.Follower.TryAgain();
        for (int frames = 0; frames < FramesATurn; frames++)
        {
            if (!stream.Follower.TryPeek(_log, contiguous, out RowBlock? block) || (block.HasRows && !TryAdd(stream, block)))
            {
                return false;
            }

            stream.Follower.Take(block);
        }

        return stream.Follower.IsBehind(contiguous);
    }

    /// <summary>Adds a frame's rows, as far as they have dates; false if they cannot be dated yet.</summary>
    private bool TryAdd(TraceStream stream, RowBlock block)
    {
        BlockDate date = stream.Dates.DateOf(block);
        if (!date.IsKnown)
        {
            stream.Dates = _derived.DatesOfStream(stream.Follower.StreamId);
            date = stream.Dates.DateOf(block);
        }

        if (!date.IsKnown)
        {
            // What never gets a date is passed: the log need not keep it for that.
            return block.IsNeverDated;
        }

        TraceSpan span = TraceSpan.None;
        foreach (TraceSpan row in TraceSpan.RowsOf(block, date))
        {
            span = span.With(row);
        }

        stream.Add(block, span);
        return true;
    }

    private void Store()
    {
        TraceUpdate[] updates = [.. _streams.Values.Select(stream => stream.Update()).OfType<TraceUpdate>()];
        if (updates.Length == 0)
        {
            return;
        }

        _store.Write(updates);
        foreach (TraceUpdate update in updates)
        {
            _streams[update.Stream].MarkStored();
        }
    }
}
