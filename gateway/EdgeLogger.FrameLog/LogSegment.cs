namespace EdgeLogger.FrameLog;

/// <summary>A run of frames that followed each other into the log; the log is kept and dropped by whole segments.</summary>
/// <param name="FirstId">Id of its first frame when it was begun.</param>
/// <param name="LastId">Id of its last frame.</param>
/// <param name="Frames">Frames in it.</param>
/// <param name="Bytes">What they take on disk, rows and indexes included, about.</param>
/// <param name="FirstUtcMs">Earliest arrival, Unix ms.</param>
/// <param name="LastUtcMs">Latest arrival, Unix ms.</param>
/// <param name="IsOpen">It is the newest one: frames are still added to it, and it is never dropped.</param>
public sealed record LogSegment(long FirstId, long LastId, long Frames, long Bytes, long FirstUtcMs, long LastUtcMs, bool IsOpen);
