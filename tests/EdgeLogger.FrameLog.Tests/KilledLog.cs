using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.Testing.Frames;

namespace EdgeLogger.FrameLog.Tests;

/// <summary>What must hold of a log whose writer has ended without a farewell.</summary>
internal static class KilledLog
{
    public static void Check(string directory, AcknowledgedFrames acknowledged, string what)
    {
        Assert.True(acknowledged.All.Count > 0, $"{what}: nothing was acknowledged");
        using FrameLogReader reader = FrameLogReader.Open(directory);
        Dictionary<(ulong Stream, uint Sequence), int> stored = ReadAll(reader, what);
        Assert.True(stored.Values.All(copies => copies == 1), $"{what}: a frame is stored twice");
        foreach ((ulong stream, uint sequence) in acknowledged.All)
        {
            Assert.True(stored.ContainsKey((stream, sequence)),
                $"{what}: acknowledged frame {sequence} of {stream:x} is not in the log");
        }

        foreach (StreamEntry stream in reader.ReadStreams())
        {
            uint contiguous = 0;
            while (stored.ContainsKey((stream.StreamId, contiguous + 1)))
            {
                contiguous++;
            }

            Assert.True(contiguous == stream.Contiguous, $"{what}: mark {stream.Contiguous}, but frames up to {contiguous}");
        }
    }

    private static Dictionary<(ulong Stream, uint Sequence), int> ReadAll(FrameLogReader reader, string what)
    {
        Dictionary<(ulong Stream, uint Sequence), int> stored = [];
        FrameBatch batch = new();
        reader.ReadAfter(0, int.MaxValue, batch);
        foreach (StoredFrame frame in batch.Frames)
        {
            stored[(frame.StreamId, frame.Sequence)] = stored.GetValueOrDefault((frame.StreamId, frame.Sequence)) + 1;
            Assert.True(
                TestFrames.Rows(frame.StreamId, frame.Sequence).AsSpan()
                    .SequenceEqual(batch.Buffer.AsSpan(frame.Offset, frame.Length)),
                $"{what}: frame {frame.Sequence} of {frame.StreamId:x} has other bytes");
        }

        return stored;
    }
}
