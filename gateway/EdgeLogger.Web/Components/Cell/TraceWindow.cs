using System;

namespace EdgeLogger.Web.Components.Cell;

/// <summary>The time that traces are drawn for.</summary>
/// <param name="FromMs">Begin, Unix ms.</param>
/// <param name="ToMs">End, Unix ms.</param>
public readonly record struct TraceWindow(long FromMs, long ToMs)
{
    /// <summary>The narrowest: a row or two of the fastest boards.</summary>
    public const long LeastMs = 1_000;

    /// <summary>The latest time there is to show, Unix ms: the year 9000.</summary>
    public const long LatestMs = 221_845_392_000_000;

    private static readonly long MostMs = (long)TimeSpan.FromDays(3660).TotalMilliseconds;

    /// <summary>How long it is, ms.</summary>
    public long LengthMs => ToMs - FromMs;

    /// <summary>The window that a state of the view asks for.</summary>
    /// <param name="query">The state.</param>
    /// <param name="record">From when to when there is a record.</param>
    public static TraceWindow Of(CellQuery query, TraceWindow record)
    {
        if (query is { FromMs: { } from, ToMs: { } to })
        {
            return new TraceWindow(from, to).Within(record);
        }

        return query.Width.Length is { } length
            ? new TraceWindow(record.ToMs - (long)length.TotalMilliseconds, record.ToMs)
            : record.Within(record);
    }

    /// <summary>The same, but not narrower than a row, and not where there is no record at all.</summary>
    public TraceWindow Within(TraceWindow record)
    {
        long length = Math.Clamp(LengthMs, LeastMs, MostMs);
        long middle = Math.Clamp(FromMs + (LengthMs / 2), record.FromMs, record.ToMs);
        return new TraceWindow(middle - (length / 2), middle - (length / 2) + length);
    }

    /// <summary>Moved by a share of its length.</summary>
    public TraceWindow Moved(double share) => new(FromMs + (long)(share * LengthMs), ToMs + (long)(share * LengthMs));

    /// <summary>Made longer by a factor, about its middle.</summary>
    public TraceWindow Times(double factor)
    {
        double middle = FromMs + (LengthMs / 2.0);
        double half = factor * LengthMs / 2.0;
        return new TraceWindow((long)(middle - half), (long)(middle + half));
    }
}
