namespace EdgeLogger.Cycles;

/// <summary>What the two electrodes of a cell are: it decides which half cycle comes first, and what an efficiency is.</summary>
public enum ElectrodeKind
{
    FullCell,
    CathodeHalfCell,
    AnodeHalfCell,
}
