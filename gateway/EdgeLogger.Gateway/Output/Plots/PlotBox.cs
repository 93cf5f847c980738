namespace EdgeLogger.Gateway.Output.Plots;

/// <summary>A rectangle of the page.</summary>
internal readonly record struct PlotBox(double Left, double Top, double Right, double Bottom);
