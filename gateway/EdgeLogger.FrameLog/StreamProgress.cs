using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Frames;

namespace EdgeLogger.FrameLog;

/// <summary>
/// How far one stream is on disk. The writer's own object: it may be looked at during <see cref="FrameLogWriter.Committed"/>
/// only.
/// </summary>
public sealed class StreamProgress
{
    internal StreamProgress(ulong streamId, string board, uint contiguous)
    {
        StreamId = streamId;
        Board = board;
        Accounted = new SequenceSet(contiguous);
    }

    public ulong StreamId { get; }

    /// <summary>The board that owns the stream, from its first frame on.</summary>
    public string Board { get; }

    /// <summary>Every sequence number up to this one is on disk, or reported lost by a gap frame that is.</summary>
    public uint Contiguous => Accounted.Contiguous;

    /// <summary>Holes below the highest number on disk.</summary>
    public int HoleCount => Accounted.RangeCount;

    internal SequenceSet Accounted { get; }

    /// <summary>Whether the batch under way has a frame of this stream.</summary>
    internal bool IsInBatch { get; set; }

    /// <summary>Makes the acknowledgement of what is on disk.</summary>
    public void CopyTo(Ack ack)
    {
        System.ArgumentNullException.ThrowIfNull(ack);
        ack.StreamId = StreamId;
        Accounted.CopyTo(ack);
    }
}
