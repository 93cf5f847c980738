using System;
using System.Collections.Generic;

namespace EdgeLogger.Plots;

/// <summary>
/// Pixels, white at first, on which smooth-edged lines and shapes are laid. A pixel's share of a shape is taken from its centre's
/// distance to the shape's edge.
/// </summary>
internal sealed class PlotRaster
{
    private readonly float[] _coverage;
    private int _left = int.MaxValue;
    private int _top = int.MaxValue;
    private int _right = -1;
    private int _bottom = -1;

    public PlotRaster(int width, int height)
    {
        Width = width;
        Height = height;
        _coverage = new float[width * height];
        Rgb = new byte[width * height * 3];
        Array.Fill(Rgb, (byte)255);
        Inside = new PlotBox(0, 0, width, height);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Three bytes a pixel, row after row.</summary>
    public byte[] Rgb { get; }

    /// <summary>Pixels outside stay as they are.</summary>
    public PlotBox Inside { get; set; }

    /// <summary>Draws a line with round ends.</summary>
    public void Line(IReadOnlyList<PlotPoint> points, double width, int rgb)
    {
        for (int i = 1; i < points.Count; i++)
        {
            (PlotPoint from, PlotPoint to) = (points[i - 1], points[i]);
            Cover(Math.Min(from.X, to.X), Math.Min(from.Y, to.Y), Math.Max(from.X, to.X), Math.Max(from.Y, to.Y), width / 2,
                (x, y) => DistanceToSegment(x, y, from, to));
        }

        Lay(rgb);
    }

    /// <summary>Draws a filled disc.</summary>
    public void Disc(PlotPoint center, double radius, int rgb)
    {
        Cover(center.X, center.Y, center.X, center.Y, radius, (x, y) => Math.Sqrt(Square(x - center.X) + Square(y - center.Y)));
        Lay(rgb);
    }

    /// <summary>Draws a filled square with upright sides.</summary>
    public void Square(PlotPoint center, double radius, int rgb)
    {
        Cover(center.X, center.Y, center.X, center.Y, radius, (x, y) => Math.Max(Math.Abs(x - center.X), Math.Abs(y - center.Y)));
        Lay(rgb);
    }

    private static double Square(double value) => value * value;

    private static double DistanceToSegment(double x, double y, PlotPoint from, PlotPoint to)
    {
        double dx = to.X - from.X;
        double dy = to.Y - from.Y;
        double squared = dx * dx + dy * dy;
        double along = squared > 0 ? Math.Clamp(((x - from.X) * dx + (y - from.Y) * dy) / squared, 0, 1) : 0;
        return Math.Sqrt(Square(x - from.X - along * dx) + Square(y - from.Y - along * dy));
    }

    // Parts of one line may overlap: each pixel keeps its largest share, and is coloured once, in Lay.
    private void Cover(double minX, double minY, double maxX, double maxY, double radius, Func<double, double, double> distance)
    {
        int left = (int)Math.Max(Inside.Left, Math.Floor(minX - radius - 1));
        int top = (int)Math.Max(Inside.Top, Math.Floor(minY - radius - 1));
        int right = (int)Math.Min(Inside.Right - 1, Math.Ceiling(maxX + radius + 1));
        int bottom = (int)Math.Min(Inside.Bottom - 1, Math.Ceiling(maxY + radius + 1));
        for (int y = top; y <= bottom; y++)
        {
            for (int x = left; x <= right; x++)
            {
                float share = (float)Math.Clamp(radius + 0.5 - distance(x + 0.5, y + 0.5), 0, 1);
                ref float pixel = ref _coverage[y * Width + x];
                pixel = Math.Max(pixel, share);
            }
        }

        (_left, _top, _right, _bottom) = (Math.Min(_left, left), Math.Min(_top, top), Math.Max(_right, right), Math.Max(_bottom, bottom));
    }

    private void Lay(int rgb)
    {
        for (int y = _top; y <= _bottom; y++)
        {
            for (int x = _left; x <= _right; x++)
            {
                int pixel = y * Width + x;
                float share = _coverage[pixel];
                if (share > 0)
                {
                    _coverage[pixel] = 0;
                    Mix(3 * pixel, rgb >> 16, share);
                    Mix(3 * pixel + 1, rgb >> 8 & 255, share);
                    Mix(3 * pixel + 2, rgb & 255, share);
                }
            }
        }

        (_left, _top, _right, _bottom) = (int.MaxValue, int.MaxValue, -1, -1);
    }

    private void Mix(int index, int colour, float share) => Rgb[index] = (byte)Math.Round(Rgb[index] + (colour - Rgb[index]) * share);
}
