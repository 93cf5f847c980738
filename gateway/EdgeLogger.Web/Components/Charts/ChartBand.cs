namespace EdgeLogger.Web.Components.Charts;

/// <summary>A stretch of a chart's width that means something of its own.</summary>
/// <param name="From">Its begin, a share of the width, 0 to 1.</param>
/// <param name="To">Its end, a share of the width, 0 to 1.</param>
/// <param name="Kind">What it means.</param>
/// <param name="Words">The same for a person.</param>
public sealed record ChartBand(double From, double To, BandKind Kind, string Words);

/// <summary>What a stretch of a chart means.</summary>
public enum BandKind
{
    /// <summary>Nothing was measured.</summary>
    Gap,

    /// <summary>Measured, but when it was is not sure.</summary>
    Untrusted,
}
