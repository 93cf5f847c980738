namespace EdgeLogger.Results.Export;

/// <summary>What of a cell is exported.</summary>
public enum ExportContent
{
    /// <summary>Every row of the log.</summary>
    Samples,

    /// <summary>Steps of the protocol, as the rows show them.</summary>
    Steps,

    /// <summary>Cycles, the one under way included.</summary>
    Cycles,
}
