namespace EdgeLogger.VirtualBench.Cells;

/// <summary>What a cycler does in one step.</summary>
public enum CyclerStepKind
{
    /// <summary>No current, for a time.</summary>
    Rest,

    /// <summary>Constant current up to a voltage.</summary>
    Charge,

    /// <summary>Constant current up to a voltage, then that voltage until the current has fallen.</summary>
    ChargeAndHold,

    /// <summary>Constant current down to a voltage.</summary>
    Discharge,
}
