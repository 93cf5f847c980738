using System;
using System.Globalization;
using EdgeLogger.Derivation.Following;

namespace EdgeLogger.Sinks;

/// <summary>Which rows of a cell go to a server. The frame log keeps all of them in any case.</summary>
/// <param name="Every">One row in each such span; zero for all rows, null for none.</param>
public readonly record struct SamplePolicy(TimeSpan? Every)
{
    public static SamplePolicy All => new(TimeSpan.Zero);

    public static SamplePolicy Off => new(null);

    /// <summary>The first row of each frame, and each that differs from the row taken before it in the frame.</summary>
    public static SamplePolicy OnChange => new(TimeSpan.Zero) { ChangesOnly = true };

    /// <summary>
    /// Rows that hold what has been written already are left out (<see cref="Differ(in CellRow, in CellRow)"/>).
    /// </summary>
    public bool ChangesOnly { get; init; }

    /// <summary>Reads <c>all</c>, <c>off</c>, <c>change</c> or a number of seconds such as <c>10s</c>.</summary>
    /// <exception cref="FormatException">It is none of these.</exception>
    public static SamplePolicy Parse(string text) => text switch
    {
        "all" => All,
        "off" => Off,
        "change" => OnChange,
        _ when text.EndsWith('s')
            && double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture, out double s)
            && s is >= 0.001 and <= 86_400 => new SamplePolicy(TimeSpan.FromSeconds(s)),
        _ => throw new FormatException(
            "samples is 'all', 'change', 'off', or one row every so many seconds, such as '10s' (0.001s to 86400s)."),
    };

    /// <summary>
    /// Whether a row is taken: the first one to end in a new span. It follows from the row's own times, so that a second writing
    /// of the same rows takes the same ones.
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

    /// <summary>
    /// Whether a row is news after another: by 1 mV, by 1 % of the current, by 0.1 K or by 0.05 MPa. Looked at within one frame,
    /// so that a second writing takes the same rows.
    /// </summary>
    public static bool Differ(in CellRow row, in CellRow before) =>
        IsBeyond(row.VoltageV, before.VoltageV, 0.001)
        || IsBeyond(row.CurrentA, before.CurrentA, 0.01 * Math.Max(Math.Abs(row.CurrentA), Math.Abs(before.CurrentA)))
        || IsBeyond(row.TemperatureDegC, before.TemperatureDegC, 0.1)
        || IsBeyond(row.PressureMpa, before.PressureMpa, 0.05)
        || row.Saturated != before.Saturated;

    private static bool IsBeyond(double value, double before, double by) =>
        double.IsNaN(value) != double.IsNaN(before) || Math.Abs(value - before) > by;
}
