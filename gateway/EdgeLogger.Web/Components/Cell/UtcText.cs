using System;
using System.Globalization;

namespace EdgeLogger.Web.Components.Cell;

/// <summary>Times as the page writes them: UTC, and said so.</summary>
internal static class UtcText
{
    /// <summary>To the second.</summary>
    public static string Second(long utcMs) => At(utcMs).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>To the millisecond.</summary>
    public static string Millisecond(long utcMs) => At(utcMs).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>From when to when.</summary>
    public static string Between(long fromMs, long toMs) => $"{Second(fromMs)} to {Second(toMs)} UTC";

    /// <summary>How long, in the two largest units: "3 d 4 h".</summary>
    public static string Length(long ms)
    {
        TimeSpan length = TimeSpan.FromMilliseconds(ms);
        return length.TotalDays >= 1 ? $"{(int)length.TotalDays} d {length.Hours} h"
            : length.TotalHours >= 1 ? $"{length.Hours} h {length.Minutes} min"
            : length.TotalMinutes >= 1 ? $"{length.Minutes} min {length.Seconds} s"
            : length.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) + " s";
    }

    private static DateTimeOffset At(long utcMs) => DateTimeOffset.FromUnixTimeMilliseconds(utcMs);
}
