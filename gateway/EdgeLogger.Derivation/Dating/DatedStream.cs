using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Schemas;
using EdgeLogger.Derivation.Store;

namespace EdgeLogger.Derivation.Dating;

/// <summary>
/// A stream with its offset book, which is brought up to the log by one worker before any test's rows of it are. Other workers
/// may read how far it is, and the book up to there.
/// </summary>
internal sealed class DatedStream
{
    private readonly StreamFollower _follower;
    private readonly StreamDater _dater;
    private readonly List<BootDate> _unstored = [];
    private volatile StreamDates _dates;
    private long _storedNext;
    private uint _readTo;
    private uint _mark;

    private DatedStream(ulong stream, StreamDater dater, StreamDates dates)
    {
        _dater = dater;
        _dates = dates;
        _follower = new StreamFollower(stream, dater.NextSequence);
        _storedNext = dater.NextSequence;
        _readTo = _follower.ReadTo;
    }

    public ulong Id => _follower.StreamId;

    /// <summary>Its offset book, up to <see cref="ReadTo"/> at least.</summary>
    public StreamDates Dates => _dates;

    /// <summary>Frames up to here are dated, or were reported lost: tests may take them.</summary>
    public uint ReadTo => Volatile.Read(ref _readTo);

    /// <summary>Everything up to here is in the log, or was reported lost.</summary>
    public uint Mark
    {
        get => Volatile.Read(ref _mark);
        set => Volatile.Write(ref _mark, value);
    }

    /// <summary>Its tests may take all that there is.</summary>
    public bool IsAtMark => ReadTo >= Mark;

    /// <summary>The first frame that is not dated.</summary>
    public long Next => _follower.Next;

    /// <summary>The next frame, if its schema is not known: nothing to do until one comes.</summary>
    public AwaitedFrame? Awaited => _follower.Awaited;

    /// <summary>There is something that has not been stored.</summary>
    public bool HasUpdate => _dater.NextSequence != _storedNext;

    /// <summary>
    /// The calibrations that its tests put right: each frame is then decoded once for both. Dates do not depend on them.
    /// </summary>
    public Recalibrations? Recalibrations
    {
        set => _follower.Recalibrations = value;
    }

    /// <summary>Resumes a stream where its checkpoint stands, or from the start.</summary>
    public static DatedStream Resume(ulong stream, DerivedStore store) =>
        store.StreamCheckpoint(stream) is { } saved && StreamDater.Restore(saved) is { } dater
            ? new DatedStream(stream, dater, store.DatesOfStream(stream))
            : new DatedStream(stream, new StreamDater(), StreamDates.Empty);

    /// <summary>Looks for the awaited schema again.</summary>
    public void TryAgain() => _follower.TryAgain();

    /// <summary>Dates the next frame up to the mark; false if there is none.</summary>
    public bool Step(LogView log)
    {
        if (_follower.TryPeek(log, Mark, out RowBlock? block))
        {
            _dater.Apply(block);
            IReadOnlyList<BootDate> lines = _dater.TakeLines();
            _unstored.AddRange(lines);
            _dates = _dates.With(lines);
            _follower.Take(block);
            Volatile.Write(ref _readTo, _follower.ReadTo);
            return true;
        }

        Volatile.Write(ref _readTo, _follower.ReadTo);
        return false;
    }

    /// <summary>Lines since the last time, with the checkpoint after them; null if no frame was dated.</summary>
    public StreamUpdate? TakeUpdate()
    {
        if (!HasUpdate)
        {
            return null;
        }

        StreamUpdate update = new(Id, _dater.NextSequence, _dater.Save(), [.. _unstored]);
        _unstored.Clear();
        _storedNext = _dater.NextSequence;
        return update;
    }
}

/// <summary>The streams of the log, each as far as it is dated. Thread-safe.</summary>
internal sealed class DatedStreams
{
    private readonly ConcurrentDictionary<ulong, DatedStream> _streams = new();
    private readonly ConcurrentDictionary<ulong, uint> _expected = new();
    private readonly ConcurrentDictionary<ulong, uint> _derivedTo = new();

    /// <summary>A stream is in the log, and its worker will begin it.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="contiguous">Up to which frame it is there.</param>
    public void Expect(ulong stream, uint contiguous) => _expected[stream] = contiguous;

    /// <summary>
    /// Whether a frame is news: it has come since the start, and no test has had it. A board may have kept it for days.
    /// </summary>
    public bool IsNew(ulong stream, uint sequence) =>
        sequence > Math.Max(_expected.GetValueOrDefault(stream), _derivedTo.GetValueOrDefault(stream));

    /// <summary>A test has had a frame.</summary>
    public void Derived(ulong stream, uint sequence) =>
        _derivedTo.AddOrUpdate(stream, static (_, now) => now, static (_, before, now) => Math.Max(before, now), sequence);

    /// <summary>The log has nothing of a stream.</summary>
    public bool IsAbsent(ulong stream) => !_streams.ContainsKey(stream) && !_expected.ContainsKey(stream);

    /// <summary>A stream; null if its worker has not begun it.</summary>
    public DatedStream? Find(ulong stream) => _streams.GetValueOrDefault(stream);

    /// <summary>The offset book of a stream.</summary>
    public StreamDates DatesOf(ulong stream) => Find(stream)?.Dates ?? StreamDates.Empty;

    /// <summary>A stream is begun, or begun again.</summary>
    public void Add(DatedStream stream) => _streams[stream.Id] = stream;
}
