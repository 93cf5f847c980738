using System;
using System.Collections.Generic;
using EdgeLogger.Derivation.Following;

namespace EdgeLogger.Traces;

/// <summary>Some time of a cell's record, and between what its quantities lay.</summary>
/// <param name="StartMs">Begin of its first row's period, Unix ms.</param>
/// <param name="EndMs">End of its last row, Unix ms.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="VoltageV">Cell voltage, V.</param>
/// <param name="CurrentA">Current, A; positive charges.</param>
/// <param name="TemperatureDegC">Temperature, degrees Celsius.</param>
/// <param name="PressureMpa">Stack pressure, MPa.</param>
public readonly record struct TraceSpan(
    long StartMs, long EndMs, long Rows, Extent VoltageV, Extent CurrentA, Extent TemperatureDegC, Extent PressureMpa)
{
    /// <summary>The board did not know UTC in some of it: its place is estimated from when it arrived.</summary>
    public bool IsUntrusted { get; init; }

    /// <summary>No time at all.</summary>
    public static TraceSpan None { get; } = new(0, 0, 0, Extent.None, Extent.None, Extent.None, Extent.None);

    /// <summary>The rows that a frame hands out, in order.</summary>
    internal static IEnumerable<TraceSpan> RowsOf(RowBlock block, BlockDate date)
    {
        long startMs = block.RowsStartUptimeMs;
        for (int i = 0; i < block.Rows.Length; i++)
        {
            CellRow row = block.Rows[i];
            yield return Of(row, startMs + date.UtcMinusUptimeMs, row.UptimeMs + date.UtcMinusUptimeMs)
                with
            { IsUntrusted = date.Quality == DateQuality.Estimated };
            startMs = row.UptimeMs;
        }
    }

    /// <summary>One row.</summary>
    public static TraceSpan Of(in CellRow row, long startMs, long endMs) => new(
        startMs, endMs, 1, new Extent(row.VoltageV, row.VoltageV), new Extent(row.CurrentA, row.CurrentA),
        new Extent(row.TemperatureDegC, row.TemperatureDegC), new Extent(row.PressureMpa, row.PressureMpa));

    /// <summary>Both together.</summary>
    public TraceSpan With(in TraceSpan other) => Rows == 0 ? other : other.Rows == 0 ? this : new TraceSpan(
        Math.Min(StartMs, other.StartMs), Math.Max(EndMs, other.EndMs), Rows + other.Rows, VoltageV.With(other.VoltageV),
        CurrentA.With(other.CurrentA), TemperatureDegC.With(other.TemperatureDegC), PressureMpa.With(other.PressureMpa))
    {
        IsUntrusted = IsUntrusted || other.IsUntrusted,
    };
}
