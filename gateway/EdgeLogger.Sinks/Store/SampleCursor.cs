namespace EdgeLogger.Sinks.Store;

/// <summary>How far a stream's samples are on a server.</summary>
/// <param name="StreamId">The stream.</param>
/// <param name="NextSequence">The first frame the server does not have.</param>
internal readonly record struct SampleCursor(ulong StreamId, long NextSequence);
