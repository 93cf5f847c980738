using System;
using System.Globalization;

namespace EdgeLogger.Sinks;

/// <summary>Which rows of a cell go to a server. The frame log keeps all of them in any case.</summary>
/// <param name="Every">One row in each such span; zero for all rows, null for none.</param>
public readonly record struct SamplePolicy(TimeSpan? Every)
{
    public static SamplePolicy All => new(TimeSpan.Zero);

    public static SamplePolicy Off => new(null);

    /// <summary>Reads <c>all</c>, <c>off</c> or a number of seconds such as <c>10s</c>.</summary>
    /// <exception cref="FormatException">It is none of these.</exception>
    public static SamplePolicy Parse(string text) => text switch
    {
        "all" => All,
        "off" => Off,
        _ when text.EndsWith('s')
            && double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double s)
            && s is >= 0.001 and <= 86_400 => new SamplePolicy(TimeSpan.FromSeconds(s)),
        _ => throw new FormatException("samples is 'all', 'off', or one row every so many seconds, such as '10s' (0.001s to 86400s)."),
    };

    /// <summary>
    /// Whether a row is taken: the first one to end in a new span. It follows from the row's own times, so that a second writing of
    /// the same rows takes the same ones.
    /// </summary>
    /// <param name="startUtcMs">End of the row before it, Unix ms.</param>
    /// <param name="endUtcMs">End of this row, Unix ms.</param>
    public bool Takes(long startUtcMs, long endUtcMs)
    {
        if (Every is not { } every)
        {
            return false;
        }

        long spanMs = (long)every.TotalMilliseconds;
        return spanMs <= 0 || Math.DivRem(endUtcMs, spanMs).Quotient != Math.DivRem(startUtcMs, spanMs).Quotient;
    }
}
