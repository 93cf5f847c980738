using System.Collections.Generic;

namespace EdgeLogger.Web;

/// <summary>How the gateway is, as /health tells it.</summary>
/// <param name="Healthy">Everything that arrives is being kept.</param>
/// <param name="Problems">What is not as it should be, in words.</param>
/// <param name="FramesStored">Frames on disk since the start.</param>
/// <param name="FramesRefused">Messages refused since the start.</param>
public sealed record GatewayStatus(bool Healthy, IReadOnlyList<string> Problems, long FramesStored, long FramesRefused)
{
    /// <summary>The figures.</summary>
    public GatewayHealth? Detail { get; init; }
}
