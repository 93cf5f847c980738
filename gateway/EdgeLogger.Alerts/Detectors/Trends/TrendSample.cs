namespace EdgeLogger.Alerts.Detectors.Trends;

/// <summary>One cycle of a followed quantity.</summary>
/// <param name="X">Cycle number.</param>
/// <param name="Y">The quantity.</param>
/// <param name="Cause">What is known to move it, e.g. the temperature; NaN if that was not measured.</param>
internal readonly record struct TrendSample(double X, double Y, double Cause);
