using System;

namespace EdgeLogger.Cycles.Trends;

/// <summary>How trends are taken. Other options want the cycles to be added again.</summary>
public sealed record TrendOptions
{
    /// <summary>The largest window.</summary>
    public const int MostWindowCycles = 500;

    /// <summary>Cycles at the beginning of a cell's life that are not a reference. Default 2, from 0.</summary>
    public int FormationCycles { get; init; } = 2;

    /// <summary>Slopes are over the last so many complete cycles of a signature. Default 50, from 4 to 500.</summary>
    public int WindowCycles { get; init; } = 50;

    /// <summary>The capacity that counts as one full cycle, Ah; null: the largest reference so far.</summary>
    public double? NominalAh { get; init; }

    /// <summary>
    /// Whether what the temperature explains is taken off mean voltages, resistances and pressures. Default: no.
    /// </summary>
    public bool CorrectTemperature { get; init; }

    /// <summary>
    /// Whether that temperature is the cohort's, as given with each cycle, and not the cell's own: for cells without a sensor of
    /// their own. Default: no.
    /// </summary>
    public bool UseCohortTemperature { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(FormationCycles);
        ArgumentOutOfRangeException.ThrowIfLessThan(WindowCycles, 4);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(WindowCycles, MostWindowCycles);
    }
}
