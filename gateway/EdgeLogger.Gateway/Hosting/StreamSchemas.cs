using System;
using System.Collections.Generic;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Schemas;
using EdgeLogger.FrameLog;
using EdgeLogger.Frames;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>Which frames of a stream in a log have no schema that can be used.</summary>
internal static class StreamSchemas
{
    // Who lacks a schema lacks it for the newest frames, nearly always: so many are looked at, and those before them while they lack one too.
    private const int LookedAt = 60;

    /// <summary>The first of the newest frames that has none, with what comes after it; null if all have one.</summary>
    public static WaitingFrames? FirstWithout(FrameLogReader log, StreamEntry stream)
    {
        WaitingFrames? first = null;
        Dictionary<uint, bool> known = [];
        FrameBatch batch = new();
        FrameReader reader = new();
        for (long from = Math.Max(1, (long)stream.Contiguous + 1 - LookedAt), left = LookedAt; left > 0;)
        {
            log.ReadStream(stream.StreamId, from, (int)left, batch);
            WaitingFrames? found = null;
            for (int i = batch.Count - 1; i >= 0; i--)
            {
                StoredFrame frame = batch.Frames[i];
                if (!frame.IsDamaged && frame.Sequence <= stream.Contiguous
                    && reader.Open(batch.Buffer, frame.Offset, frame.Length) == FrameError.None && !IsKnown(log, stream, reader.SchemaHash, known))
                {
                    found = new WaitingFrames(stream.Board, stream.StreamId, frame.Sequence, reader.SchemaHash, (long)stream.Contiguous - frame.Sequence + 1, frame.ReceivedUtcMs, 0);
                }
            }

            first = found ?? first;
            left = found is null || found.FirstSequence > from ? 0 : Math.Min(LookedAt, from - 1);
            from -= left;
        }

        return first;
    }

    private static bool IsKnown(FrameLogReader log, StreamEntry stream, uint hash, Dictionary<uint, bool> known)
    {
        if (!known.TryGetValue(hash, out bool isKnown))
        {
            isKnown = log.FindSchema(stream.Board, hash) is { } document && Names(document, stream);
            known.Add(hash, isKnown);
        }

        return isKnown;
    }

    private static bool Names(byte[] document, StreamEntry stream)
    {
        try
        {
            return SchemaDocument.Parse(document).Of(stream.Board, stream.StreamId) is not null;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
