namespace EdgeLogger.Derivation.Rebuilding;

/// <summary>What a rebuild has gone through.</summary>
/// <param name="Cells">Cells with results.</param>
/// <param name="Frames">Sequence numbers passed, those told lost included.</param>
/// <param name="HalfCycles">Closed half cycles found.</param>
/// <param name="Cycles">Closed cycles found.</param>
public sealed record RebuildReport(int Cells, long Frames, int HalfCycles, int Cycles);
