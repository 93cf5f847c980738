namespace EdgeLogger.Derivation.Plans;

/// <summary>A test, to which results belong.</summary>
/// <param name="Id">Its id, never 0: the key of all its results.</param>
/// <param name="Board">
/// The board that its first rows were measured by; of a test with a name the one that it is on, or was on last.
/// </param>
/// <param name="Slot">The slot on that board, from 0.</param>
public sealed record TestKey(ulong Id, string Board, int Slot)
{
    /// <summary>What a person calls it: the name of its cell, or its slot, BOARD/SLOT.</summary>
    public string Name { get; init; } = $"{Board}/{Slot}";
}
