namespace EdgeLogger.Plots;

/// <summary>A rectangle of the page.</summary>
public readonly record struct PlotBox(double Left, double Top, double Right, double Bottom);
