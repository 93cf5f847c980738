namespace EdgeLogger.AlertBench;

/// <summary>How much of the fleet is run.</summary>
public sealed record FadeBenchOptions
{
    /// <summary>Decides everything. Thresholds were chosen on seeds below 1,000,000.</summary>
    public ulong Seed { get; init; } = 1_000_000;

    /// <summary>Cohorts of eight healthy cells, half of each recipe.</summary>
    public int HealthyCohorts { get; init; } = 64;

    /// <summary>Cycles that each healthy cell runs.</summary>
    public int HealthyCycles { get; init; } = 1000;

    /// <summary>Cells of each fault.</summary>
    public int RunsPerFault { get; init; } = 100;

    /// <summary>Cycles after the onset within which a fault must be found to count as found.</summary>
    public int FoundWithin { get; init; } = 100;

    /// <summary>Threads.</summary>
    public int Workers { get; init; } = 2;
}
