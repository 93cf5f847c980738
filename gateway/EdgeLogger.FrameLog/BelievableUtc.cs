using System;
using EdgeLogger.Frames;

namespace EdgeLogger.FrameLog;

/// <summary>
/// UTC or none: whatever number a frame or a stored result gives as a time, it becomes a date of the years 2000 to 2199 or no date at all.
/// A board can send any number under a good CRC; its frame is whole and is kept, but nothing is dated by it. Never throws.
/// </summary>
public static class BelievableUtc
{
    /// <summary>2000-01-01, the first moment, Unix ms.</summary>
    public const long FirstMs = 946_684_800_000;

    /// <summary>2200-01-01, the first moment that is none any more, Unix ms.</summary>
    public const long EndMs = 7_258_118_400_000;

    /// <summary>The time itself, Unix ms; null if there is none or it is not to be believed.</summary>
    public static long? OrNone(long? utcMs) => utcMs is >= FirstMs and < EndMs ? utcMs : null;

    /// <summary>The time as a date; null if there is none or it is not to be believed.</summary>
    public static DateTimeOffset? DateOrNone(long? utcMs) => OrNone(utcMs) is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;

    /// <summary>UTC minus uptime of an opened frame, ms; null if the board did not know UTC, or what it gives is not to be believed.</summary>
    public static long? OffsetOf(FrameReader frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        // The last row is at or after the first, and uptime is bounded by the frame's own check: neither sum overflows.
        return frame.TimeQuality != TimeQuality.None
            && frame.UtcMinusUptimeMs < EndMs
            && OrNone(frame.UtcMinusUptimeMs + frame.UptimeMs) is not null
            && OrNone(frame.UtcMinusUptimeMs + frame.EndUptimeMs) is not null
            ? frame.UtcMinusUptimeMs
            : null;
    }

    /// <summary>Whether an opened frame gives a time that is not to be believed.</summary>
    public static bool IsRefused(FrameReader frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return frame.TimeQuality != TimeQuality.None && OffsetOf(frame) is null;
    }
}
