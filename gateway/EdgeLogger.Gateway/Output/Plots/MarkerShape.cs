namespace EdgeLogger.Gateway.Output.Plots;

/// <summary>The shape of a data point.</summary>
internal enum MarkerShape
{
    Circle,
    Square,
}
