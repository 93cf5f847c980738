namespace EdgeLogger.Gateway.Output.Plots;

/// <summary>Which point of a line of text stands at the given place.</summary>
internal enum TextAnchor
{
    Start,
    Middle,
    End,
}
