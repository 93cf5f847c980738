namespace EdgeLogger.Plots;

/// <summary>What a page can be written as.</summary>
public enum PlotFormat
{
    /// <summary>Scales, and its text can be edited.</summary>
    Svg,

    /// <summary>Pixels.</summary>
    Png,

    /// <summary>Scales, for print.</summary>
    Pdf,
}
