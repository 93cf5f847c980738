namespace EdgeLogger.FrameLog.Writing;

/// <summary>Whether the log takes frames.</summary>
/// <param name="State">Good, waiting for room, or broken.</param>
/// <param name="Cause">In words, what is wrong and what to do; "" when good.</param>
public sealed record FrameLogHealth(FrameLogState State, string Cause)
{
    internal static readonly FrameLogHealth Good = new(FrameLogState.Good, "");
}
