namespace EdgeLogger.Derivation.Store;

/// <summary>From where on a cell can be derived again, after frames have been dropped from the log.</summary>
/// <param name="StreamId">The cell's stream.</param>
/// <param name="NextSequence">The first frame that is needed.</param>
public readonly record struct StoredBase(ulong StreamId, long NextSequence);
