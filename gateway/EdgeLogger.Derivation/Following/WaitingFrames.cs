namespace EdgeLogger.Derivation.Following;

/// <summary>
/// Frames of a stream that are on disk and give no results, because the schema of the first of them has not come or cannot be
/// used.
/// </summary>
/// <param name="Board">The stream's board.</param>
/// <param name="StreamId">The stream.</param>
/// <param name="FirstSequence">The first frame that waits.</param>
/// <param name="SchemaHash">What it calls its schema by.</param>
/// <param name="Frames">How many frames wait.</param>
/// <param name="SinceUtcMs">When the first of them arrived, Unix ms.</param>
/// <param name="NoticedAt">When this was noticed, as a timestamp of the derivation's clock.</param>
public sealed record WaitingFrames(
    string Board, ulong StreamId, long FirstSequence, uint SchemaHash, long Frames, long SinceUtcMs, long NoticedAt);
