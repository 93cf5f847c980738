using System.Linq;
using EdgeLogger.Results.Quantities;
using Spectre.Console;

namespace EdgeLogger.Gateway.Output;

/// <summary>Steps as a table for a person.</summary>
internal static class StepTable
{
    /// <summary>Prints the steps of a record, in order.</summary>
    public static void Print(IAnsiConsole console, RecordResults results)
    {
        TableScale scale = TableScale.Of(results.Halves.Select(half => half.Ah));
        FittedTable.Print(console, results.StepEntries,
        [
            scale.Column(StepQuantities.FirstRow),
            new("kind", entry => StepQuantities.NameOf(entry.Step.Kind).Replace('_', ' ')),
            scale.Column(StepQuantities.Start),
            scale.Column(StepQuantities.Duration),
            scale.Column(StepQuantities.Capacity),
            scale.Column(StepQuantities.Energy, 1),
            scale.Column(StepQuantities.StartVoltage),
            scale.Column(StepQuantities.EndVoltage),
            scale.Column(StepQuantities.StartCurrent, 2),
            scale.Column(StepQuantities.EndCurrent, 3),
        ], _ => "");
        CycleTable.PrintFlags(console, results.Flags);
    }
}
