using System;
using EdgeLogger.FrameLog;
using EdgeLogger.Frames;
using EdgeLogger.Sinks.Store;

namespace EdgeLogger.Sinks.Reading;

/// <summary>
/// Finds out when a boot was whose frames do not say: from a later frame of the same boot that knows UTC; else, once the boot is over or
/// has been waited for long enough, from the frame that arrived soonest after it was measured. Remembers how far it has looked.
/// </summary>
internal sealed class BootScan
{
    private const int FramesAtATime = 64;

    private readonly ulong _streamId;
    private readonly long _sinceUtcMs;
    private long _next;
    private long _soonestArrivalMs = long.MaxValue;

    /// <param name="streamId">The stream.</param>
    /// <param name="boot">The boot count.</param>
    /// <param name="from">The first frame of the boot that is to be dated.</param>
    /// <param name="sinceUtcMs">When that frame arrived, Unix ms.</param>
    public BootScan(ulong streamId, uint boot, uint from, long sinceUtcMs)
    {
        _streamId = streamId;
        Boot = boot;
        _next = from;
        _sinceUtcMs = sinceUtcMs;
    }

    public uint Boot { get; }

    /// <summary>Looks at what has come since the last time; null if the boot cannot be dated yet.</summary>
    public BootDate? Look(FrameLogReader reader, FrameBatch batch, FrameReader frame, uint contiguous, DateTimeOffset now, TimeSpan hold)
    {
        while (_next <= contiguous)
        {
            reader.ReadStream(_streamId, _next, FramesAtATime, batch);
            foreach (StoredFrame stored in batch.Frames)
            {
                if (stored.Sequence <= contiguous && !stored.IsDamaged
                    && frame.Open(batch.Buffer, stored.Offset, stored.Length) == FrameError.None
                    && Weigh(frame, stored.ReceivedUtcMs) is { } date)
                {
                    return date;
                }
            }

            _next = batch.Count == FramesAtATime ? batch.Frames[^1].Sequence + 1L : contiguous + 1L;
        }

        _next = contiguous + 1L;
        return now.ToUnixTimeMilliseconds() - _sinceUtcMs >= hold.TotalMilliseconds ? ByArrival() : null;
    }

    private BootDate? Weigh(FrameReader frame, long receivedUtcMs)
    {
        if (frame.BootCount != Boot)
        {
            return ByArrival();
        }

        _soonestArrivalMs = Math.Min(_soonestArrivalMs, receivedUtcMs - frame.EndUptimeMs);
        return BelievableUtc.OffsetOf(frame) is { } utcMinusUptimeMs ? new BootDate(Boot, utcMinusUptimeMs, ByArrival: false) : null;
    }

    private BootDate ByArrival() => new(Boot, _soonestArrivalMs, ByArrival: true);
}
