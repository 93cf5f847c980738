using System;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Alerts.Detectors.Trends;

/// <summary>A number of a cycle that is followed.</summary>
/// <param name="Name">For a person, e.g. "discharge capacity".</param>
/// <param name="Unit">Unit of its departures, e.g. "%".</param>
/// <param name="IsLogarithm">Followed as 100 ln(value): its departures are per cent of it.</param>
/// <param name="Value">The number of a complete cycle; NaN if it has none.</param>
/// <param name="Cause">What is known to move it; NaN if that was not measured.</param>
/// <param name="ShownUnit">Unit of the number as it is plotted.</param>
/// <param name="ShownFactor">From <paramref name="Value"/> to the number as it is plotted.</param>
internal sealed record FollowedQuantity(
    string Name, string Unit, bool IsLogarithm, Func<Cycle, double> Value, Func<Cycle, double> Cause, string ShownUnit,
    double ShownFactor)
{
    public static FollowedQuantity Capacity { get; } = new(
        "discharge capacity", "%", true, cycle => cycle.Discharge!.Ah, DischargeTemperature, "mAh", 1000);

    public static FollowedQuantity DischargeVoltage { get; } = new(
        "mean discharge voltage", "mV", false, cycle => cycle.Discharge!.MeanVoltageV * 1000, DischargeTemperature, "mV", 1);

    public static FollowedQuantity Polarisation { get; } = new(
        "polarisation", "%", true, cycle =>
        cycle.Charge!.MeanVoltageV - cycle.Discharge!.MeanVoltageV, MeanTemperature, "mV", 1000);

    public static FollowedQuantity Resistance { get; } = new(
        "resistance at 10 s", "%", true, cycle =>
        cycle.Discharge!.Detail?.Resistance10sOhm ?? double.NaN, DischargeTemperature, "ohm", 1);

    /// <summary>What moves it is that one half was warmer than the other.</summary>
    public static FollowedQuantity Efficiency { get; } = new(
        "coulombic efficiency", "%", false, cycle => 100 * cycle.CoulombicEfficiency ?? double.NaN,
        cycle => DischargeTemperature(cycle) - ChargeTemperature(cycle), "%", 1);

    public static FollowedQuantity RestVoltage { get; } = new(
        "voltage at rest after charge", "mV", false, cycle => 1000 * cycle.Charge!.Detail?.RestVoltageAfterV ?? double.NaN,
        ChargeTemperature, "mV", 1);

    public static FollowedQuantity Pressure { get; } = new(
        "stack pressure", "%", true,
        cycle => ((cycle.Charge!.Detail?.PressureMeanMpa ?? double.NaN)
            + (cycle.Discharge!.Detail?.PressureMeanMpa ?? double.NaN)) / 2, MeanTemperature, "MPa", 1);

    public static FollowedQuantity Breathing { get; } = new(
        "breathing (pressure swing of a cycle)", "%", true,
        cycle => double.Max(cycle.Charge!.Detail?.PressureMaxMpa ?? double.NaN, cycle.Discharge!.Detail?.PressureMaxMpa
            ?? double.NaN)
            - double.Min(cycle.Charge!.Detail?.PressureMinMpa ?? double.NaN, cycle.Discharge!.Detail?.PressureMinMpa
                ?? double.NaN),
        _ => double.NaN, "MPa", 1);

    /// <summary>The number as it is followed.</summary>
    public TrendSample Sample(Cycle cycle)
    {
        double value = Value(cycle);
        return new TrendSample(cycle.Number, !IsLogarithm ? value : value > 0 ? 100 * Math.Log(value) : double.NaN, Cause(cycle));
    }

    /// <summary>From the number as it is followed to the number as it is shown.</summary>
    public double Shown(double followed) => ShownFactor * (IsLogarithm ? Math.Exp(followed / 100) : followed);

    private static double DischargeTemperature(Cycle cycle) => cycle.Discharge!.Detail?.TemperatureMeanDegC ?? double.NaN;

    private static double ChargeTemperature(Cycle cycle) => cycle.Charge!.Detail?.TemperatureMeanDegC ?? double.NaN;

    private static double MeanTemperature(Cycle cycle) => (DischargeTemperature(cycle) + ChargeTemperature(cycle)) / 2;
}
