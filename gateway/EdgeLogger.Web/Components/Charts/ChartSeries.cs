namespace EdgeLogger.Web.Components.Charts;

/// <summary>Something drawn in a chart.</summary>
/// <param name="Name">For the legend; empty: not in the legend.</param>
/// <param name="Colour">Number of its colour, from 0; colours come round after <see cref="Colours"/>.</param>
/// <param name="Path">SVG path data, made by <see cref="ChartPath"/>.</param>
/// <param name="Kind">How it is drawn.</param>
public sealed record ChartSeries(string Name, int Colour, string Path, SeriesKind Kind)
{
    /// <summary>How many colours there are that can be distinguished.</summary>
    public const int Colours = 8;

    /// <summary>The classes of charts.css that draw it.</summary>
    public string Classes => $"series series-{Colour % Colours} series-{Kind.ToString().ToLowerInvariant()}";
}

/// <summary>How a series is drawn.</summary>
public enum SeriesKind
{
    /// <summary>A line.</summary>
    Line,

    /// <summary>A broken line: not measured, but worked out.</summary>
    Dashed,

    /// <summary>A dot for each point.</summary>
    Dots,

    /// <summary>A filled area.</summary>
    Area,
}
