namespace EdgeLogger.Web.Components.Charts;

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
