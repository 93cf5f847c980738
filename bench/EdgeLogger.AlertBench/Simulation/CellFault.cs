namespace EdgeLogger.AlertBench.Simulation;

/// <summary>What goes wrong with a simulated cell.</summary>
public enum CellFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>From one cycle to the next it fades by 0.4 to 1.5 % per cycle more.</summary>
    SuddenKnee,

    /// <summary>The fade becomes faster by 0.25 to 0.5 % per cycle, over 30 cycles.</summary>
    AcceleratedFade,

    /// <summary>
    /// Charge leaks inside: efficiency falls by 0.8 to 3 %, unsteadily, and the voltage at rest by 20 to 80 mV.
    /// </summary>
    SoftShort,

    /// <summary>The resistance grows by 0.8 to 2 % per cycle, and the polarisation with it.</summary>
    RisingResistance,

    /// <summary>The stack pressure falls by 0.3 to 1 % per cycle, or leaks by 10 to 30 % at once.</summary>
    PressureLoss,

    /// <summary>Efficiency falls by 0.5 to 1.5 % over 10 cycles.</summary>
    EfficiencyLoss,

    /// <summary>The mean discharge voltage falls by 1.5 to 4 mV per cycle more.</summary>
    VoltageDecay,

    /// <summary>From the start it fades 2.5 to 4 times as fast as its siblings.</summary>
    WeakSibling,
}
