namespace EdgeLogger.Web.Components.Charts;

/// <summary>What a stretch of a chart means.</summary>
public enum BandKind
{
    /// <summary>Nothing was measured.</summary>
    Gap,

    /// <summary>Measured, but when it was is not sure.</summary>
    Untrusted,
}
