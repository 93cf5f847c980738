using System.Collections.Generic;

namespace EdgeLogger.Plots;

/// <summary>A page that is drawn on: the few things a chart needs, in units of the page (1200 across).</summary>
public interface IPlotCanvas
{
    /// <summary>Names what is drawn until <see cref="End"/>, for readers of the file; may be nested.</summary>
    void Begin(string name);

    /// <summary>Ends the innermost name.</summary>
    void End();

    /// <summary>Draws only inside the box from now on; null ends this.</summary>
    void Clip(PlotBox? box);

    void Polyline(IReadOnlyList<PlotPoint> points, PlotPen pen);

    void Marker(PlotPoint center, MarkerShape shape, double radius, int rgb, bool hollow);

    /// <summary>About how wide a line of text becomes, units of the page; no narrower than it is drawn in common fonts.</summary>
    double WidthOf(string text, double size);

    /// <summary>
    /// Writes one line of black text on its baseline; <paramref name="upward"/> turns it by 90 degrees to read from below.
    /// </summary>
    void Text(PlotPoint at, string text, double size, TextAnchor anchor, bool upward = false);
}

/// <summary>A rectangle of the page.</summary>
public readonly record struct PlotBox(double Left, double Top, double Right, double Bottom);

/// <summary>Which point of a line of text stands at the given place.</summary>
public enum TextAnchor
{
    Start,
    Middle,
    End,
}
