using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Plots;

namespace EdgeLogger.Web.Components.Charts;

/// <summary>One axis of a chart: what its ends stand for, and its ticks.</summary>
/// <param name="Low">Value at its begin.</param>
/// <param name="High">Value at its end.</param>
/// <param name="Ticks">Its ticks.</param>
public sealed record ChartScale(double Low, double High, IReadOnlyList<ChartTick> Ticks)
{
    /// <summary>A scale that holds these values, with about so many ticks.</summary>
    /// <param name="values">The values; those that are not finite are left out.</param>
    /// <param name="ticks">About how many ticks.</param>
    /// <param name="wholeNumbers">Ticks stand at integers only.</param>
    public static ChartScale Around(IEnumerable<double> values, int ticks, bool wholeNumbers = false)
    {
        Axis axis = Axis.Around("", values, ticks, wholeNumbers);
        return new ChartScale(axis.Low, axis.High,
            [.. axis.Ticks().Select(tick => new ChartTick(axis.Share(tick.Value), tick.Label))]);
    }

    /// <summary>Where a value lies, 0 to 1 between the ends.</summary>
    public double Share(double value) => (value - Low) / Math.Max(double.Epsilon, High - Low);
}

/// <summary>A mark at an axis.</summary>
/// <param name="At">Where, a share of the axis, 0 to 1.</param>
/// <param name="Label">What stands there.</param>
public readonly record struct ChartTick(double At, string Label);
