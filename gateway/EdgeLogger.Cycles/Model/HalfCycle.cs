namespace EdgeLogger.Cycles.Model;

/// <summary>What passed between two turning points of the charge curve.</summary>
public sealed record HalfCycle
{
    /// <summary>Number in the record, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Which way its charge flowed.</summary>
    public required Direction Direction { get; init; }

    /// <summary>0-based index of the sample in which the half cycle's current first flows.</summary>
    public required long FirstRow { get; init; }

    /// <summary>0-based index of the sample in which the half cycle's current last flows.</summary>
    public required long LastRow { get; init; }

    /// <summary>Time of <see cref="FirstRow"/>, s.</summary>
    public required double StartS { get; init; }

    /// <summary>Time of <see cref="LastRow"/>, s.</summary>
    public required double EndS { get; init; }

    /// <summary>Net charge between the turning points, Ah, positive.</summary>
    public required double Ah { get; init; }

    /// <summary>Net energy between the turning points, Wh, positive at positive voltage.</summary>
    public required double Wh { get; init; }

    /// <summary>Charge if each discontinuity of the current is read in the way that gives least, Ah.</summary>
    public required double AhLow { get; init; }

    /// <summary>Charge if each discontinuity of the current is read in the way that gives most, Ah.</summary>
    public required double AhHigh { get; init; }

    /// <summary>Highest voltage of the rows in which the half cycle's current flows, V; NaN if there is none.</summary>
    public required double MaxVoltageV { get; init; }

    /// <summary>Lowest voltage of the rows in which the half cycle's current flows, V; NaN if there is none.</summary>
    public required double MinVoltageV { get; init; }

    /// <summary>Charge-averaged absolute current, integral of I^2 over integral of |I|, A.</summary>
    public required double MeanCurrentA { get; init; }

    /// <summary>The current decayed at a constant voltage.</summary>
    public required bool ConstantVoltage { get; init; }

    /// <summary>The record began or ended inside, or has a gap inside: the charge is less than the cell's.</summary>
    public required bool Partial { get; init; }

    /// <summary>Not turned back from yet: a later sample may move its end.</summary>
    public required bool Provisional { get; init; }

    /// <summary>What to know before trusting the numbers.</summary>
    public required QualityFlags Flags { get; init; }

    /// <summary>More about it; null if the engine was not asked to keep it (<see cref="CycleEngineOptions.Details"/>).</summary>
    public HalfDetail? Detail { get; init; }

    /// <summary>From the first to the last flowing row, s.</summary>
    public double DurationS => EndS - StartS;

    /// <summary>Mean current over the half cycle's own charge, 1/h: the C-rate if it were the capacity.</summary>
    public double RatePerHour => Ah > 0 ? MeanCurrentA / Ah : 0;

    /// <summary>Charge-averaged voltage Wh/Ah, V.</summary>
    public double MeanVoltageV => Ah > 0 ? Wh / Ah : 0;
}

/// <summary>Which way charge flows. Charge current is positive.</summary>
public enum Direction : byte
{
    /// <summary>Current above zero.</summary>
    Charge = 0,

    /// <summary>Current below zero.</summary>
    Discharge = 1,
}
