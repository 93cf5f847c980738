using System;

namespace EdgeLogger.Cycles.Model;

/// <summary>What the engine may know about a cell and how it decides.</summary>
public sealed record CycleEngineOptions
{
    /// <summary>Which half of a cycle comes first. Default: the record's own first direction.</summary>
    public CycleOrder Order { get; init; }

    /// <summary>The cell's nominal capacity, Ah; null if unknown. It sets the threshold until a half cycle is complete.</summary>
    public double? NominalAh { get; init; }

    /// <summary>
    /// The share of a capacity that charge must come back from its extreme before the extreme is a turning point. Default 0.01,
    /// range 0.0001 to 0.5.
    /// </summary>
    public double TurnFraction { get; init; } = 0.01;

    /// <summary>
    /// How the current is taken to run across a discontinuity between two samples. Default: as the sampling shows.
    /// </summary>
    public EdgeRule EdgeRule { get; init; } = EdgeRule.Sampling;

    /// <summary>
    /// Whether readings that a cycler logged because the voltage moved are put right before they are integrated
    /// (docs/specs/cycles.md, section 3). Default: yes. No: the plain trapezoid.
    /// </summary>
    public bool CorrectTriggeredReadings { get; init; } = true;

    /// <summary>
    /// Whether half cycles carry a <see cref="HalfDetail"/>: held voltage, median current, rest voltage, resistance, temperature,
    /// pressure. Costs some nanoseconds a row. Default: no.
    /// </summary>
    public bool Details { get; init; }

    /// <summary>Whether steps are put out (<see cref="CycleEngine.TryTakeStep"/>). Default: no.</summary>
    public bool Steps { get; init; }

    internal void Validate()
    {
        if (!(TurnFraction >= 0.0001 && TurnFraction <= 0.5))
        {
            throw new ArgumentOutOfRangeException(nameof(TurnFraction), TurnFraction, "TurnFraction must be from 0.0001 to 0.5.");
        }

        if (NominalAh is double nominalAh && !(nominalAh > 0 && double.IsFinite(nominalAh)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(NominalAh), nominalAh, "NominalAh must be above zero, or null if unknown.");
        }
    }
}

/// <summary>Which half of a cycle comes first.</summary>
public enum CycleOrder : byte
{
    /// <summary>The direction of the record's first half cycle.</summary>
    Auto = 0,

    /// <summary>Full cells and cathode half cells.</summary>
    ChargeFirst = 1,

    /// <summary>Anode half cells that are lithiated first.</summary>
    DischargeFirst = 2,
}

/// <summary>
/// How the current ran between two samples with a discontinuity between them, where the record does not show it.
/// </summary>
public enum EdgeRule : byte
{
    /// <summary>A straight line (the trapezoid).</summary>
    Linear = 0,

    /// <summary>The old current, held until the later sample.</summary>
    HoldOld = 1,

    /// <summary>The new current, from the earlier sample on.</summary>
    HoldNew = 2,

    /// <summary>
    /// What the record does show: a usual interval that follows one out of rhythm began with the step, so the new current held
    /// over it; a current that falls while the voltage is held decays exponentially. Else a straight line.
    /// </summary>
    Sampling = 3,
}
