using System.Collections.Generic;

namespace EdgeLogger.Hardware.Parts;

/// <summary>
/// A miniature compression load cell of accuracy class 0.2, as shares of its capacity. Which capacity: hardware/fixture.
/// </summary>
public static class LoadCellSheet
{
    private const string Class02 = "technical data, accuracy class 0.2";

    /// <summary>Signal over excitation at the capacity.</summary>
    public const double SensitivityPerV = 2e-3;

    /// <summary>Deviation of the sensitivity, ppm, before calibration with a dead weight or a reference cell.</summary>
    public static Spec SensitivityErrorPpm { get; } = new(2_000, 10_000, Class02 + ", sensitivity tolerance");

    /// <summary>Non-linearity and hysteresis together, ppm of capacity.</summary>
    public static Spec NonLinearityPpm
    { get; } = new(1_000, 2_000, Class02 + ", linearity deviation and relative reversibility error");

    /// <summary>Drift of the zero, ppm of capacity per K.</summary>
    public static Spec ZeroDriftPpmPerK
    { get; } = new(10, 20, Class02 + ", temperature coefficient of zero, 0.2 % per 10 K at most by class");

    /// <summary>Drift of the sensitivity, ppm/K.</summary>
    public static Spec SensitivityDriftPpmPerK { get; } = new(10, 20, Class02 + ", temperature coefficient of sensitivity");

    /// <summary>Creep in half an hour, ppm of the load.</summary>
    public static Spec CreepPpm { get; } = new(500, 2_000, Class02 + ", relative creep");

    /// <summary>Zero of an unloaded bridge, share of capacity.</summary>
    public static Spec ZeroShare { get; } = new(0.02, 0.05, Class02 + ", zero signal");

    /// <summary>The sheet.</summary>
    public static Sheet Sheet { get; } = new("8526-6010", "burster", "8526", new KeyValuePair<string, Spec>[]
    {
        Parts.Sheet.Row(nameof(SensitivityErrorPpm), SensitivityErrorPpm),
        Parts.Sheet.Row(nameof(NonLinearityPpm), NonLinearityPpm),
        Parts.Sheet.Row(nameof(ZeroDriftPpmPerK), ZeroDriftPpmPerK),
        Parts.Sheet.Row(nameof(SensitivityDriftPpmPerK), SensitivityDriftPpmPerK),
        Parts.Sheet.Row(nameof(CreepPpm), CreepPpm),
        Parts.Sheet.Row(nameof(ZeroShare), ZeroShare),
    });
}
