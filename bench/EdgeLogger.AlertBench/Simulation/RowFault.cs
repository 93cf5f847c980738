namespace EdgeLogger.AlertBench.Simulation;

/// <summary>What goes wrong with the measuring of a simulated cell, or with it at once.</summary>
public enum RowFault
{
    None,

    /// <summary>The voltage's converter gives one code for ever.</summary>
    StuckVoltage,

    /// <summary>The current's converter gives one code for ever.</summary>
    StuckCurrent,

    /// <summary>The contact is lost under current: none flows, and the voltage runs to the cycler's limit.</summary>
    OpenUnderCurrent,

    /// <summary>The cell is taken out at rest: no voltage.</summary>
    TakenOut,

    /// <summary>The cell is shorted under current.</summary>
    Shorted,

    /// <summary>The leads of the current are exchanged from the start.</summary>
    ReversedCurrent,

    /// <summary>A converter stands at the end of its range.</summary>
    Saturated,

    /// <summary>
    /// Dendrites: the voltage dips by 5 to 60 mV for a minute or so, some times an hour, while the cell is charged.
    /// </summary>
    ChargeDips,
}
