namespace EdgeLogger.Derivation.Plans;

/// <summary>A row by its place in the log, whichever test it belongs to.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Point">The end of its period.</param>
public readonly record struct RowPlace(ulong Stream, RowPoint Point);
