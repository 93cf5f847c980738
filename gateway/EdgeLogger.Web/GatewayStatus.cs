using System.Collections.Generic;

namespace EdgeLogger.Web;

/// <summary>How the gateway is, as /health shows it.</summary>
/// <param name="Healthy">Everything that arrives is being kept.</param>
/// <param name="Problems">What is not as it should be, in words.</param>
/// <param name="FramesStored">Frames on disk since the start.</param>
/// <param name="FramesRefused">Messages of boards that ingest has refused since the start; each is in quarantine.</param>
public sealed record GatewayStatus(bool Healthy, IReadOnlyList<string> Problems, long FramesStored, long FramesRefused)
{
    /// <summary>
    /// What the built-in broker itself has refused since the start: sign-ins, publishes and subscriptions without the right,
    /// clients that break the protocol. Nothing of that reaches ingest.
    /// </summary>
    public long BrokerRefusals { get; init; }

    /// <summary>The figures.</summary>
    public GatewayHealth? Detail { get; init; }
}
