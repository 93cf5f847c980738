using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security;
using System.Text;
using EdgeLogger.Plots.Fonts;

namespace EdgeLogger.Plots;

/// <summary>A page as SVG 1.1. Its text is text, in a font of the reader's.</summary>
internal sealed class SvgCanvas : IPlotCanvas
{
    /// <summary>Letters of sans-serif fonts are this share of their size wide, or less, in the mean of a line.</summary>
    private const double LetterShare = 0.6;

    private readonly StringBuilder _text = new();
    private int _clips;

    public SvgCanvas(double width, double height, string title)
    {
        Line($"""<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" font-family="Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif" role="img">""");
        Line($"<title>{Escape(title)}</title>");
        Line($"""<rect width="{width}" height="{height}" fill="#ffffff"/>""");
    }

    public void Begin(string name) => Line($"""<g aria-label="{Escape(name)}">""");

    public void End() => Line($"</g>");

    public void Clip(PlotBox? box)
    {
        if (box is not { } inside)
        {
            End();
            return;
        }

        _clips++;
        Line($"""<clipPath id="inside{_clips}"><rect x="{inside.Left}" y="{inside.Top}" width="{inside.Right - inside.Left}" height="{inside.Bottom - inside.Top}"/></clipPath>""");
        Line($"""<g clip-path="url(#inside{_clips})">""");
    }

    public void Polyline(IReadOnlyList<PlotPoint> points, PlotPen pen)
    {
        string places = string.Join(' ', points.Select(point => Short(point.X) + "," + Short(point.Y)));
        string dash = pen.Dash.Count == 0 ? "" : $" stroke-dasharray=\"{string.Join(' ', pen.Dash.Select(Short))}\"";
        Line($"""<polyline points="{places}" fill="none" stroke="{Color(pen.Rgb)}" stroke-width="{pen.Width}" stroke-linejoin="round"{dash}/>""");
    }

    public void Marker(PlotPoint center, MarkerShape shape, double radius, int rgb, bool hollow)
    {
        string style = hollow ? $"fill=\"#ffffff\" stroke=\"{Color(rgb)}\" stroke-width=\"1.5\"" : $"fill=\"{Color(rgb)}\"";
        if (shape == MarkerShape.Circle)
        {
            Line($"""<circle cx="{Short(center.X)}" cy="{Short(center.Y)}" r="{Short(radius)}" {style}/>""");
        }
        else
        {
            Line($"""<rect x="{Short(center.X - radius)}" y="{Short(center.Y - radius)}" width="{Short(2 * radius)}" height="{Short(2 * radius)}" {style}/>""");
        }
    }

    public double WidthOf(string text, double size) =>
        size * text.EnumerateRunes().Sum(rune => EastAsian.Holds(rune) ? 1 : LetterShare);

    public void Text(PlotPoint at, string text, double size, TextAnchor anchor, bool upward = false)
    {
        string place = $"x=\"{Short(at.X)}\" y=\"{Short(at.Y)}\""
            + (upward ? $" transform=\"rotate(-90 {Short(at.X)} {Short(at.Y)})\"" : "");
        string side = anchor switch { TextAnchor.Start => "start", TextAnchor.Middle => "middle", _ => "end" };
        Line($"""<text {place} font-size="{size}" text-anchor="{side}">{Escape(text)}</text>""");
    }

    public void Save(Stream stream) => stream.Write(Encoding.UTF8.GetBytes(_text + "</svg>\n"));

    private static string Short(double value) => Math.Round(value, 2).ToString(CultureInfo.InvariantCulture);

    private static string Color(int rgb) => "#" + rgb.ToString("x6", CultureInfo.InvariantCulture);

    // A control character is not XML, escaped or not.
    private static string Escape(string text) => SecurityElement.Escape(string.Concat(PlainText.Runes(text)));

    private void Line(string line) => _text.Append(line).Append('\n');
}
