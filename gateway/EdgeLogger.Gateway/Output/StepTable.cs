using System.Globalization;
using System.Linq;
using EdgeLogger.Cycles;
using Spectre.Console;

namespace EdgeLogger.Gateway.Output;

/// <summary>Steps as a table for a person.</summary>
internal static class StepTable
{
    /// <summary>Prints the steps of a record, in order.</summary>
    public static void Print(IAnsiConsole console, RecordResults results)
    {
        (double factor, string unit) = CycleTable.CapacityUnit(results.Halves.Select(half => half.Ah).DefaultIfEmpty(1).Max());
        FittedTable.Print(console, results.Steps,
        [
            new("first row", step => step.FirstRow.ToString(CultureInfo.InvariantCulture)),
            new("kind", step => Kind(step.Kind)),
            new("start\nh", step => CycleTable.Number(step.StartS / 3600, 3)),
            new("s", step => CycleTable.Number(step.DurationS, 1)),
            new(unit, step => CycleTable.Number(step.Ah * factor, 4)),
            new(unit.Replace('A', 'W'), step => CycleTable.Number(step.Wh * factor, 4), 1),
            new("start\nV", step => CycleTable.Number(step.StartV, 4)),
            new("end\nV", step => CycleTable.Number(step.EndV, 4)),
            new("start\nmA", step => CycleTable.Number(step.StartA * 1000, 3), 2),
            new("end\nmA", step => CycleTable.Number(step.EndA * 1000, 3), 3),
        ], _ => "");
        CycleTable.PrintFlags(console, results.Flags);
    }

    /// <summary>A step's kind in words.</summary>
    public static string Kind(StepKind kind) => kind switch
    {
        StepKind.ConstantCurrent => "constant current",
        StepKind.ConstantVoltage => "constant voltage",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
