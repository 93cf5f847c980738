namespace EdgeLogger.Cycles.Model;

/// <summary>Which half of a cycle comes first.</summary>
public enum CycleOrder : byte
{
    /// <summary>The direction of the record's first half cycle.</summary>
    Auto = 0,

    /// <summary>Full cells and cathode half cells.</summary>
    ChargeFirst = 1,

    /// <summary>Anode half cells that are lithiated first.</summary>
    DischargeFirst = 2,
}
