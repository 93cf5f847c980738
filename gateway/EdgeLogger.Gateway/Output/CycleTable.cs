using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeLogger.Cycles;
using Spectre.Console;

namespace EdgeLogger.Gateway.Output;

/// <summary>Results as a table for a person.</summary>
public static class CycleTable
{
    /// <summary>Prints the cycles of a record, its trends, and what to know of it.</summary>
    public static void Print(IAnsiConsole console, RecordResults results)
    {
        List<string> signatures = [.. results.Cycles.Select(cycle => cycle.Signature).Distinct()];
        FittedTable.Print(console, results.Cycles, Columns(results, signatures), Notes);
        console.WriteLine("like (cycles of one protocol): " + string.Join("  ", signatures.Select((signature, i) => $"{Letter(i)}: {signature}")));
        TrendText.Print(console, results, signature => Letter(signatures.IndexOf(signature)));
        PrintFlags(console, results.Flags);
    }

    /// <summary>Prints what to know of the record as a whole, if there is anything.</summary>
    public static void PrintFlags(IAnsiConsole console, QualityFlags flags)
    {
        if (flags != QualityFlags.None)
        {
            console.MarkupLineInterpolated($"[yellow]Before you trust this record:[/] {string.Join("; ", FlagText.Long(flags))}.");
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

    private static FittedColumn<Cycle>[] Columns(RecordResults results, List<string> signatures)
    {
        CellMetadata cell = results.Metadata;
        (double factor, string unit) = CapacityUnit(results.Cycles.SelectMany(Capacities).DefaultIfEmpty(1).Max());
        // Whoever has told the mass thinks in mAh/g.
        (int absolute, int specific) = cell.SpecificMilliampHourPerG(1) is null ? (0, 9) : (1, 0);
        return
        [
            new("cycle", cycle => cycle.Number.ToString(CultureInfo.InvariantCulture)),
            new($"charge\n{unit}", cycle => Number(cycle.Charge?.Ah * factor, 4), absolute),
            new($"+-\n{unit}", cycle => Number(Spread(cycle.Charge?.AhLow, cycle.Charge?.AhHigh) * factor, 4), 6),
            new($"disch.\n{unit}", cycle => Number(cycle.Discharge?.Ah * factor, 4), absolute),
            new($"+-\n{unit}", cycle => Number(Spread(cycle.Discharge?.AhLow, cycle.Discharge?.AhHigh) * factor, 4), 6),
            new("charge\nmAh/g", cycle => Number(Specific(cycle.Charge, cell), 2), specific),
            new("disch.\nmAh/g", cycle => Number(Specific(cycle.Discharge, cell), 2), specific),
            new("disch.\nmAh/cm2", cycle => Number(cycle.Discharge is { } half ? cell.ArealMilliampHourPerCm2(half.Ah) : null, 3), 2),
            new("CE\n%", cycle => Number(cycle.CoulombicEfficiency * 100, 3)),
            new("+-\n%", cycle => Number(Spread(cycle.CoulombicEfficiencyLow, cycle.CoulombicEfficiencyHigh) * 100, 3)),
            new("energy\n%", cycle => Number(cycle.EnergyEfficiency * 100, 2)),
            new("charge\nV", cycle => Number(cycle.Charge?.MeanVoltageV, 4)),
            new("disch.\nV", cycle => Number(cycle.Discharge?.MeanVoltageV, 4)),
            new("polaris.\nmV", cycle => Number(cycle.PolarisationV * 1000, 1), 3),
            new("C-rate\ncharge", cycle => Number(cycle.Charge is { } half ? HalfQuantities.CRate(half, cell) : null, 3), 5),
            new("C-rate\ndisch.", cycle => Number(cycle.Discharge is { } half ? HalfQuantities.CRate(half, cell) : null, 3), 5),
            new("R 10 s\nohm", cycle => Number(cycle.Discharge?.Detail?.Resistance10sOhm, 3), 4),
            new("held\n%", cycle => Number(cycle.Charge?.Detail?.ConstantVoltageChargeShare * 100, 1), 7),
            new("rest after\nV", cycle => Number(cycle.Charge?.Detail?.RestVoltageAfterV, 4), 8),
            new("T\ndegC", cycle => Number(cycle.Discharge?.Detail?.TemperatureMeanDegC, 1), 4),
            new("P\nMPa", cycle => Number(cycle.Discharge?.Detail?.PressureMeanMpa, 3), 4),
            new("like", cycle => Letter(signatures.IndexOf(cycle.Signature))),
        ];
    }

    private static double? Spread(double? low, double? high) => (high - low) / 2;

    private static double? Specific(HalfCycle? half, CellMetadata cell) => half is null ? null : cell.SpecificMilliampHourPerG(half.Ah);

    // a to z, then a1 to z1 and so on.
    private static string Letter(int index) =>
        index < 0 ? "-" : (char)('a' + (index % 26)) + (index < 26 ? "" : (index / 26).ToString(CultureInfo.InvariantCulture));

    private static double[] Capacities(Cycle cycle) => [cycle.Charge?.Ah ?? 0, cycle.Discharge?.Ah ?? 0];

    private static string Notes(Cycle cycle) =>
        string.Join(", ", (cycle.Partial ? (string[])["partial"] : []).Concat(FlagText.Short(cycle.Flags)));
}
