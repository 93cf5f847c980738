using System.Collections.Generic;

namespace EdgeLogger.Alerts;

/// <summary>When a loss of capacity is worth a person's attention.</summary>
public sealed record RetentionRuleOptions
{
    /// <summary>Cycles at the start of a cell that are no reference. Default 2.</summary>
    public int FormationCycles { get; init; } = 2;

    /// <summary>Retention below which the alert fires: 0 to 1, default 0.8.</summary>
    public double FireBelow { get; init; } = 0.8;

    /// <summary>Retention above which it clears: at least <see cref="FireBelow"/>, default 0.82.</summary>
    public double ClearAbove { get; init; } = 0.82;

    /// <summary>Cycles in a row that have to agree before it fires or clears. Default 3.</summary>
    public int CyclesInARow { get; init; } = 3;

    internal Dictionary<string, double> Settings() => new()
    {
        ["fire-below"] = FireBelow * 100,
        ["clear-above"] = ClearAbove * 100,
        ["cycles-in-a-row"] = CyclesInARow,
        ["formation-cycles"] = FormationCycles,
    };
}
