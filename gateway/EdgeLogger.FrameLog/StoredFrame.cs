namespace EdgeLogger.FrameLog;

/// <summary>One frame read from the log.</summary>
/// <param name="Id">Its place in the log: append order, the cursor of readers.</param>
/// <param name="StreamId">Its stream.</param>
/// <param name="Sequence">Its number in the stream.</param>
/// <param name="ReceivedUtcMs">Arrival, Unix ms.</param>
/// <param name="Offset">Where its bytes begin in <see cref="FrameBatch.Buffer"/>.</param>
/// <param name="Length">How many bytes it has.</param>
/// <param name="IsDamaged">Its CRC-32 no longer agrees with its bytes: the disk has changed them. Not to be decoded.</param>
public readonly record struct StoredFrame(
    long Id, ulong StreamId, uint Sequence, long ReceivedUtcMs, int Offset, int Length, bool IsDamaged);
