namespace EdgeLogger.Plots;

/// <summary>The shape of a data point.</summary>
public enum MarkerShape
{
    Circle,
    Square,
}
