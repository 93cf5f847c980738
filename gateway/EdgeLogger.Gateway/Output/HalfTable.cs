using System;
using System.Linq;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Results.Quantities;
using Spectre.Console;

namespace EdgeLogger.Gateway.Output;

/// <summary>Half cycles as a table for a person.</summary>
public static class HalfTable
{
    /// <summary>Prints the half cycles of a record, in order.</summary>
    public static void Print(IAnsiConsole console, RecordResults results)
    {
        FittedTable.Print(console, results.HalfEntries, Columns(results), entry => Notes(entry.Half));
        CycleTable.PrintFlags(console, results.Flags);
    }

    private static FittedColumn<HalfEntry>[] Columns(RecordResults results)
    {
        TableScale scale = TableScale.Of(results.Halves.Select(half => half.Ah));
        return
        [
            scale.Column(HalfQuantities.Index),
            scale.Column(HalfQuantities.Direction),
            scale.Column(HalfQuantities.Start),
            scale.Column(HalfQuantities.Duration),
            scale.Column(HalfQuantities.Capacity),
            scale.Spread(HalfQuantities.CapacityLow, HalfQuantities.CapacityHigh),
            scale.Column(HalfQuantities.SpecificCapacity, 1),
            scale.Column(HalfQuantities.ArealCapacity, 3),
            scale.Column(HalfQuantities.Energy, 2),
            scale.Column(HalfQuantities.MeanVoltage),
            scale.Column(HalfQuantities.MinVoltage),
            scale.Column(HalfQuantities.MaxVoltage),
            scale.Column(HalfQuantities.CRate, 3),
            scale.Column(HalfQuantities.ConstantVoltageCharge, 5),
            scale.Column(HalfQuantities.ConstantVoltageTime, 8),
            scale.Column(HalfQuantities.RestVoltage, 4),
            scale.Column(HalfQuantities.Resistance0s, 6),
            scale.Column(HalfQuantities.Resistance10s, 3),
            scale.Column(HalfQuantities.Resistance30s, 6),
            scale.Column(HalfQuantities.MeanTemperature, 3),
            scale.Column(HalfQuantities.MeanPressure, 3),
        ];
    }

    private static string Notes(HalfCycle half) => string.Join(", ",
        (half.Partial ? (string[])["partial"] : [])
        .Concat(half.Provisional ? ["not turned back from"] : Array.Empty<string>())
        .Concat(half.ConstantVoltage ? ["held"] : Array.Empty<string>())
        .Concat(FlagText.Short(half.Flags)));
}
