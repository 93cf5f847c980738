namespace EdgeLogger.FrameLog;

/// <summary>What a segment has of one stream.</summary>
/// <param name="StreamId">The stream.</param>
/// <param name="LastSequence">The highest of its numbers in the segment.</param>
public readonly record struct SegmentStream(ulong StreamId, uint LastSequence);
