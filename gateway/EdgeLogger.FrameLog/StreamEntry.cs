namespace EdgeLogger.FrameLog;

/// <summary>A stream in the log.</summary>
/// <param name="StreamId">Its id.</param>
/// <param name="Board">The board that owns it.</param>
/// <param name="FirstSeenUtcMs">Arrival of its first frame, Unix ms.</param>
/// <param name="Contiguous">Every number up to this one is in the log, was there and has been dropped, or was reported
/// lost.</param>
/// <param name="ExpiredTo">The highest number that has been dropped, by the log's limits of age or size; 0 if none has.</param>
public sealed record StreamEntry(ulong StreamId, string Board, long FirstSeenUtcMs, uint Contiguous, uint ExpiredTo = 0);

/// <summary>A range of frames that a board says it has lost.</summary>
/// <param name="StreamId">The stream.</param>
/// <param name="First">The first lost number.</param>
/// <param name="Last">The last lost number.</param>
/// <param name="ReportedBy">The number of the gap frame.</param>
public sealed record GapEntry(ulong StreamId, uint First, uint Last, uint ReportedBy);
