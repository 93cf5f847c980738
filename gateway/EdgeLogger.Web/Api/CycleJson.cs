using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Cycles.Trends;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;

namespace EdgeLogger.Web.Api;

/// <summary>A closed cycle. Its members have the names of docs/specs/results.md, in camel case.</summary>
public sealed record CycleJson(
    int Cycle, double? ChargeCapacityAh, double? DischargeCapacityAh, double? ChargeEnergyWh, double? DischargeEnergyWh,
    double? CoulombicEfficiency, double? EnergyEfficiency, double? MeanChargeVoltageV, double? MeanDischargeVoltageV,
    bool Partial, bool Provisional, string Signature, double? PlainRetention)
{
    /// <summary>The closed cycles of a cell.</summary>
    public static IReadOnlyList<CycleJson> Of(DerivedStore store, TestKey cell)
    {
        RetentionReference? reference = store.Reference(cell.Id);
        return [.. store.Cycles(cell.Id).Select(cycle => Of(cycle, reference))];
    }

    private static CycleJson Of(Cycle cycle, RetentionReference? reference) => new(
        cycle.Number, cycle.Charge?.Ah, cycle.Discharge?.Ah, cycle.Charge?.Wh, cycle.Discharge?.Wh, cycle.CoulombicEfficiency,
        cycle.EnergyEfficiency, cycle.Charge?.MeanVoltageV, cycle.Discharge?.MeanVoltageV, cycle.Partial, cycle.Provisional,
        cycle.Signature, reference?.RetentionOf(cycle));
}
