using System.Linq;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Cycles.Trends;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Results.Quantities;

namespace EdgeLogger.Web.Components.Cell;

/// <summary>
/// What the page shows of one closed cycle. Null is: not known. Small, because a view may hold those of a whole cohort.
/// </summary>
public sealed record CyclePoint
{
    internal static readonly Quantity<CycleEntry> Resistance = CycleQuantities.OfDischarge(HalfQuantities.Resistance10s);
    internal static readonly Quantity<CycleEntry> Pressure = CycleQuantities.OfDischarge(HalfQuantities.MeanPressure);

    // None of them needs what a lab knows of a cell.
    private static readonly CellMetadata Unknown = new();

    /// <summary>Number in the record, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>When it began on the test's clock, s.</summary>
    public required double StartS { get; init; }

    /// <summary>When it ended on the test's clock, s.</summary>
    public required double EndS { get; init; }

    /// <summary>Charge in, Ah.</summary>
    public required double? ChargeCapacityAh { get; init; }

    /// <summary>Charge out, Ah.</summary>
    public required double? DischargeCapacityAh { get; init; }

    /// <summary>Coulombic efficiency.</summary>
    public required double? CoulombicEfficiency { get; init; }

    /// <summary>The least efficiency that the brackets of the charges allow.</summary>
    public required double? CoulombicEfficiencyLow { get; init; }

    /// <summary>The largest efficiency that the brackets of the charges allow.</summary>
    public required double? CoulombicEfficiencyHigh { get; init; }

    /// <summary>Energy efficiency.</summary>
    public required double? EnergyEfficiency { get; init; }

    /// <summary>Mean charge voltage, V.</summary>
    public required double? MeanChargeVoltageV { get; init; }

    /// <summary>Mean discharge voltage, V.</summary>
    public required double? MeanDischargeVoltageV { get; init; }

    /// <summary>Mean charge voltage minus mean discharge voltage, V.</summary>
    public required double? PolarisationV { get; init; }

    /// <summary>Resistance of the discharge at 10 s, ohm.</summary>
    public required double? ResistanceOhm { get; init; }

    /// <summary>Largest minus least stack pressure within the cycle, MPa.</summary>
    public required double? BreathingMpa { get; init; }

    /// <summary>Mean stack pressure of the discharge, MPa.</summary>
    public required double? PressureMpa { get; init; }

    /// <summary>Discharge capacity over that of the reference cycle of its protocol.</summary>
    public required double? Retention { get; init; }

    /// <summary>Discharge capacity over that of the cell's one reference cycle.</summary>
    public required double? PlainRetention { get; init; }

    /// <summary>The protocol's signature.</summary>
    public required string Signature { get; init; }

    /// <summary>What to know before trusting the numbers, in words; empty if there is nothing.</summary>
    public required string Notes { get; init; }

    /// <summary>Takes what is shown from a cycle and the trend after it.</summary>
    public static CyclePoint Of(Cycle cycle, CycleTrend? trend, RetentionReference? reference)
    {
        HalfCycle[] halves = [.. new[] { cycle.Charge, cycle.Discharge }.OfType<HalfCycle>()];
        CycleEntry entry = new("", cycle, Unknown) { Retention = trend?.Trend.Retention, Reference = reference };
        return new CyclePoint
        {
            Number = cycle.Number,
            StartS = halves.Min(half => half.StartS),
            EndS = halves.Max(half => half.EndS),
            ChargeCapacityAh = CycleQuantities.ChargeCapacity.Number(entry),
            DischargeCapacityAh = CycleQuantities.DischargeCapacity.Number(entry),
            CoulombicEfficiency = CycleQuantities.CoulombicEfficiency.Number(entry),
            CoulombicEfficiencyLow = CycleQuantities.CoulombicEfficiencyLow.Number(entry),
            CoulombicEfficiencyHigh = CycleQuantities.CoulombicEfficiencyHigh.Number(entry),
            EnergyEfficiency = CycleQuantities.EnergyEfficiency.Number(entry),
            MeanChargeVoltageV = CycleQuantities.MeanChargeVoltage.Number(entry),
            MeanDischargeVoltageV = CycleQuantities.MeanDischargeVoltage.Number(entry),
            PolarisationV = CycleQuantities.Polarisation.Number(entry),
            ResistanceOhm = Resistance.Number(entry),
            BreathingMpa = CycleQuantities.PressureBreathing.Number(entry),
            PressureMpa = Pressure.Number(entry),
            Retention = CycleQuantities.Retention.Number(entry),
            PlainRetention = CycleQuantities.PlainRetention.Number(entry),
            Signature = cycle.Signature,
            Notes = CycleNotes.Of(cycle),
        };
    }
}
