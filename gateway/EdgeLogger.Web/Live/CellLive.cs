using EdgeLogger.Alerts.Detection;
using EdgeLogger.Cycles;
using EdgeLogger.Derivation;

namespace EdgeLogger.Web.Live;

/// <summary>A cell as the page shows it. While nothing of it changes it stays the same object, so that a view can see by reference what to draw.</summary>
public sealed record CellLive
{
    /// <summary>BOARD/SLOT.</summary>
    public required string Name { get; init; }

    /// <summary>What the gateway derived.</summary>
    public required CellSnapshot Snapshot { get; init; }

    /// <summary>What the lab knows of it.</summary>
    public required CellMetadata Metadata { get; init; }

    /// <summary>Open alerts about it or its board.</summary>
    public required int OpenAlerts { get; init; }

    /// <summary>The gravest of them; null if there is none.</summary>
    public required Severity? Worst { get; init; }
}
