using System;

namespace EdgeLogger.Web.Live;

/// <summary>
/// The clock by which the page counts ages, in ms from any start: nobody sets it, neither at the gateway nor in a browser.
/// </summary>
public static class PageClock
{
    /// <summary>Now.</summary>
    public static long Now(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return Of(time, time.GetTimestamp());
    }

    /// <summary>A timestamp of the same clock.</summary>
    internal static long Of(TimeProvider time, long timestamp) => (long)time.GetElapsedTime(0, timestamp).TotalMilliseconds;
}
