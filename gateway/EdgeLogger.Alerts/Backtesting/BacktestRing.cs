using EdgeLogger.Alerts.Detection;

namespace EdgeLogger.Alerts.Backtesting;

/// <summary>An alarm that would have rung.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Subject">Whom it is about.</param>
/// <param name="Severity">As the rule says.</param>
/// <param name="Sentence">What would have been told.</param>
/// <param name="Cycle">The cycle with which it rang; null for rows.</param>
/// <param name="TimeS">When, on the cell's clock, s.</param>
/// <param name="UtcMs">The same in UTC, Unix ms; null if the board did not know.</param>
/// <param name="OverTimeS">When it would have been over, s; null if it would still be open.</param>
public sealed record BacktestRing(
    string Rule, Subject Subject, Severity Severity, string Sentence, int? Cycle, double TimeS, long? UtcMs, double? OverTimeS = null);
