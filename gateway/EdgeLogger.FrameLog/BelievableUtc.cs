using System;
using EdgeLogger.Frames;

namespace EdgeLogger.FrameLog;

/// <summary>
/// UTC or none: whatever number a frame or a stored result gives as a time, it becomes a date of the years 2000 to 2199 or no
/// date at all. A board can send any number under a good CRC; its frame is whole and is kept, but nothing is dated by it. Never
/// throws.
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
    public static DateTimeOffset? DateOrNone(long? utcMs) =>
        OrNone(utcMs) is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;

    /// <summary>
    /// UTC minus uptime of a frame, ms; null if the board did not know UTC, or what it gives is not to be believed.
    /// </summary>
    /// <param name="quality">How well the board knew UTC.</param>
    /// <param name="utcMinusUptimeMs">What it gives, ms.</param>
    /// <param name="uptimeMs">Uptime of the frame's first row, ms.</param>
    /// <param name="endUptimeMs">Uptime of its last row, ms.</param>
    public static long? Offset(TimeQuality quality, long utcMinusUptimeMs, long uptimeMs, long endUptimeMs) =>
        // The last row is at or after the first, and uptime is bounded by the frame's own check: neither sum overflows.
        quality != TimeQuality.None
        && utcMinusUptimeMs < EndMs
        && OrNone(utcMinusUptimeMs + uptimeMs) is not null
        && OrNone(utcMinusUptimeMs + endUptimeMs) is not null
            ? utcMinusUptimeMs
            : null;

    /// <summary>Whether an opened frame gives a time that is not to be believed.</summary>
    public static bool IsRefused(FrameReader frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return frame.TimeQuality != TimeQuality.None
            && Offset(frame.TimeQuality, frame.UtcMinusUptimeMs, frame.UptimeMs, frame.EndUptimeMs) is null;
    }
}
