namespace EdgeLogger.Sinks.Reading;

/// <summary>An alert that began or ended.</summary>
/// <param name="UtcMs">When, Unix ms: the point's time.</param>
/// <param name="Rule">The rule that found it.</param>
/// <param name="Subject">The cell, board or cohort it is about.</param>
/// <param name="Severity">How grave it is.</param>
/// <param name="IsOpen">It began; false: it ended.</param>
/// <param name="Value">What was found; NaN if it is no number.</param>
/// <param name="Threshold">What it was held against; NaN if there is none.</param>
public readonly record struct AlertPoint(
    long UtcMs, string Rule, string Subject, string Severity, bool IsOpen, double Value, double Threshold);
