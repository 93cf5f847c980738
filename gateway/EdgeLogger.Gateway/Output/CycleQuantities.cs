using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cycles;

namespace EdgeLogger.Gateway.Output;

/// <summary>What is written of every cycle beside its charges, energies and efficiencies.</summary>
internal static class CycleQuantities
{
    public static IReadOnlyList<Quantity<Cycle>> All { get; } =
    [
        new("polarisation_V", (cycle, _) => cycle.PolarisationV),
        new("coulombic_efficiency_low_ratio", (cycle, _) => cycle.CoulombicEfficiencyLow),
        new("coulombic_efficiency_high_ratio", (cycle, _) => cycle.CoulombicEfficiencyHigh),
        new("charge_low_Ah", (cycle, _) => cycle.Charge?.AhLow),
        new("charge_high_Ah", (cycle, _) => cycle.Charge?.AhHigh),
        new("discharge_low_Ah", (cycle, _) => cycle.Discharge?.AhLow),
        new("discharge_high_Ah", (cycle, _) => cycle.Discharge?.AhHigh),
        .. Of("charge_", cycle => cycle.Charge),
        .. Of("discharge_", cycle => cycle.Discharge),
    ];

    private static IEnumerable<Quantity<Cycle>> Of(string prefix, Func<Cycle, HalfCycle?> half) => HalfQuantities.All.Select(quantity =>
        new Quantity<Cycle>(prefix + quantity.Name, (cycle, cell) => half(cycle) is { } found ? quantity.Value(found, cell) : null));
}
