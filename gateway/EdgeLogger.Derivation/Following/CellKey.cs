namespace EdgeLogger.Derivation.Following;

/// <summary>Which cell a stream is.</summary>
/// <param name="StreamId">The stream.</param>
/// <param name="Board">The board it is measured by.</param>
/// <param name="Slot">The slot on the board, from 0.</param>
public sealed record CellKey(ulong StreamId, string Board, int Slot)
{
    /// <summary>The name a person calls the cell by.</summary>
    public string Name => $"{Board}/{Slot}";
}
