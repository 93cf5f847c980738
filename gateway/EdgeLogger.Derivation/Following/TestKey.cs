namespace EdgeLogger.Derivation.Following;

/// <summary>A test, to which results belong.</summary>
/// <param name="Id">Its id, never 0: the key of all its results.</param>
/// <param name="Board">The board that its first rows were measured by.</param>
/// <param name="Slot">The slot on that board, from 0.</param>
public sealed record TestKey(ulong Id, string Board, int Slot)
{
    /// <summary>The name a person calls the cell by.</summary>
    public string Name => $"{Board}/{Slot}";
}
