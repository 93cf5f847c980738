namespace EdgeLogger.Plots;

/// <summary>Which point of a line of text stands at the given place.</summary>
public enum TextAnchor
{
    Start,
    Middle,
    End,
}
