using System;
using System.Diagnostics.CodeAnalysis;
using EdgeLogger.Derivation.Schemas;
using EdgeLogger.FrameLog;

namespace EdgeLogger.Derivation.Following;

/// <summary>
/// Follows one stream of the log for one consumer, from a cursor on: hands out its frames as rows in units, in the order of their
/// numbers, each once, up to the mark below which nothing is missing that may still come. The one place where frames are read.
/// </summary>
public sealed class StreamFollower
{
    private long _readTo;

    /// <param name="streamId">The stream.</param>
    /// <param name="next">The first frame that the consumer has not taken, from 1.</param>
    public StreamFollower(ulong streamId, long next)
    {
        StreamId = streamId;
        Next = next;
        _readTo = next - 1;
    }

    public ulong StreamId { get; }

    /// <summary>The cursor: the first frame that has not been taken, 1 to 2^32.</summary>
    public long Next { get; private set; }

    /// <summary>The calibrations that are put right in what is handed out; null: none.</summary>
    public Recalibrations? Recalibrations { get; set; }

    /// <summary>
    /// The frame that is next, if its schema has not come; else null. Nothing is handed out until <see cref="TryAgain"/>.
    /// </summary>
    public AwaitedFrame? Awaited { get; private set; }

    /// <summary>Frames up to a mark that have not been taken. Lost ones count until they are passed.</summary>
    public long BehindOf(uint contiguous) => Math.Max(0, contiguous - _readTo);

    /// <summary>Frames up to here have been taken, or were reported lost.</summary>
    public uint ReadTo => (uint)_readTo;

    /// <summary>Whether there may be something to hand out.</summary>
    public bool IsBehind(uint contiguous) => Awaited is null && _readTo < contiguous;

    /// <summary>Looks for the awaited schema again, next time.</summary>
    public void TryAgain() => Awaited = null;

    /// <summary>Looks at the next frame; it stays the next one until it is taken.</summary>
    /// <param name="log">The thread's view of the log.</param>
    /// <param name="contiguous">The stream's mark: nothing beyond it is handed out.</param>
    /// <param name="block">The frame. It is reused by the next call with the same view.</param>
    /// <returns>False if there is none up to the mark, or its schema has not come (<see cref="Awaited"/>).</returns>
    public bool TryPeek(LogView log, uint contiguous, [NotNullWhen(true)] out RowBlock? block)
    {
        ArgumentNullException.ThrowIfNull(log);
        block = null;
        while (IsBehind(contiguous))
        {
            if (!log.TryFind(StreamId, Next, contiguous, out StoredFrame stored))
            {
                // Numbers that are left below the mark were reported lost.
                _readTo = contiguous;
                return false;
            }

            switch (log.Decode(stored, Recalibrations))
            {
                case BlockState.Damaged:
                    Pass(stored.Sequence);
                    break;
                case BlockState.WaitsForSchema:
                    Awaited = new AwaitedFrame(stored.Sequence, log.SchemaHash, stored.ReceivedUtcMs);
                    return false;
                default:
                    block = log.Block;
                    return true;
            }
        }

        return false;
    }

    /// <summary>The consumer has taken a frame: the cursor moves behind it.</summary>
    public void Take(RowBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        Pass(block.Sequence);
    }

    /// <summary>Nothing before a frame that was looked at is missing any more: the cursor moves to it.</summary>
    public void MoveTo(RowBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        Next = block.Sequence;
    }

    private void Pass(uint sequence)
    {
        Next = sequence + 1L;
        _readTo = sequence;
    }
}

/// <summary>A frame that cannot be decoded yet.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="SchemaHash">What it calls its schema by.</param>
/// <param name="ReceivedUtcMs">When it arrived, Unix ms.</param>
public sealed record AwaitedFrame(uint Sequence, uint SchemaHash, long ReceivedUtcMs);
