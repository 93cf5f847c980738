namespace EdgeLogger.Derivation.Plans;

/// <summary>Where a segment of a test was measured.</summary>
/// <param name="Board">The board.</param>
/// <param name="Slot">The slot on that board, from 0.</param>
public sealed record TestPlace(string Board, int Slot);
