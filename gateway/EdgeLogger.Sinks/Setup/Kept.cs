using System;
using System.Globalization;

namespace EdgeLogger.Sinks.Setup;

/// <summary>How long a server keeps points, in words.</summary>
internal static class Kept
{
    /// <summary>The end of a sentence about a database or bucket.</summary>
    /// <param name="time">How long; null or zero: for ever.</param>
    public static string For(TimeSpan? time) =>
        time > TimeSpan.Zero ? string.Create(
            CultureInfo.InvariantCulture, $", keeping points for {time.Value.TotalDays:0.##} days") : ", keeping points for ever";
}
