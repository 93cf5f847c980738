namespace EdgeLogger.Cycles;

/// <summary>What the two electrodes of a cell are: it decides which half cycle comes first, and what an efficiency is.</summary>
public enum ElectrodeKind
{
    /// <summary>Not told: the record's own first direction decides.</summary>
    Unknown,
    FullCell,
    CathodeHalfCell,
    AnodeHalfCell,
}
