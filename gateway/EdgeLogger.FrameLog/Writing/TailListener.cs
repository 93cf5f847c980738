using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace EdgeLogger.FrameLog.Writing;

/// <summary>
/// What one follower of the log has not caught up with: the streams that have grown, and how far each may be read. Marked from
/// any thread, waited for by one.
/// </summary>
public sealed class TailListener : IDisposable
{
    private readonly Func<ulong, bool>? _wants;
    private readonly ConcurrentDictionary<ulong, uint> _marks = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private int _schemaCame;

    /// <param name="wants">Which streams it is about; null: all.</param>
    public TailListener(Func<ulong, bool>? wants = null) => _wants = wants;

    internal event Action<TailListener>? Disposed;

    /// <summary>
    /// The streams that have grown since they were caught up with, and their marks: all up to there is on disk, or lost.
    /// </summary>
    public IEnumerable<KeyValuePair<ulong, uint>> Marks => _marks;

    /// <summary>Says that a stream is on disk without a hole up to a number. Cheap.</summary>
    public void Mark(ulong streamId, uint contiguous)
    {
        if (_wants?.Invoke(streamId) != false)
        {
            _marks.AddOrUpdate(streamId, static (_, now) => now, static (_, before, now) => Math.Max(before, now), contiguous);
            Wake();
        }
    }

    /// <summary>Says that a new schema is on disk.</summary>
    public void MarkSchema()
    {
        Volatile.Write(ref _schemaCame, 1);
        Wake();
    }

    /// <summary>Whether a schema has come since this was asked last.</summary>
    public bool TakeSchemaCame() => Interlocked.Exchange(ref _schemaCame, 0) != 0;

    /// <summary>A stream has been caught up with as far as this mark. A later one stays.</summary>
    public void CaughtUp(ulong streamId, uint contiguous) =>
        _marks.TryRemove(new KeyValuePair<ulong, uint>(streamId, contiguous));

    /// <summary>Ends the next wait, or the one under way.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    /// <summary>Waits for something new.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken) =>
        await _wake.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);

    public void Dispose() => Disposed?.Invoke(this);
}
