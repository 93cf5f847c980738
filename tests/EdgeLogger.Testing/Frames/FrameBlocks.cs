using System;
using System.Collections.Generic;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Schemas;
using EdgeLogger.FrameLog;
using EdgeLogger.Frames;

namespace EdgeLogger.Testing.Frames;

/// <summary>Frames as consumers of the log get them.</summary>
public static class FrameBlocks
{
    /// <summary>A frame's block.</summary>
    /// <param name="bytes">The frame, a good one.</param>
    /// <param name="schema">What its codes mean.</param>
    /// <param name="receivedUtcMs">When it arrived, Unix ms.</param>
    public static RowBlock Decode(byte[] bytes, StreamSchema schema, long receivedUtcMs = 1000)
    {
        FrameReader frame = new();
        Assert.Equal(FrameError.None, frame.Open(bytes, 0, bytes.Length));
        RowBlock block = new();
        block.Decode(
            frame, frame.Kind == FrameKind.Rows ? schema : null,
            new StoredFrame(frame.Sequence, frame.StreamId, frame.Sequence, receivedUtcMs, 0, bytes.Length, IsDamaged: false));
        return block;
    }

    /// <summary>The blocks of some frames, all arrived at once.</summary>
    public static IEnumerable<RowBlock> Decode(IEnumerable<byte[]> frames, StreamSchema schema)
    {
        ArgumentNullException.ThrowIfNull(frames);
        foreach (byte[] bytes in frames)
        {
            yield return Decode(bytes, schema);
        }
    }
}
