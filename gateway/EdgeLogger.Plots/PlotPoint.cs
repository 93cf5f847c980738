namespace EdgeLogger.Plots;

/// <summary>A point, in the units of the data or in units of the page (x to the right, y down).</summary>
public readonly record struct PlotPoint(double X, double Y);
