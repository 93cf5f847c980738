namespace EdgeLogger.Cycles.Model;

/// <summary>What a cycler does in one step.</summary>
public enum StepKind
{
    /// <summary>No current flows.</summary>
    Rest,

    /// <summary>Constant current.</summary>
    ConstantCurrent,

    /// <summary>The voltage is held and the current decays.</summary>
    ConstantVoltage,

    /// <summary>A constant current that passes less than a tenth of the largest half cycle, with a rest before or after it.</summary>
    Pulse,

    /// <summary>The voltage runs at a constant rate while the current follows: cyclic voltammetry.</summary>
    Sweep,

    /// <summary>None of these: a drive cycle.</summary>
    Dynamic,
}
