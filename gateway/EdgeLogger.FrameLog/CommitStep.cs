namespace EdgeLogger.FrameLog;

/// <summary>Steps of the way of a batch.</summary>
internal enum CommitStep
{
    /// <summary>All rows are written, the transaction is open.</summary>
    BeforeCommit,

    /// <summary>On disk, nobody told.</summary>
    AfterCommit,

    /// <summary>On disk, and told.</summary>
    AfterCallback,
}
