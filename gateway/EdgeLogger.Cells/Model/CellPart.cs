namespace EdgeLogger.Cells.Model;

/// <summary>What can be known of a cell, and forgotten again.</summary>
public enum CellPart
{
    /// <summary>What the two electrodes are.</summary>
    Electrode,

    /// <summary>Which half of a cycle comes first.</summary>
    Order,

    /// <summary>Mass of active material.</summary>
    ActiveMassMg,

    /// <summary>Electrode area.</summary>
    AreaCm2,

    /// <summary>Active material per area.</summary>
    LoadingMgPerCm2,

    /// <summary>Specific current of 1C.</summary>
    OneCMilliampPerG,

    /// <summary>Nominal capacity.</summary>
    NominalAh,

    /// <summary>The cycle that plain retention is counted from.</summary>
    ReferenceCycle,

    /// <summary>The rate at which plain retention's reference is taken.</summary>
    ReferenceCRate,

    /// <summary>The cohort.</summary>
    Cohort,

    /// <summary>The electrolyte.</summary>
    Electrolyte,

    /// <summary>What the cell is measured against.</summary>
    CounterElectrode,

    /// <summary>Who made it or is asked about it.</summary>
    Operator,

    /// <summary>When it was made.</summary>
    Made,
}
