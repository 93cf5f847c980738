namespace EdgeLogger.Bench.Influx;

/// <summary>How `bench influx` measures.</summary>
internal sealed record InfluxBenchOptions
{
    /// <summary>Points a round; each has voltage, current, temperature and pressure. Default 300,000.</summary>
    public long Points { get; init; } = 300_000;

    /// <summary>Rounds of each way, in turns; the first of each warms up and does not count. Default 4, at least 2.</summary>
    public int Rounds { get; init; } = 4;
}
