using EdgeLogger.FrameLog.Writing;

namespace EdgeLogger.FrameLog;

/// <summary>What became of one item of a committed batch.</summary>
public enum Outcome
{
    /// <summary>A frame or schema that was new and is on disk.</summary>
    Stored,

    /// <summary>The same bytes were there already.</summary>
    Duplicate,

    /// <summary>Not taken; counted and quarantined, as <see cref="CommittedItem.Reason"/> says.</summary>
    Refused,
}
