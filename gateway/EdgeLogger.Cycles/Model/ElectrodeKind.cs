namespace EdgeLogger.Cycles.Model;

/// <summary>What the two electrodes of a cell are: it decides which half cycle comes first, and what an efficiency is.</summary>
public enum ElectrodeKind
{
    /// <summary>Not given: the record's own first direction decides.</summary>
    Unknown,

    /// <summary>Anode against cathode: charged first.</summary>
    FullCell,

    /// <summary>A cathode against lithium or an alloy of it: charged (delithiated) first.</summary>
    CathodeHalfCell,

    /// <summary>An anode against lithium: discharged (lithiated) first.</summary>
    AnodeHalfCell,
}
