namespace EdgeLogger.Bench.Measuring;

/// <summary>A line of the table.</summary>
/// <param name="What">What was measured.</param>
/// <param name="RatePerSecond">Frames that were due a second; for a closed loop, what it reached.</param>
/// <param name="Latencies">Its times.</param>
/// <param name="Note">What a reader should know.</param>
internal sealed record BenchRow(string What, double RatePerSecond, Latencies Latencies, string Note);
