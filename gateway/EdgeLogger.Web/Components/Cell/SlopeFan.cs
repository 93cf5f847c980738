using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cycles.Trends;

namespace EdgeLogger.Web.Components.Cell;

/// <summary>A slope with its interval, drawn through the medians of the points it was found on.</summary>
/// <param name="From">First cycle.</param>
/// <param name="To">Last cycle.</param>
/// <param name="Middle">Median cycle.</param>
/// <param name="Value">Median value.</param>
/// <param name="PerCycle">The slope.</param>
/// <param name="Low">Least slope of the interval.</param>
/// <param name="High">Largest slope of the interval.</param>
public sealed record SlopeFan(double From, double To, double Middle, double Value, double PerCycle, double Low, double High)
{
    /// <summary>A slope over the newest cycles of a series; null if there are none.</summary>
    /// <param name="points">The series, of one protocol.</param>
    /// <param name="slope">The slope, in the unit of the series for each cycle.</param>
    public static SlopeFan? Of(IReadOnlyList<(int Cycle, double Value)> points, SlopeEstimate slope)
    {
        (int Cycle, double Value)[] last = [.. points.TakeLast(slope.Cycles)];
        return last.Length == 0 ? null : new SlopeFan(
            last[0].Cycle, last[^1].Cycle, Median([.. last.Select(point => (double)point.Cycle)]),
            Median([.. last.Select(point => point.Value)]),
            slope.PerCycle, slope.LowPerCycle, slope.HighPerCycle);
    }

    /// <summary>The value at a cycle by a slope.</summary>
    public double At(double cycle, double slope) => Value + (slope * (cycle - Middle));

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return 0.5 * (values[(values.Length - 1) / 2] + values[values.Length / 2]);
    }
}
