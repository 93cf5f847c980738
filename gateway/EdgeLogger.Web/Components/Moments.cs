using System;
using System.Globalization;

namespace EdgeLogger.Web.Components;

/// <summary>Times, lengths of time and counts as alarms, boards and system write them.</summary>
public static class Moments
{
    /// <summary>A moment to the second, UTC.</summary>
    public static string Utc(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";

    /// <summary>How long something has lasted or will: in the coarsest unit that fits.</summary>
    public static string Length(TimeSpan time) => time.Duration() switch
    {
        { TotalSeconds: < 1.5 } => "1 s",
        { TotalSeconds: < 100 } some => Whole(some.TotalSeconds, "s"),
        { TotalMinutes: < 100 } some => Whole(some.TotalMinutes, "min"),
        { TotalHours: < 48 } some => Whole(some.TotalHours, "h"),
        var some => Whole(some.TotalDays, "days"),
    };

    /// <summary>How long ago a moment was, or how long it is to it.</summary>
    public static string Ago(DateTimeOffset moment, DateTimeOffset now) => moment > now + TimeSpan.FromSeconds(1)
        ? "in " + Length(moment - now)
        : Ago(now - moment);

    /// <summary>How long ago something was: page.js counts on with the same words.</summary>
    public static string Ago(TimeSpan age) => age < TimeSpan.FromSeconds(1) ? "just now" : Length(age) + " ago";

    /// <summary>A number with what is counted, in the plural unless it is one.</summary>
    public static string Count(long number, string what) =>
        number.ToString("N0", CultureInfo.InvariantCulture) + " " + what + (number == 1 ? "" : "s");

    private static string Whole(double value, string unit) =>
        Math.Floor(value).ToString("F0", CultureInfo.InvariantCulture) + " " + unit;
}
