using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace EdgeLogger.Gateway.Output.Plots;

/// <summary>A page as PNG, two pixels for each unit of the page. It needs no fonts and no graphics library on the machine.</summary>
internal sealed class PngCanvas : IPlotCanvas
{
    private const int PixelsPerUnit = 2;

    /// <summary>A page 1200 units wide prints 8 inches (20 cm) wide.</summary>
    private const int PixelsPerInch = 300;

    private readonly PlotRaster _raster;

    public PngCanvas(int width, int height) => _raster = new PlotRaster(width * PixelsPerUnit, height * PixelsPerUnit);

    /// <summary>Pixels have no names.</summary>
    public void Begin(string name)
    {
    }

    public void End()
    {
    }

    public void Clip(PlotBox? box) => _raster.Inside = box is { } inside
        ? new PlotBox(inside.Left * PixelsPerUnit, inside.Top * PixelsPerUnit, inside.Right * PixelsPerUnit, inside.Bottom * PixelsPerUnit)
        : new PlotBox(0, 0, _raster.Width, _raster.Height);

    public void Polyline(IReadOnlyList<PlotPoint> points, PlotPen pen)
    {
        foreach (IReadOnlyList<PlotPoint> dash in DashedLine.Split(points, pen.Dash))
        {
            _raster.Line([.. dash.Select(Pixels)], pen.Width * PixelsPerUnit, pen.Rgb);
        }
    }

    public void Marker(PlotPoint center, MarkerShape shape, double radius, int rgb, bool hollow)
    {
        const double Edge = 1.5;
        Action<PlotPoint, double, int> fill = shape == MarkerShape.Circle ? _raster.Disc : _raster.Square;
        double outer = hollow ? radius + Edge / 2 : radius;
        fill(Pixels(center), outer * PixelsPerUnit, rgb);
        if (hollow)
        {
            fill(Pixels(center), (outer - Edge) * PixelsPerUnit, 0xFFFFFF);
        }
    }

    public void Text(PlotPoint at, string text, double size, TextAnchor anchor, bool upward = false)
    {
        double shift = anchor switch { TextAnchor.Start => 0, TextAnchor.Middle => 0.5, _ => 1 } * StrokeFont.WidthOf(text, size);
        double width = size * 0.095 * PixelsPerUnit;
        foreach (IReadOnlyList<PlotPoint> stroke in StrokeFont.StrokesOf(text, size))
        {
            IEnumerable<PlotPoint> placed = stroke.Select(point => upward
                ? new PlotPoint(at.X + point.Y, at.Y - (point.X - shift))
                : new PlotPoint(at.X + point.X - shift, at.Y + point.Y));
            _raster.Line([.. placed.Select(Pixels)], width, PlotStyle.Black);
        }
    }

    public void Save(Stream stream) => PngFile.Write(_raster, PixelsPerInch, stream);

    private static PlotPoint Pixels(PlotPoint point) => new(point.X * PixelsPerUnit, point.Y * PixelsPerUnit);
}
