using System;
using System.Collections.Generic;
using EdgeLogger.Cycles;

namespace EdgeLogger.Gateway.Output;

/// <summary>What is written of every half cycle beside what it is and its charge and energy.</summary>
internal static class HalfQuantities
{
    public static IReadOnlyList<Quantity<HalfCycle>> All { get; } =
    [
        new("duration_s", (half, _) => half.DurationS),
        new("median_current_A", Detail(detail => detail.MedianCurrentA)),
        new("rate_per_h", (half, _) => half.RatePerHour),
        new("C_rate", (half, cell) => CRate(half, cell)),
        new("specific_capacity_mAh_per_g", (half, cell) => cell.SpecificMilliampHourPerG(half.Ah)),
        new("areal_capacity_mAh_per_cm2", (half, cell) => cell.ArealMilliampHourPerCm2(half.Ah)),
        new("specific_energy_mWh_per_g", (half, cell) => cell.SpecificMilliwattHourPerG(half.Wh)),
        new("constant_voltage_time_ratio", Detail(detail => detail.ConstantVoltageTimeShare)),
        new("constant_voltage_charge_ratio", Detail(detail => detail.ConstantVoltageChargeShare)),
        new("rest_voltage_after_V", Detail(detail => detail.RestVoltageAfterV)),
        new("resistance_0s_ohm", Detail(detail => detail.Resistance0sOhm)),
        new("resistance_10s_ohm", Detail(detail => detail.Resistance10sOhm)),
        new("resistance_30s_ohm", Detail(detail => detail.Resistance30sOhm)),
        new("temperature_mean_degC", Detail(detail => detail.TemperatureMeanDegC)),
        new("temperature_min_degC", Detail(detail => detail.TemperatureMinDegC)),
        new("temperature_max_degC", Detail(detail => detail.TemperatureMaxDegC)),
        new("pressure_mean_MPa", Detail(detail => detail.PressureMeanMpa)),
        new("pressure_min_MPa", Detail(detail => detail.PressureMinMpa)),
        new("pressure_max_MPa", Detail(detail => detail.PressureMaxMpa)),
    ];

    /// <summary>The rate of the median current where it is kept; 1 is 1C.</summary>
    public static double? CRate(HalfCycle half, CellMetadata cell) => cell.CRate(half.Detail?.MedianCurrentA ?? half.MeanCurrentA);

    private static Func<HalfCycle, CellMetadata, double?> Detail(Func<HalfDetail, double?> value) =>
        (half, _) => half.Detail is { } detail ? value(detail) : null;
}
