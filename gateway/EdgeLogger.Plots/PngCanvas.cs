using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace EdgeLogger.Plots;

/// <summary>A page as PNG. It needs no fonts and no graphics library on the machine.</summary>
public sealed class PngCanvas : IPlotCanvas
{
    /// <summary>A page 1200 units wide prints 8 inches (20 cm) wide.</summary>
    private const int UnitsPerInch = 150;

    private readonly PlotRaster _raster;
    private readonly int _pixelsPerUnit;

    /// <param name="width">Width, units of the page.</param>
    /// <param name="height">Height, units of the page.</param>
    /// <param name="pixelsPerUnit">2 for print, 1 for a mail.</param>
    public PngCanvas(int width, int height, int pixelsPerUnit = 2)
    {
        _pixelsPerUnit = pixelsPerUnit;
        _raster = new PlotRaster(width * pixelsPerUnit, height * pixelsPerUnit);
    }

    /// <summary>Pixels have no names.</summary>
    public void Begin(string name)
    {
    }

    public void End()
    {
    }

    public void Clip(PlotBox? box) => _raster.Inside = box is { } inside
        ? new PlotBox(inside.Left * _pixelsPerUnit, inside.Top * _pixelsPerUnit, inside.Right * _pixelsPerUnit, inside.Bottom * _pixelsPerUnit)
        : new PlotBox(0, 0, _raster.Width, _raster.Height);

    public void Polyline(IReadOnlyList<PlotPoint> points, PlotPen pen)
    {
        foreach (IReadOnlyList<PlotPoint> dash in DashedLine.Split(points, pen.Dash))
        {
            _raster.Line([.. dash.Select(Pixels)], pen.Width * _pixelsPerUnit, pen.Rgb);
        }
    }

    public void Marker(PlotPoint center, MarkerShape shape, double radius, int rgb, bool hollow)
    {
        const double Edge = 1.5;
        Action<PlotPoint, double, int> fill = shape == MarkerShape.Circle ? _raster.Disc : _raster.Square;
        double outer = hollow ? radius + Edge / 2 : radius;
        fill(Pixels(center), outer * _pixelsPerUnit, rgb);
        if (hollow)
        {
            fill(Pixels(center), (outer - Edge) * _pixelsPerUnit, 0xFFFFFF);
        }
    }

    public void Text(PlotPoint at, string text, double size, TextAnchor anchor, bool upward = false)
    {
        double shift = anchor switch { TextAnchor.Start => 0, TextAnchor.Middle => 0.5, _ => 1 } * StrokeFont.WidthOf(text, size);
        double width = size * 0.095 * _pixelsPerUnit;
        foreach (IReadOnlyList<PlotPoint> stroke in StrokeFont.StrokesOf(text, size))
        {
            IEnumerable<PlotPoint> placed = stroke.Select(point => upward
                ? new PlotPoint(at.X + point.Y, at.Y - (point.X - shift))
                : new PlotPoint(at.X + point.X - shift, at.Y + point.Y));
            _raster.Line([.. placed.Select(Pixels)], width, PlotStyle.Black);
        }
    }

    public void Save(Stream stream) => PngFile.Write(_raster, UnitsPerInch * _pixelsPerUnit, stream);

    private PlotPoint Pixels(PlotPoint point) => new(point.X * _pixelsPerUnit, point.Y * _pixelsPerUnit);
}
