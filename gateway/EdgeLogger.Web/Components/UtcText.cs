using System;
using System.Globalization;
using EdgeLogger.FrameLog;

namespace EdgeLogger.Web.Components;

/// <summary>Times as the page writes them: UTC, and said so.</summary>
internal static class UtcText
{
    /// <summary>To the second.</summary>
    public static string Second(long utcMs) => At(utcMs, "yyyy-MM-dd HH:mm:ss");

    /// <summary>To the millisecond.</summary>
    public static string Millisecond(long utcMs) => At(utcMs, "yyyy-MM-dd HH:mm:ss.fff");

    /// <summary>From when to when.</summary>
    public static string Between(long fromMs, long toMs) => $"{Second(fromMs)} to {Second(toMs)} UTC";

    /// <summary>How long, in the two largest units: "3 d 4 h".</summary>
    public static string Length(long ms)
    {
        TimeSpan length = TimeSpan.FromMilliseconds(Math.Clamp(ms, 0, BelievableUtc.EndMs));
        return length.TotalDays >= 1 ? $"{(int)length.TotalDays} d {length.Hours} h"
            : length.TotalHours >= 1 ? $"{length.Hours} h {length.Minutes} min"
            : length.TotalMinutes >= 1 ? $"{length.Minutes} min {length.Seconds} s"
            : length.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) + " s";
    }

    private static string At(long utcMs, string format) =>
        BelievableUtc.DateOrNone(utcMs)?.ToString(format, CultureInfo.InvariantCulture) ?? "(no date)";
}
