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
        FittedTable.Print(console, results.Halves, Columns(results), Notes);
        CycleTable.PrintFlags(console, results.Flags);
    }

    private static FittedColumn<HalfCycle>[] Columns(RecordResults results)
    {
        CellMetadata cell = results.Metadata;
        (double factor, string unit) = CycleTable.CapacityUnit(results.Halves.Select(half => half.Ah).DefaultIfEmpty(1).Max());
        return
        [
            new("half", half => half.Index.ToString(CultureInfo.InvariantCulture)),
            new("direction", half => half.Direction == Direction.Charge ? "charge" : "discharge"),
            new("start\nh", half => CycleTable.Number(half.StartS / 3600, 2)),
            new("hours", half => CycleTable.Number(half.DurationS / 3600, 2)),
            new(unit, half => CycleTable.Number(half.Ah * factor, 4)),
            new("+-\n" + unit, half => CycleTable.Number((half.AhHigh - half.AhLow) / 2 * factor, 4)),
            new("mAh/g", half => CycleTable.Number(cell.SpecificMilliampHourPerG(half.Ah), 2), 1),
            new("mAh/cm2", half => CycleTable.Number(cell.ArealMilliampHourPerCm2(half.Ah), 3), 3),
            new("energy\n" + unit.Replace('A', 'W'), half => CycleTable.Number(half.Wh * factor, 4), 2),
            new("mean\nV", half => CycleTable.Number(half.MeanVoltageV, 4)),
            new("min\nV", half => CycleTable.Number(half.MinVoltageV, 3)),
            new("max\nV", half => CycleTable.Number(half.MaxVoltageV, 3)),
            new("C-rate", half => CycleTable.Number(HalfQuantities.CRate(half, cell), 3), 3),
            new("held\n% of Ah", half => CycleTable.Number(half.Detail?.ConstantVoltageChargeShare * 100, 1), 5),
            new("held\n% of time", half => CycleTable.Number(half.Detail?.ConstantVoltageTimeShare * 100, 1), 8),
            new("rest after\nV", half => CycleTable.Number(half.Detail?.RestVoltageAfterV, 4), 4),
            new("R 0 s\nohm", half => CycleTable.Number(half.Detail?.Resistance0sOhm, 3), 6),
            new("R 10 s\nohm", half => CycleTable.Number(half.Detail?.Resistance10sOhm, 3), 3),
            new("R 30 s\nohm", half => CycleTable.Number(half.Detail?.Resistance30sOhm, 3), 6),
            new("T\ndegC", half => CycleTable.Number(half.Detail?.TemperatureMeanDegC, 1), 3),
            new("P\nMPa", half => CycleTable.Number(half.Detail?.PressureMeanMpa, 3), 3),
        ];
    }

    private static string Notes(HalfCycle half) => string.Join(", ",
        (half.Partial ? (string[])["partial"] : [])
        .Concat(half.Provisional ? ["not turned back from"] : Array.Empty<string>())
        .Concat(half.ConstantVoltage ? ["held"] : Array.Empty<string>())
        .Concat(FlagText.Short(half.Flags)));
}
