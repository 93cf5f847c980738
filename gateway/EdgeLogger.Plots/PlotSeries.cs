using System.Collections.Generic;

namespace EdgeLogger.Plots;

/// <summary>Points of one panel that belong together.</summary>
/// <param name="Name">What it is, as in the legend.</param>
/// <param name="Points">Points in the units of the axes.</param>
/// <param name="Pen">The colour, and the line through the points.</param>
/// <param name="Marker">The shape of each point; null draws only the line.</param>
/// <param name="Hollow">Hollow markers, without a line.</param>
public sealed record PlotSeries(string Name, IReadOnlyList<PlotPoint> Points, PlotPen Pen, MarkerShape? Marker = null,
    bool Hollow = false);

/// <summary>A point, in the units of the data or in units of the page (x to the right, y down).</summary>
public readonly record struct PlotPoint(double X, double Y);

/// <summary>The shape of a data point.</summary>
public enum MarkerShape
{
    Circle,
    Square,
}
