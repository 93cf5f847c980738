namespace EdgeLogger.Derivation;

/// <summary>A worker begins to derive a test; until it has caught up with the log, what it derives is the past.</summary>
/// <param name="Test">The test.</param>
/// <param name="IsFromStart">
/// It is derived from its start, or from the base after which frames were dropped; else it goes on where its results end.
/// </param>
public sealed record TestBegun(ulong Test, bool IsFromStart);
