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

    /// <summary>
    /// The cycle that plain retention is counted from, from 1; null: the first one without flags, after the third, at
    /// <see cref="ReferenceCRate"/>.
    /// </summary>
    public int? ReferenceCycle { get; init; }

    /// <summary>
    /// The rate of discharge that plain retention's reference is taken at; its class counts. Above 0. Null: the commonest of the
    /// first 20 complete cycles.
    /// </summary>
    public double? ReferenceCRate { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(FormationCycles);
        ArgumentOutOfRangeException.ThrowIfLessThan(WindowCycles, 4);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(WindowCycles, MostWindowCycles);
        ArgumentOutOfRangeException.ThrowIfLessThan(ReferenceCycle ?? 1, 1, nameof(ReferenceCycle));
        if (ReferenceCRate is { } rate && !(rate > 0 && double.IsFinite(rate)))
        {
            throw new ArgumentOutOfRangeException(nameof(ReferenceCRate), rate, "A rate is above 0.");
        }
    }
}
