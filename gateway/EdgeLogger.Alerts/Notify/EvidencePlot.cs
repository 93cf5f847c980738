using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Plots;

namespace EdgeLogger.Alerts.Notify;

/// <summary>What an alert was found from, as one small plot.</summary>
public static class EvidencePlot
{
    /// <summary>Width of a plot unless said otherwise, pixels.</summary>
    public const int Width = 800;

    /// <summary>Height of a plot unless said otherwise, pixels.</summary>
    public const int Height = 480;

    private const int Ticks = 6;

    /// <summary>As PNG.</summary>
    public static byte[] Png(Evidence evidence, string title) => Draw(evidence, title, new PngCanvas(Width, Height, pixelsPerUnit: 1), Width, Height);

    /// <summary>As SVG.</summary>
    /// <param name="evidence">What to draw.</param>
    /// <param name="title">Stands above it.</param>
    /// <param name="width">Pixels; letters keep their size.</param>
    /// <param name="height">Pixels.</param>
    public static byte[] Svg(Evidence evidence, string title, int width = Width, int height = Height) =>
        Draw(evidence, title, new SvgCanvas(width, height, title), width, height);

    private static byte[] Draw(Evidence evidence, string title, IPlotCanvas canvas, int width, int height)
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
                new PlotSeries(series.Name, Points(series), pen, series.IsLine ? null : MarkerShape.Circle, Hollow: !series.IsLine), series.Name);
        }

        canvas.Text(new PlotPoint(95, 34), title, PlotStyle.TitleSize, TextAnchor.Start);
        panel.Draw(canvas);
        using MemoryStream file = new();
        canvas.Save(file);
        return file.ToArray();
    }

    private static List<PlotPoint> Points(EvidenceSeries series) =>
        [.. series.X.Zip(series.Y, (x, y) => new PlotPoint(x, y)).Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y))];
}
