namespace EdgeLogger.Bench.Influx;

/// <summary>What one server took.</summary>
/// <param name="Server">The server.</param>
/// <param name="BarePerSecond">Points a second from a bare HttpClient that posts prepared batches, over all counted
/// rounds.</param>
/// <param name="SinkPerSecond">Points a second through the whole sink, log to server.</param>
/// <param name="BareMicroseconds">Processor time of the bare client, us a point.</param>
/// <param name="SinkMicroseconds">Processor time of the sink, us a point.</param>
/// <param name="LeastHeapMb">Least managed memory after a round of the sink, MiB.</param>
/// <param name="MostHeapMb">Most managed memory after a round of the sink, MiB.</param>
/// <param name="Missing">Points that the server does not give back, or gives back twice, over the sink's rounds.</param>
internal sealed record InfluxBenchRow(
    string Server, double BarePerSecond, double SinkPerSecond, double BareMicroseconds, double SinkMicroseconds,
    double LeastHeapMb, double MostHeapMb, long Missing)
{
    /// <summary>The sink's share of what the server takes.</summary>
    public double Share => SinkPerSecond / BarePerSecond;
}
