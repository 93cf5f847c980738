namespace EdgeLogger.Sinks.Store;

/// <summary>UTC of a boot whose frames were made before the board knew it.</summary>
/// <param name="Boot">The board's boot count.</param>
/// <param name="UtcMinusUptimeMs">UTC (Unix, ms) minus uptime.</param>
/// <param name="ByArrival">It follows from when frames arrived, not from the board: rows may lie later than they were measured.</param>
internal readonly record struct BootDate(uint Boot, long UtcMinusUptimeMs, bool ByArrival);
