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

/// <summary>How much the log holds.</summary>
/// <param name="Frames">Frames in it.</param>
/// <param name="Bytes">What they take on disk, about.</param>
/// <param name="Segments">Segments, the open one included.</param>
/// <param name="OldestUtcMs">Earliest arrival, Unix ms; 0 for an empty log.</param>
public sealed record LogSize(long Frames, long Bytes, int Segments, long OldestUtcMs);

/// <summary>What a segment has of one stream.</summary>
/// <param name="StreamId">The stream.</param>
/// <param name="LastSequence">The highest of its numbers in the segment.</param>
public readonly record struct SegmentStream(ulong StreamId, uint LastSequence);
