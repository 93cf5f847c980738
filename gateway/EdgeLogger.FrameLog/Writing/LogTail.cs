using System;
using System.Threading;

namespace EdgeLogger.FrameLog.Writing;

/// <summary>
/// Where followers of the log are woken: each has a <see cref="TailListener"/>, a cursor of its own, and reads from the log what
/// is beyond it. Followers that are slow miss no frame, and cost the writer nothing.
/// </summary>
public sealed class LogTail
{
    private readonly Lock _gate = new();
    private volatile TailListener[] _listeners = [];

    internal LogTail()
    {
    }

    /// <summary>
    /// Wakes a listener from now on, until it is disposed of. What is in the log already it is to be given by its owner.
    /// </summary>
    public void Add(TailListener listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        lock (_gate)
        {
            _listeners = [.. _listeners, listener];
        }

        listener.Disposed += Remove;
    }

    internal void Advance(CommittedBatch batch)
    {
        bool hasSchema = HasNewSchema(batch);
        foreach (TailListener listener in _listeners)
        {
            foreach (StreamProgress stream in batch.Streams)
            {
                listener.Mark(stream.StreamId, stream.Contiguous);
            }

            if (hasSchema)
            {
                listener.MarkSchema();
            }
        }
    }

    // Boards publish theirs again and again: a known one is not news.
    private static bool HasNewSchema(CommittedBatch batch)
    {
        foreach (ref readonly CommittedItem item in batch.Items)
        {
            if (item is { Kind: ItemKind.Schema, Outcome: Outcome.Stored })
            {
                return true;
            }
        }

        return false;
    }

    private void Remove(TailListener listener)
    {
        lock (_gate)
        {
            _listeners = Array.FindAll(_listeners, one => one != listener);
        }
    }
}
