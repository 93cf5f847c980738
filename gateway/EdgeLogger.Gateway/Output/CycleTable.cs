using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Results.Quantities;
using Spectre.Console;

namespace EdgeLogger.Gateway.Output;

/// <summary>Results as a table for a person.</summary>
public static class CycleTable
{
    /// <summary>Prints the cycles of a record, its trends, and what to know of it.</summary>
    public static void Print(IAnsiConsole console, RecordResults results)
    {
        List<string> signatures = [.. results.Cycles.Select(cycle => cycle.Signature).Distinct()];
        FittedTable.Print(console, results.CycleEntries, Columns(results, signatures), Notes);
        console.WriteLine("like (cycles of one protocol): "
            + string.Join("  ", signatures.Select((signature, i) => $"{Letter(i)}: {signature}")));
        TrendText.Print(console, results, signature => Letter(signatures.IndexOf(signature)));
        PrintFlags(console, results.Flags);
    }

    /// <summary>Prints what to know of the record as a whole, if there is anything.</summary>
    public static void PrintFlags(IAnsiConsole console, QualityFlags flags)
    {
        if (flags != QualityFlags.None)
        {
            console.MarkupLineInterpolated(
                $"[yellow]Before you trust this record:[/] {string.Join("; ", FlagText.Long(flags))}.");
        }
    }

    /// <summary>The unit in which the largest capacity has one to three digits before the point.</summary>
    public static (double Factor, string Unit) CapacityUnit(double largestAh) => largestAh switch
    {
        >= 1 => (1, "Ah"),
        >= 1e-4 => (1e3, "mAh"),
        _ => (1e6, "uAh"),
    };

    /// <summary>A number with a fixed count of decimals, or a dash.</summary>
    public static string Number(double? value, int decimals) => value is { } number && double.IsFinite(number)
        ? number.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
        : "-";

    private static FittedColumn<CycleEntry>[] Columns(RecordResults results, List<string> signatures)
    {
        TableScale scale = TableScale.Of(results.Cycles.SelectMany(Capacities));
        // A user who has set the mass thinks in mAh/g.
        (int absolute, int specific) = results.Metadata.SpecificMilliampHourPerG(1) is null ? (0, 9) : (1, 0);
        return
        [
            scale.Column(CycleQuantities.Number),
            scale.Column(CycleQuantities.ChargeCapacity, absolute),
            scale.Spread(CycleQuantities.OfCharge(HalfQuantities.CapacityLow),
                CycleQuantities.OfCharge(HalfQuantities.CapacityHigh), 6),
            scale.Column(CycleQuantities.DischargeCapacity, absolute),
            scale.Spread(CycleQuantities.OfDischarge(HalfQuantities.CapacityLow),
                CycleQuantities.OfDischarge(HalfQuantities.CapacityHigh), 6),
            scale.Column(CycleQuantities.OfCharge(HalfQuantities.SpecificCapacity), specific),
            scale.Column(CycleQuantities.OfDischarge(HalfQuantities.SpecificCapacity), specific),
            scale.Column(CycleQuantities.OfDischarge(HalfQuantities.ArealCapacity), 2),
            scale.Column(CycleQuantities.CoulombicEfficiency),
            scale.Spread(CycleQuantities.CoulombicEfficiencyLow, CycleQuantities.CoulombicEfficiencyHigh),
            scale.Column(CycleQuantities.EnergyEfficiency),
            scale.Column(CycleQuantities.MeanChargeVoltage),
            scale.Column(CycleQuantities.MeanDischargeVoltage),
            scale.Column(CycleQuantities.Polarisation, 3),
            scale.Column(CycleQuantities.OfCharge(HalfQuantities.CRate), 5),
            scale.Column(CycleQuantities.OfDischarge(HalfQuantities.CRate), 5),
            scale.Column(CycleQuantities.OfDischarge(HalfQuantities.Resistance10s), 4),
            scale.Column(CycleQuantities.OfCharge(HalfQuantities.ConstantVoltageCharge), 7),
            scale.Column(CycleQuantities.OfCharge(HalfQuantities.RestVoltage), 8),
            scale.Column(CycleQuantities.OfDischarge(HalfQuantities.MeanTemperature), 4),
            scale.Column(CycleQuantities.OfDischarge(HalfQuantities.MeanPressure), 4),
            new("like", entry => Letter(signatures.IndexOf(entry.Cycle.Signature))),
        ];
    }

    // a to z, then a1 to z1 and so on.
    private static string Letter(int index) =>
        index < 0 ? "-" : (char)('a' + (index % 26)) + (index < 26 ? "" : (index / 26).ToString(CultureInfo.InvariantCulture));

    private static double[] Capacities(Cycle cycle) => [cycle.Charge?.Ah ?? 0, cycle.Discharge?.Ah ?? 0];

    private static string Notes(CycleEntry entry) =>
        string.Join(", ", (entry.Cycle.Partial ? (string[])["partial"] : []).Concat(FlagText.Short(entry.Cycle.Flags)));
}
