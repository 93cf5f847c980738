using System;
using System.Globalization;

namespace EdgeLogger.Cells.Names;

/// <summary>Moments as commands, previews and errors show them.</summary>
public static class Moment
{
    // 2000 to 2199, as in the dating of rows.
    private const long First = 946_684_800_000;
    private const long End = 7_258_118_400_000;

    /// <summary>A moment in UTC, to the second.</summary>
    /// <param name="utcMs">The moment, Unix ms.</param>
    public static string Text(long utcMs) =>
        DateTimeOffset.FromUnixTimeMilliseconds(utcMs).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Refuses what cannot be a moment of a test.</summary>
    /// <exception cref="CellBookException">It is before 2000 or after 2199.</exception>
    public static long Checked(long utcMs) => utcMs is >= First and < End
        ? utcMs
        : throw new CellBookException(
        $"{utcMs} ms is not a time between the years 2000 and 2199. Give the date and time in UTC.");
}
