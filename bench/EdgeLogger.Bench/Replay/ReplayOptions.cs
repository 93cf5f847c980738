using EdgeLogger.Cycles.Model;
using EdgeLogger.Records.Rows;

namespace EdgeLogger.Bench.Replay;

/// <summary>How a record is played through the whole chain.</summary>
internal sealed record ReplayOptions
{
    /// <summary>The record.</summary>
    public required string File { get; init; }

    /// <summary>Where the gateway keeps its log; null: a temporary folder, removed at the end.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>The board's reporting period, ms.</summary>
    public int PeriodMs { get; init; } = 1000;

    /// <summary>Decides the chips' noise and the stream's name.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How often the gateway is killed (-9) and started again on the way.</summary>
    public int GatewayKills { get; init; }

    /// <summary>How often the broker is killed (-9) on the way.</summary>
    public int BrokerKills { get; init; }

    /// <summary>What the lab says of the cell.</summary>
    public CellMetadata Cell { get; init; } = new();

    /// <summary>How the sign of the record's current is read.</summary>
    public CurrentSign Sign { get; init; }
}
