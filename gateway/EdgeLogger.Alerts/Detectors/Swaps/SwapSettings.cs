namespace EdgeLogger.Alerts.Detectors.Swaps;

/// <summary>How the rule is set, and the largest current.</summary>
/// <param name="LeastS">Shortest open circuit in which a cell is changed, s.</param>
/// <param name="LargestA">The largest current so far, A.</param>
/// <param name="DriftVPerS">By how much the same cell's rest voltage may drift, V/s.</param>
/// <param name="VoltPerK">By how much it may follow the temperature, V/K.</param>
internal readonly record struct SwapSettings(double LeastS, double LargestA, double DriftVPerS, double VoltPerK);
