namespace EdgeLogger.FrameLog.Writing;

/// <summary>Whether the log takes frames.</summary>
/// <param name="State">Good, waiting for room, or broken.</param>
/// <param name="Cause">In words, what is wrong and what to do; "" when good.</param>
public sealed record FrameLogHealth(FrameLogState State, string Cause)
{
    internal static readonly FrameLogHealth Good = new(FrameLogState.Good, "");
}

/// <summary>The three states of the writer.</summary>
public enum FrameLogState
{
    /// <summary>Frames are committed as they come.</summary>
    Good,

    /// <summary>
    /// The disk is full or another process holds the write lock: nothing is acknowledged; tried again by itself.
    /// </summary>
    Waiting,

    /// <summary>A write failed and what is on disk is not known: nothing is taken until the program is started again.</summary>
    Broken,
}
