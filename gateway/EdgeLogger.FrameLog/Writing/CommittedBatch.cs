using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace EdgeLogger.FrameLog.Writing;

/// <summary>
/// What one transaction has put on disk. Reused for the next one: it may be looked at during
/// <see cref="FrameLogWriter.Committed"/> only.
/// </summary>
public sealed class CommittedBatch
{
    private readonly List<CommittedItem> _items = [];
    private readonly List<StreamProgress> _streams = [];

    internal CommittedBatch()
    {
    }

    /// <summary>Every item of the batch, in the order in which they were given.</summary>
    public ReadOnlySpan<CommittedItem> Items => CollectionsMarshal.AsSpan(_items);

    /// <summary>Every stream of which a frame was stored or came again: these are to be acknowledged.</summary>
    public ReadOnlySpan<StreamProgress> Streams => CollectionsMarshal.AsSpan(_streams);

    /// <summary>The highest frame id that is on disk; readers' cursors can go up to it.</summary>
    public long LastId { get; internal set; }

    internal void Clear()
    {
        _items.Clear();
        foreach (StreamProgress stream in _streams)
        {
            stream.IsInBatch = false;
        }

        _streams.Clear();
    }

    internal void Add(in CommittedItem item) => _items.Add(item);

    internal void Touch(StreamProgress stream)
    {
        if (!stream.IsInBatch)
        {
            stream.IsInBatch = true;
            _streams.Add(stream);
        }
    }
}

/// <summary>One item of a committed batch.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">Why it was refused; without meaning unless <paramref name="Outcome"/> is Refused.</param>
/// <param name="Board">The board on whose topic it came.</param>
/// <param name="StreamId">The frame's stream; 0 for other items.</param>
/// <param name="Sequence">The frame's number; 0 for other items.</param>
/// <param name="Id">The frame's place in the log, for a duplicate that of the first copy; 0 if there is none.</param>
/// <param name="Bytes">Length as it arrived.</param>
/// <param name="Token">What the caller gave with it.</param>
public readonly record struct CommittedItem(
    ItemKind Kind,
    Outcome Outcome,
    RefusalReason Reason,
    string Board,
    ulong StreamId,
    uint Sequence,
    long Id,
    int Bytes,
    object? Token);
