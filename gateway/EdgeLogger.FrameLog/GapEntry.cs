namespace EdgeLogger.FrameLog;

/// <summary>A range of frames that a board says it has lost.</summary>
/// <param name="StreamId">The stream.</param>
/// <param name="First">The first lost number.</param>
/// <param name="Last">The last lost number.</param>
/// <param name="ToldBy">The number of the gap frame.</param>
public sealed record GapEntry(ulong StreamId, uint First, uint Last, uint ToldBy);
