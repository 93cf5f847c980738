using System;
using System.Collections.Generic;

namespace EdgeLogger.Plots;

/// <summary>One chart of a page: a frame with two axes, a legend above it, and series inside.</summary>
public sealed class Panel(string name, PlotBox frame, Axis x, Axis y)
{
    private const double TickLength = 5;
    private const double LegendSampleWidth = 26;

    /// <summary>Points nearer than this to the last one drawn are not seen, and left out of lines; units of the page.</summary>
    private const double ThinTo = 0.4;

    private readonly List<PlotSeries> _series = [];
    private readonly List<(string Text, PlotSeries? Sample)> _legend = [];

    /// <summary>Adds a series; the legend names it so, null leaves it out.</summary>
    public void Add(PlotSeries series, string? legend)
    {
        _series.Add(series);
        if (legend is not null)
        {
            _legend.Add((legend, series));
        }
    }

    /// <summary>Adds words to the legend.</summary>
    public void AddNote(string text) => _legend.Add((text, null));

    public void Draw(IPlotCanvas canvas)
    {
        canvas.Begin(name);
        DrawAxes(canvas);
        DrawLegend(canvas);
        canvas.Clip(frame);
        foreach (PlotSeries series in _series)
        {
            canvas.Begin(series.Name);
            DrawSeries(canvas, series);
            canvas.End();
        }

        canvas.Clip(null);
        canvas.Polyline(
            [new(frame.Left, frame.Top), new(frame.Right, frame.Top), new(frame.Right, frame.Bottom),
                new(frame.Left, frame.Bottom), new(frame.Left, frame.Top)],
            PlotStyle.Frame);
        canvas.End();
    }

    private static double MarkerRadius(int points) => points <= 60 ? 4.2 : points <= 300 ? 2.8 : 1.8;

    private PlotPoint Place(PlotPoint point) => new(
        frame.Left + x.Share(point.X) * (frame.Right - frame.Left), frame.Bottom - y.Share(point.Y) * (frame.Bottom - frame.Top));

    private void DrawAxes(IPlotCanvas canvas)
    {
        foreach ((double value, string label) in x.Ticks())
        {
            double at = Place(new PlotPoint(value, 0)).X;
            canvas.Polyline([new(at, frame.Top), new(at, frame.Bottom)], PlotStyle.Grid);
            canvas.Polyline([new(at, frame.Bottom), new(at, frame.Bottom + TickLength)], PlotStyle.Frame);
            canvas.Text(new PlotPoint(at, frame.Bottom + 20), label, PlotStyle.TextSize, TextAnchor.Middle);
        }

        foreach ((double value, string label) in y.Ticks())
        {
            double at = Place(new PlotPoint(0, value)).Y;
            canvas.Polyline([new(frame.Left, at), new(frame.Right, at)], PlotStyle.Grid);
            canvas.Polyline([new(frame.Left - TickLength, at), new(frame.Left, at)], PlotStyle.Frame);
            canvas.Text(new PlotPoint(frame.Left - 9, at + 5), label, PlotStyle.TextSize, TextAnchor.End);
        }

        canvas.Text(new PlotPoint((frame.Left + frame.Right) / 2, frame.Bottom + 42), x.Title, PlotStyle.TextSize,
            TextAnchor.Middle);
        canvas.Text(new PlotPoint(frame.Left - 64, (frame.Top + frame.Bottom) / 2), y.Title, PlotStyle.TextSize,
            TextAnchor.Middle, upward: true);
    }

    private void DrawLegend(IPlotCanvas canvas)
    {
        double at = frame.Left;
        double baseline = frame.Top - 10;
        foreach ((string text, PlotSeries? sample) in _legend)
        {
            if (sample is not null)
            {
                double middle = baseline - 5;
                if (!sample.Hollow)
                {
                    canvas.Polyline([new(at, middle), new(at + LegendSampleWidth, middle)], sample.Pen);
                }

                if (sample.Marker is { } shape)
                {
                    canvas.Marker(new PlotPoint(at + LegendSampleWidth / 2, middle), shape, 4, sample.Pen.Rgb, sample.Hollow);
                }

                at += LegendSampleWidth + 6;
            }

            canvas.Text(new PlotPoint(at, baseline), text, PlotStyle.TextSize, TextAnchor.Start);
            at += canvas.WidthOf(text, PlotStyle.TextSize) + 14;
        }
    }

    private void DrawSeries(IPlotCanvas canvas, PlotSeries series)
    {
        List<PlotPoint> line = [];
        foreach (PlotPoint point in series.Points)
        {
            PlotPoint place = Place(point);
            if (series.Marker is not null || line.Count == 0
                || Math.Abs(place.X - line[^1].X) + Math.Abs(place.Y - line[^1].Y) >= ThinTo)
            {
                line.Add(place);
            }
        }

        if (!series.Hollow && line.Count > 1)
        {
            canvas.Polyline(line, series.Pen);
        }

        if (series.Marker is { } shape)
        {
            double radius = MarkerRadius(line.Count);
            line.ForEach(place => canvas.Marker(place, shape, radius, series.Pen.Rgb, series.Hollow));
        }
    }
}
