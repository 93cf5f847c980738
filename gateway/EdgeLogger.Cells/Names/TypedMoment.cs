using System;
using System.Globalization;
using System.Linq;

namespace EdgeLogger.Cells.Names;

/// <summary>
/// A date and time as people type it: ISO 8601, year first. Anything else can be read in two ways: 03.12.2026 is a day in
/// December or one in March, and a test that starts there takes another cell's rows.
/// </summary>
public static class TypedMoment
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd",
        .. ((string[])[" ", "T"]).SelectMany(between => ((string[])["HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFFF"])
            .Select(time => $"yyyy-MM-dd'{between}'{time}K")),
    ];

    /// <summary>Reads a moment, as 2026-07-01, 2026-07-01 08:00, 2026-07-01T08:00:30Z or 2026-07-01T10:00+02:00.</summary>
    /// <param name="text">The text.</param>
    /// <param name="moment">The moment.</param>
    /// <param name="zone">Whose time it is if it does not say.</param>
    /// <returns>False for anything else.</returns>
    public static bool TryParse(
        string? text, out DateTimeOffset moment, DateTimeStyles zone = DateTimeStyles.AssumeUniversal) =>
        DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture,
            zone | DateTimeStyles.AllowLeadingWhite | DateTimeStyles.AllowTrailingWhite, out moment);
}
