using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeLogger.Cycles.Trends;
using EdgeLogger.VirtualBench.Cells.Reference;

namespace EdgeLogger.Bench.Verify;

/// <summary>Every row of the published table, from the simulated cells and what was measured of them.</summary>
internal sealed class ReferenceTable(IReadOnlyList<MeasuredCell> cells, double share)
{
    private const double EfficiencyPoints = 0.05;
    private const double RetentionPoints = 0.1;
    private const double CapacityShare = 0.001;
    private const double DecayTolerance = 0.02;
    private const double VoltageV = 0.010;

    private const string Bare = "LRMO";
    private const string Tungstate = "5W&LRMO";

    /// <summary>All rows, in the order of docs/specs/reference.md.</summary>
    public IReadOnlyList<ReferenceRow> Rows() =>
    [
        FirstEfficiency("lrmo-rates", Bare, "64.26"),
        FirstEfficiency("5w-rates", Tungstate, "74.83"),
        .. Rates("lrmo-rates", Bare, ["180.1", "158.9", "130.4", "99.6", "180"]),
        .. Rates("5w-rates", Tungstate, ["218.6", "201.5", "162.4", "130.2", "210.2"]),
        Retention("5w-slow", Tungstate, "0.2C", ReferenceCells.Slow, 0),
        Retention("5w-high-loading", Tungstate, "0.2C, high loading", ReferenceCells.SlowHighLoading, 1),
        Retention("lrmo-medium", Bare, "0.5C", ReferenceCells.MediumBare, 0),
        Retention("5w-medium", Tungstate, "0.5C", ReferenceCells.Medium, 0),
        Retention("5w-fast", Tungstate, "1C", ReferenceCells.Fast, 0),
        Capacity("5w-fast", Tungstate, "1C, first of 1200 cycles", "about 130", 0),
        Decay("lrmo-medium", Bare, "larger"),
        Decay("5w-medium", Tungstate, "0.58"),
        Areal("0.05C", "about 3.15", 0),
        Areal("0.2C", "2.5", 1),
        Voltage("polarisation in CV, 0.1 mV/s", "lrmo-sweep", Bare, "0.42", cell => cell.SweepPolarisationV(),
            cell => cell.SweepPolarisationV()),
        Voltage("polarisation in CV, 0.1 mV/s", "5w-sweep", Tungstate, "0.34", cell => cell.SweepPolarisationV(),
            cell => cell.SweepPolarisationV()),
        Voltage("plateau of the first charge", "lrmo-rates", Bare, "about 4.45", cell => cell.PlateauV(),
            cell => cell.PlateauV()),
        Voltage("plateau of the first charge", "5w-rates", Tungstate, "about 4.45", cell => cell.PlateauV(),
            cell => cell.PlateauV()),
    ];

    private ReferenceRow FirstEfficiency(string cell, string recipe, string published) => Row(
        "first CE, 0.05C", recipe, "%", 3, published, cell,
        truth => truth.Efficiency(0) * 100,
        found => (found.Cycles[0].CoulombicEfficiency ?? double.NaN) * 100,
        _ => EfficiencyPoints);

    private IEnumerable<ReferenceRow> Rates(string cell, string recipe, string[] published)
    {
        string[] names = ["0.1C", "0.2C", "0.5C", "1C", "back to 0.1C"];
        int cycles = ReferenceCells.CyclesPerRate(share);
        return names.Select((name, i) => Capacity(cell, recipe, name, published[i], (i + 1) * cycles));
    }

    private ReferenceRow Capacity(string cell, string recipe, string rate, string published, int cycle) => Row(
        "capacity, " + rate, recipe, "mAh/g", 2, published, cell,
        truth => truth.Discharge(cycle).ChargeAh * 1000 / truth.ActiveMassG,
        found => found.Metadata.SpecificMilliampHourPerG(DischargeAh(found, cycle)) ?? double.NaN,
        value => value * CapacityShare);

    private ReferenceRow Areal(string rate, string published, int cycle) => Row(
        $"areal capacity, high loading, {rate}", Tungstate, "mAh/cm2", 4, published, "5w-high-loading",
        truth => truth.Discharge(cycle).ChargeAh * 1000 / truth.AreaCm2,
        found => found.Metadata.ArealMilliampHourPerCm2(DischargeAh(found, cycle)) ?? double.NaN,
        value => value * CapacityShare);

    private ReferenceRow Retention(string cell, string recipe, string rate, ReferenceAgeing ageing, int firstCycle)
    {
        int cycles = ReferenceCells.CyclesOf(ageing, share);
        string whole = (ageing.Retention * 100).ToString("F1", CultureInfo.InvariantCulture);
        string published = cycles == ageing.Cycles
            ? whole
            : string.Create(CultureInfo.InvariantCulture, $"{ageing.RetentionAt(cycles) * 100:F2} ({whole} at {ageing.Cycles})");
        int last = firstCycle + cycles - 1;
        return Row(
            string.Create(CultureInfo.InvariantCulture, $"retention, {rate}, {cycles} cycles"), recipe, "%", 3, published, cell,
            truth => truth.Discharge(last).ChargeAh / truth.Discharge(firstCycle).ChargeAh * 100,
            found => (found.Trend(firstCycle)?.Retention ?? double.NaN) * 100,
            _ => RetentionPoints);
    }

    private ReferenceRow Decay(string cell, string recipe, string published) => Row(
        "voltage decay, 0.5C", recipe, "mV/cycle", 4, published, cell,
        truth => DecayMilliVolt(
            [.. Enumerable.Range(0, truth.Cycles).Select(truth.Discharge).Select(half => half.EnergyWh / half.ChargeAh)]),
        found => found.Trend(0)?.VoltageDecayMvPerCycle?.PerCycle ?? double.NaN,
        _ => DecayTolerance);

    private ReferenceRow Voltage(
        string quantity, string cell, string recipe, string published, Func<ReferenceCell, double> truth,
        Func<MeasuredCell, double> measured) =>
        Row(quantity, recipe, "V", 4, published, cell, truth, measured, _ => VoltageV);

    private ReferenceRow Row(
        string quantity, string recipe, string unit, int decimals, string published, string cell,
        Func<ReferenceCell, double> truth, Func<MeasuredCell, double> measured, Func<double, double> tolerance)
    {
        MeasuredCell? found = cells.SingleOrDefault(found => found.Truth.Name == cell);
        double trueValue = found is null ? double.NaN : truth(found.Truth);
        // With a cycle too many or too few, every number after it would be that of another cycle.
        double measuredValue = found is { HasAllCycles: true } ? measured(found) : double.NaN;
        return new ReferenceRow(quantity, recipe, unit, decimals, published, trueValue, measuredValue, tolerance(trueValue));
    }

    /// <summary>Fall of the true mean discharge voltage over all cycles, mV per cycle.</summary>
    private static double DecayMilliVolt(double[] meansV)
    {
        double[] numbers = [.. Enumerable.Range(1, meansV.Length).Select(number => (double)number)];
        return -1000 * (TheilSen.Fit(numbers, meansV)?.PerCycle ?? double.NaN);
    }

    private static double DischargeAh(MeasuredCell found, int cycle) =>
        found.Cycles[cycle].Discharge is { } half ? half.Ah : double.NaN;
}
