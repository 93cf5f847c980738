namespace EdgeLogger.Cycles.Model;

/// <summary>One step of a protocol, as the readings show it. Needs <see cref="CycleEngineOptions.Steps"/>.</summary>
public sealed record Step
{
    /// <summary>What it is.</summary>
    public required StepKind Kind { get; init; }

    /// <summary>0-based index of its first row.</summary>
    public required long FirstRow { get; init; }

    /// <summary>0-based index of its last row.</summary>
    public required long LastRow { get; init; }

    /// <summary>Time of <see cref="FirstRow"/>, s.</summary>
    public required double StartS { get; init; }

    /// <summary>Time of <see cref="LastRow"/>, s.</summary>
    public required double EndS { get; init; }

    /// <summary>Net charge from the first to the last row, Ah; charging counts up.</summary>
    public required double Ah { get; init; }

    /// <summary>Net energy from the first to the last row, Wh; charging counts up.</summary>
    public required double Wh { get; init; }

    /// <summary>Voltage of the first row, V.</summary>
    public required double StartV { get; init; }

    /// <summary>Voltage of the last row, V.</summary>
    public required double EndV { get; init; }

    /// <summary>Current of the first row, A.</summary>
    public required double StartA { get; init; }

    /// <summary>Current of the last row, A.</summary>
    public required double EndA { get; init; }

    /// <summary>EndS - StartS, s.</summary>
    public double DurationS => EndS - StartS;

    /// <summary>Mean rate of the voltage, V/s: the sweep rate of a sweep; NaN for a step of one instant.</summary>
    public double VoltageRateVPerS => DurationS > 0 ? (EndV - StartV) / DurationS : double.NaN;
}

/// <summary>What a cycler does in one step.</summary>
public enum StepKind
{
    /// <summary>No current flows.</summary>
    Rest,

    /// <summary>Constant current.</summary>
    ConstantCurrent,

    /// <summary>The voltage is held and the current decays.</summary>
    ConstantVoltage,

    /// <summary>
    /// A constant current that passes less than a tenth of the largest half cycle, with a rest before or after it.
    /// </summary>
    Pulse,

    /// <summary>The voltage runs at a constant rate while the current follows: cyclic voltammetry.</summary>
    Sweep,

    /// <summary>None of these: a drive cycle.</summary>
    Dynamic,
}
