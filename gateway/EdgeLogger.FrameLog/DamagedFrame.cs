namespace EdgeLogger.FrameLog;

/// <summary>A frame in the log that is no longer whole, or not the one its row says.</summary>
/// <param name="Id">Its place in the log.</param>
/// <param name="StreamId">Its stream, by its row.</param>
/// <param name="Sequence">Its number, by its row.</param>
public readonly record struct DamagedFrame(long Id, ulong StreamId, uint Sequence);
