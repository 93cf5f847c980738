namespace EdgeLogger.Gateway.Output.Plots;

/// <summary>A point, in the units of the data or in units of the page (x to the right, y down).</summary>
internal readonly record struct PlotPoint(double X, double Y);
