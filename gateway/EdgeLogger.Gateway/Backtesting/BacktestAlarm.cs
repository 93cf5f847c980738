using EdgeLogger.Alerts.Detection;

namespace EdgeLogger.Gateway.Backtesting;

/// <summary>A change of state that a rule would have told.</summary>
/// <param name="TimeS">On the record's clock, s from its first row.</param>
/// <param name="Cycle">The cycle it came with; of a row, the cycles closed before it.</param>
/// <param name="Verdict">What was found.</param>
public sealed record BacktestAlarm(double TimeS, int Cycle, Verdict Verdict);
