using System;
using System.Globalization;
using System.Linq;
using EdgeLogger.Cycles;
using Spectre.Console;

namespace EdgeLogger.Gateway.Output;

/// <summary>Half cycles as a table for a person.</summary>
public static class HalfTable
{
    /// <summary>Prints the half cycles of a record, in order.</summary>
    public static void Print(IAnsiConsole console, RecordResults results)
    {
        (double factor, string unit) = CycleTable.CapacityUnit(results.Halves.Select(half => half.Ah).DefaultIfEmpty(1).Max());
        Table table = new Table().Border(TableBorder.Simple);
        table.AddColumn(new TableColumn("half").RightAligned().NoWrap().PadLeft(0).PadRight(1));
        table.AddColumn(new TableColumn("direction").NoWrap().PadLeft(0).PadRight(1));
        foreach (string heading in (string[])["start\nh", "hours", unit, "+-\n" + unit, "mean\nV", "min\nV", "max\nV"])
        {
            table.AddColumn(new TableColumn(heading).RightAligned().NoWrap().PadLeft(0).PadRight(1));
        }

        table.AddColumn(new TableColumn("notes").PadLeft(0).PadRight(0));
        foreach (HalfCycle half in results.Halves)
        {
            table.AddRow(
                half.Index.ToString(CultureInfo.InvariantCulture), half.Direction == Direction.Charge ? "charge" : "discharge",
                CycleTable.Number(half.StartS / 3600, 2), CycleTable.Number((half.EndS - half.StartS) / 3600, 2),
                CycleTable.Number(half.Ah * factor, 4), CycleTable.Number((half.AhHigh - half.AhLow) / 2 * factor, 4),
                CycleTable.Number(half.MeanVoltageV, 4), Voltage(half.MinVoltageV), Voltage(half.MaxVoltageV), Markup.Escape(Notes(half)));
        }

        console.Write(table);
        CycleTable.PrintFlags(console, results.Flags);
    }

    private static string Voltage(double voltageV) => CycleTable.Number(double.IsFinite(voltageV) ? voltageV : null, 4);

    private static string Notes(HalfCycle half) => string.Join(", ",
        (half.Partial ? (string[])["partial"] : [])
        .Concat(half.Provisional ? ["not turned back from"] : Array.Empty<string>())
        .Concat(half.ConstantVoltage ? ["constant voltage"] : Array.Empty<string>())
        .Concat(RecordResults.Names(half.Flags)));
}
