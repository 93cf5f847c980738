using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace EdgeLogger.Web.Live;

/// <summary>A cell's voltage of late, coarse enough to draw as wide as a thumb. Not thread-safe.</summary>
public sealed class SparkLine
{
    /// <summary>Width of the box.</summary>
    public const int Width = 96;

    /// <summary>Height of the box.</summary>
    public const int Height = 24;

    private const int MostPoints = 48;

    // Six hours fill the box; where rows come faster than time does (a demo, a replay) each look is a point.
    private const long LeastStepMs = 6 * 3600 * 1000 / MostPoints;

    private readonly Queue<(long TimeMs, double VoltageV)> _points = new();
    private long _lastMs = long.MinValue;

    /// <summary>The line as points of an SVG polyline; empty before there are two.</summary>
    public string Points { get; private set; } = "";

    /// <summary>Takes a value, if it is later enough than the last one.</summary>
    public void Add(long timeMs, double voltageV)
    {
        if (!double.IsFinite(voltageV) || (_lastMs != long.MinValue && timeMs - _lastMs < LeastStepMs && timeMs >= _lastMs))
        {
            return;
        }

        _lastMs = timeMs;
        _points.Enqueue((timeMs, voltageV));
        if (_points.Count > MostPoints)
        {
            _points.Dequeue();
        }

        Points = Draw();
    }

    private string Draw()
    {
        if (_points.Count < 2)
        {
            return "";
        }

        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        foreach ((_, double voltageV) in _points)
        {
            low = Math.Min(low, voltageV);
            high = Math.Max(high, voltageV);
        }

        // Noise at rest must not fill the box.
        double span = Math.Max(high - low, 0.02);
        double from = low - ((span - (high - low)) / 2);
        StringBuilder text = new(MostPoints * 6);
        int i = 0;
        foreach ((_, double voltageV) in _points)
        {
            int x = (int)Math.Round(i++ * (double)Width / (_points.Count - 1));
            int y = (int)Math.Round((Height - 2) * (1 - ((voltageV - from) / span))) + 1;
            text.Append(CultureInfo.InvariantCulture, $"{(text.Length > 0 ? " " : "")}{x},{y}");
        }

        return text.ToString();
    }
}
