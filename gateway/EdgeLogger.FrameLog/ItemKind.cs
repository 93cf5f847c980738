namespace EdgeLogger.FrameLog;

/// <summary>What the writer is given.</summary>
public enum ItemKind
{
    Frame,
    Schema,
    Refusal,

    /// <summary>Work on the log itself.</summary>
    Task,
}
