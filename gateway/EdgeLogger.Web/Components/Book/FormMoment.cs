using System;
using System.Globalization;

namespace EdgeLogger.Web.Components.Book;

/// <summary>A moment of a form's field, which is UTC to the second.</summary>
internal static class FormMoment
{
    /// <summary>As Unix ms; null if the field is empty.</summary>
    public static long? UtcMs(DateTime? typed) =>
        typed is { } moment ? new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Utc)).ToUnixTimeMilliseconds() : null;

    /// <summary>The field's content for a time of an address, UTC; null if there is none that can be read.</summary>
    public static DateTime? Of(string? written) => DateTime.TryParseExact(
        written, "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime moment) ? moment : null;

    /// <summary>The field's content for a moment, without its parts of a second.</summary>
    public static DateTime Of(long utcMs) => DateTimeOffset.FromUnixTimeSeconds(utcMs / 1000).UtcDateTime;
}
