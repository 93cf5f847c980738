namespace EdgeLogger.AlertBench.Swaps;

/// <summary>What happens to a simulated slot in the middle of its record.</summary>
public enum SwapEvent
{
    /// <summary>A sibling at another state of charge, 2 to 98 %.</summary>
    SiblingAnyCharge,

    /// <summary>A sibling that has just been built or discharged, in place of a discharged cell.</summary>
    SiblingDischarged,

    /// <summary>A sibling at the same rest voltage, within 2 mV.</summary>
    SiblingSameVoltage,

    /// <summary>A cell of another recipe: other curve, capacity and resistance.</summary>
    OtherRecipe,

    /// <summary>Rest of 10 min to 5 h, by the protocol.</summary>
    Rest,

    /// <summary>Rest of half a day to four days.</summary>
    LongRest,

    /// <summary>The board has no power for 3 min to 3 h; the cycler goes on.</summary>
    PowerCut,

    /// <summary>The board has no power for 3 min to 3 days, in a stop of the cycler.</summary>
    PowerCutAtRest,

    /// <summary>The voltage input is open for 10 s to 20 min in a stop, and the same cell comes back.</summary>
    Replugged,

    /// <summary>The contact is lost under current: the voltage runs to the cycler's limit; closed again minutes later.</summary>
    ContactLost,

    /// <summary>50 to 75 MPa in a stop.</summary>
    Pressure,

    /// <summary>25 to 60 degC in a stop; in half of the runs nobody measures it.</summary>
    Temperature,

    /// <summary>Another rate after a stop, 0.2 to 3 times.</summary>
    OtherRate,

    /// <summary>Another upper limit of the voltage after a stop.</summary>
    OtherLimit,

    /// <summary>The cycler pauses in the middle of a half cycle for 5 min to 5 h.</summary>
    Pause,
}
