namespace EdgeLogger.Web.Components.Charts;

/// <summary>A mark at an axis.</summary>
/// <param name="At">Where, a share of the axis, 0 to 1.</param>
/// <param name="Label">What stands there.</param>
public readonly record struct ChartTick(double At, string Label);
