using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Plots;
using EdgeLogger.Plots.Fonts;

namespace EdgeLogger.Alerts.Notify;

/// <summary>What an alert was found from, as one small plot.</summary>
public static class EvidencePlot
{
    /// <summary>Width of a plot unless said otherwise, pixels.</summary>
    public const int Width = 800;

    /// <summary>Height of a plot unless said otherwise, pixels.</summary>
    public const int Height = 480;

    private const int Ticks = 6;

    /// <summary>
    /// As PNG, for a mail; null on a system that Skia's library cannot be loaded on: an alarm goes out without its plot rather
    /// than not at all.
    /// </summary>
    public static byte[]? Png(Evidence evidence, string title)
    {
        try
        {
            return Bytes(Page(evidence, title), PlotFormat.Png);
        }
        catch (TypeInitializationException)
        {
            return null;
        }
    }

    /// <summary>As SVG.</summary>
    /// <param name="evidence">What to draw.</param>
    /// <param name="title">Stands above it.</param>
    /// <param name="width">Pixels; letters keep their size.</param>
    /// <param name="height">Pixels.</param>
    public static byte[] Svg(Evidence evidence, string title, int width = Width, int height = Height) =>
        Bytes(Page(evidence, title, width, height), PlotFormat.Svg);

    /// <summary>As a page, for any format.</summary>
    public static PlotPage Page(Evidence evidence, string title, int width = Width, int height = Height) =>
        new(width, height, title, canvas => Draw(evidence, title, canvas, width, height));

    private static byte[] Bytes(PlotPage page, PlotFormat format)
    {
        using MemoryStream file = new();
        page.Save(file, format, FontFiles.Installed, pixelsPerUnit: 1);
        return file.ToArray();
    }

    private static void Draw(Evidence evidence, string title, IPlotCanvas canvas, int width, int height)
    {
        bool wholeNumbers = evidence.Series.SelectMany(series => series.X).All(double.IsInteger);
        Panel panel = new(
            evidence.YLabel, new PlotBox(95, 80, width - 25, height - 60),
            Axis.Around(evidence.XLabel, evidence.Series.SelectMany(series => series.X), Ticks, wholeNumbers),
            Axis.Around(evidence.YLabel, evidence.Series.SelectMany(series => series.Y), Ticks));
        for (int i = 0; i < evidence.Series.Count; i++)
        {
            EvidenceSeries series = evidence.Series[i];
            PlotPen pen = PlotStyle.Curves[i % PlotStyle.Curves.Count];
            panel.Add(
                new PlotSeries(series.Name, Points(series), pen, series.IsLine ? null : MarkerShape.Circle,
                    Hollow: !series.IsLine), series.Name);
        }

        canvas.Text(new PlotPoint(95, 34), title, PlotStyle.TitleSize, TextAnchor.Start);
        panel.Draw(canvas);
    }

    private static List<PlotPoint> Points(EvidenceSeries series) =>
        [.. series.X.Zip(series.Y, (x, y) => new PlotPoint(x, y))
            .Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y))];
}
