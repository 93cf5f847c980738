using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeLogger.Cycles;
using Spectre.Console;

namespace EdgeLogger.Gateway.Output;

/// <summary>Results as a table for a person.</summary>
public static class CycleTable
{
    /// <summary>Prints the cycles of a record, and below them what to know of it.</summary>
    public static void Print(IAnsiConsole console, RecordResults results)
    {
        (double factor, string unit) = CapacityUnit(results.Cycles.SelectMany(Capacities).DefaultIfEmpty(1).Max());
        List<string> signatures = [.. results.Cycles.Select(cycle => cycle.Signature).Distinct()];
        Table table = new Table().Border(TableBorder.Simple);
        foreach (string heading in (string[])["cycle", $"charge\n{unit}", $"discharge\n{unit}", "CE\n%", "energy\n%", "V\ncharge", "V\ndischarge", "like"])
        {
            table.AddColumn(new TableColumn(heading).RightAligned().NoWrap().PadLeft(0).PadRight(1));
        }

        table.AddColumn(new TableColumn("notes").PadLeft(0).PadRight(0));
        foreach (Cycle cycle in results.Cycles)
        {
            table.AddRow(
                cycle.Number.ToString(CultureInfo.InvariantCulture),
                Number(cycle.Charge?.Ah * factor, 4), Number(cycle.Discharge?.Ah * factor, 4),
                Number(cycle.CoulombicEfficiency * 100, 3), Number(cycle.EnergyEfficiency * 100, 2),
                Number(cycle.Charge?.MeanVoltageV, 4), Number(cycle.Discharge?.MeanVoltageV, 4),
                Letter(signatures.IndexOf(cycle.Signature)), Markup.Escape(Notes(cycle)));
        }

        console.Write(table);
        console.WriteLine("like (cycles of one protocol): " + string.Join("  ", signatures.Select((signature, i) => $"{Letter(i)}: {signature}")));
        PrintFlags(console, results.Flags);
    }

    /// <summary>Prints what to know of the record as a whole, if there is anything.</summary>
    public static void PrintFlags(IAnsiConsole console, QualityFlags flags)
    {
        if (flags != QualityFlags.None)
        {
            console.MarkupLineInterpolated($"[yellow]Before you trust this record:[/] {string.Join(", ", RecordResults.Names(flags))}");
        }
    }

    /// <summary>The unit in which the largest capacity has one to three digits before the point.</summary>
    public static (double Factor, string Unit) CapacityUnit(double largestAh) => largestAh switch
    {
        >= 1 => (1, "Ah"),
        >= 1e-3 => (1e3, "mAh"),
        _ => (1e6, "uAh"),
    };

    /// <summary>A number with a fixed count of decimals, or a dash.</summary>
    public static string Number(double? value, int decimals) =>
        value is { } number ? number.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : "-";

    // a to z, then a1 to z1 and so on.
    private static string Letter(int index) => (char)('a' + (index % 26)) + (index < 26 ? "" : (index / 26).ToString(CultureInfo.InvariantCulture));

    private static double[] Capacities(Cycle cycle) => [cycle.Charge?.Ah ?? 0, cycle.Discharge?.Ah ?? 0];

    private static string Notes(Cycle cycle) =>
        string.Join(", ", (cycle.Partial ? (string[])["partial"] : []).Concat(RecordResults.Names(cycle.Flags)));
}
