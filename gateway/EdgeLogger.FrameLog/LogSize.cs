namespace EdgeLogger.FrameLog;

/// <summary>How much the log holds.</summary>
/// <param name="Frames">Frames in it.</param>
/// <param name="Bytes">What they take on disk, about.</param>
/// <param name="Segments">Segments, the open one included.</param>
/// <param name="OldestUtcMs">Earliest arrival, Unix ms; 0 for an empty log.</param>
public sealed record LogSize(long Frames, long Bytes, int Segments, long OldestUtcMs);
