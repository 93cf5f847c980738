using System;
using EdgeLogger.Frames;

namespace EdgeLogger.FrameLog;

/// <summary>A sound frame on its way into the log.</summary>
public readonly struct FrameAppend
{
    /// <summary>Takes a frame that <see cref="FrameReader.Open"/> has found sound.</summary>
    /// <param name="board">The board on whose topic it came.</param>
    /// <param name="topic">The topic, kept with the frame if it is quarantined.</param>
    /// <param name="bytes">The frame, whole; not to be changed any more.</param>
    /// <param name="opened">The reader that stands on these bytes.</param>
    /// <param name="receivedUtcMs">Arrival, Unix ms.</param>
    /// <param name="token">Handed back with the outcome after the commit.</param>
    public FrameAppend(string board, string topic, byte[] bytes, FrameReader opened, long receivedUtcMs, object? token)
    {
        ArgumentNullException.ThrowIfNull(opened);
        Board = board;
        Topic = topic;
        Bytes = bytes;
        StreamId = opened.StreamId;
        Sequence = opened.Sequence;
        bool isGap = opened.Kind == FrameKind.Gap;
        GapFirst = isGap ? opened.GapFirst : 0;
        GapLast = isGap ? opened.GapLast : 0;
        ReceivedUtcMs = receivedUtcMs;
        Token = token;
    }

    internal string Board { get; }

    internal string Topic { get; }

    internal byte[] Bytes { get; }

    internal ulong StreamId { get; }

    internal uint Sequence { get; }

    /// <summary>First number the board reports lost; 0 if this is not a gap frame.</summary>
    internal uint GapFirst { get; }

    internal uint GapLast { get; }

    internal long ReceivedUtcMs { get; }

    internal object? Token { get; }
}
