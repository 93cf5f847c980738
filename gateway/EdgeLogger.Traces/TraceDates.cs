using EdgeLogger.FrameLog;
using EdgeLogger.Frames;

namespace EdgeLogger.Traces;

/// <summary>When a frame's rows were.</summary>
internal static class TraceDates
{
    /// <summary>What to add to the uptime of an opened frame's rows, ms: by its own word, or by its arrival.</summary>
    public static long UtcMinusUptimeMs(FrameReader frame, in StoredFrame stored) =>
        BelievableUtc.OffsetOf(frame) ?? (stored.ReceivedUtcMs - frame.EndUptimeMs);

    /// <summary>Whether that is to be taken with care: the board did not know UTC, or gives none that can be. In holdover it runs on by its own clock, which drifts little.</summary>
    public static bool IsUntrusted(FrameReader frame) => BelievableUtc.OffsetOf(frame) is null;
}
