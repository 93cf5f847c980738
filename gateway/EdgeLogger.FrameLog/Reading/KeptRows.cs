using System;
using System.IO;
using EdgeLogger.Frames;

namespace EdgeLogger.FrameLog.Reading;

/// <summary>From when on a log has the rows of its streams, where older ones have been dropped by its limits.</summary>
public static class KeptRows
{
    /// <summary>Asks the log of a data directory, each time again.</summary>
    /// <param name="directory">The data directory.</param>
    /// <param name="time">The clock: of a stream that has been dropped as a whole, nothing before now is kept.</param>
    /// <returns>Given a stream, from when on its rows are there, Unix ms; null if none has been dropped.</returns>
    public static Func<ulong, long?> Of(string directory, TimeProvider time) => stream => FromUtcMs(directory, stream, time);

    private static long? FromUtcMs(string directory, ulong stream, TimeProvider time)
    {
        if (!File.Exists(FrameLogFiles.Database(directory)))
        {
            return null;
        }

        using FrameLogReader log = FrameLogReader.Open(directory);
        if (log.FindStream(stream) is not { ExpiredTo: > 0 and var dropped })
        {
            return null;
        }

        FrameBatch batch = new();
        log.ReadStream(stream, dropped + 1L, 1, batch);
        return batch.Count > 0 ? BeginOf(batch) : time.GetUtcNow().ToUnixTimeMilliseconds();
    }

    // Without a date of its own it was measured before it arrived.
    private static long BeginOf(FrameBatch batch)
    {
        StoredFrame stored = batch.Frames[0];
        FrameReader frame = new();
        bool isOpen = !stored.IsDamaged && frame.OpenStored(batch.Buffer, stored.Offset, stored.Length) == FrameError.None;
        return isOpen && BelievableUtc.Offset(frame.TimeQuality, frame.UtcMinusUptimeMs, frame.UptimeMs, frame.EndUptimeMs)
            is { } offset ? offset + frame.UptimeMs - frame.PeriodMs : stored.ReceivedUtcMs;
    }
}
