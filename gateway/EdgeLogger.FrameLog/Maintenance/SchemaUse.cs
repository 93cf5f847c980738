namespace EdgeLogger.FrameLog.Maintenance;

/// <summary>A schema that frames of a stream name.</summary>
/// <param name="Board">The stream's board.</param>
/// <param name="StreamId">The stream.</param>
/// <param name="Hash">What the frames call it by.</param>
/// <param name="Document">Its bytes; null if the board has never sent it.</param>
/// <param name="Frames">Frames of rows that name it.</param>
/// <param name="FirstUtcMs">When the first of them arrived, Unix ms.</param>
public sealed record SchemaUse(string Board, ulong StreamId, uint Hash, byte[]? Document, long Frames, long FirstUtcMs);
