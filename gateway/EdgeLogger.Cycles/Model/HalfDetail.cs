namespace EdgeLogger.Cycles.Model;

/// <summary>
/// More about a half cycle (docs/specs/cycles.md, section 7). Null is: not measured, or no such event in the half cycle.
/// </summary>
public sealed record HalfDetail
{
    /// <summary>Time-weighted median of |I| while current flows, A.</summary>
    public required double? MedianCurrentA { get; init; }

    /// <summary>Share of the time under current in which the voltage was held, 0 to 1.</summary>
    public required double? ConstantVoltageTimeShare { get; init; }

    /// <summary>Share of the charge that passed while the voltage was held, 0 to 1.</summary>
    public required double? ConstantVoltageChargeShare { get; init; }

    /// <summary>Voltage at the end of the rest that followed, V.</summary>
    public required double? RestVoltageAfterV { get; init; }

    /// <summary>Temperature at the end of the rest that followed, degrees Celsius.</summary>
    public double? RestTemperatureAfterDegC { get; init; }

    /// <summary>Pressure at the end of the rest that followed, MPa.</summary>
    public double? RestPressureAfterMpa { get; init; }

    /// <summary>
    /// Resistance at the first reading after steps of the current, ohm; readings more than 2 s apart do not show it.
    /// </summary>
    public required double? Resistance0sOhm { get; init; }

    /// <summary>Resistance 10 s after steps of the current, ohm.</summary>
    public required double? Resistance10sOhm { get; init; }

    /// <summary>Resistance 30 s after steps of the current, ohm.</summary>
    public required double? Resistance30sOhm { get; init; }

    /// <summary>Time-weighted mean, degrees Celsius.</summary>
    public required double? TemperatureMeanDegC { get; init; }

    /// <summary>Lowest, degrees Celsius.</summary>
    public required double? TemperatureMinDegC { get; init; }

    /// <summary>Highest, degrees Celsius.</summary>
    public required double? TemperatureMaxDegC { get; init; }

    /// <summary>Time-weighted mean, MPa.</summary>
    public required double? PressureMeanMpa { get; init; }

    /// <summary>Lowest, MPa.</summary>
    public required double? PressureMinMpa { get; init; }

    /// <summary>Highest, MPa.</summary>
    public required double? PressureMaxMpa { get; init; }
}
