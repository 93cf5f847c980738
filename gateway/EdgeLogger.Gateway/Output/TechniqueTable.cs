using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Spectre.Console;

namespace EdgeLogger.Gateway.Output;

/// <summary>Titration, interruptions and voltammetry as tables for a person.</summary>
internal static class TechniqueTable
{
    // Beyond this a table is not read; JSON has all.
    private const int MostRows = 60;

    /// <summary>Prints what the record has of them.</summary>
    public static void Print(IAnsiConsole console, RecordResults results)
    {
        (double factor, string unit) = CycleTable.CapacityUnit(results.Halves.Select(half => half.Ah).DefaultIfEmpty(1).Max());
        Print(console, "intermittent titration (GITT); D/L2 is good while tau D/L2 is far below 1", results.Techniques.Gitt,
        [
            new("start\nh", point => CycleTable.Number(point.TimeS / 3600, 3)),
            new("tau\ns", point => CycleTable.Number(point.PulseS, 1)),
            new(unit, point => CycleTable.Number(point.ChargeAh * factor, 4)),
            new("rest\nV", point => CycleTable.Number(point.RestV, 4)),
            new("dE_s\nmV", point => CycleTable.Number(point.EquilibriumStepV * 1000, 2)),
            new("dE_tau\nmV", point => CycleTable.Number(point.PulseStepV * 1000, 2)),
            new("D/L2\n1/s", point => Scientific(point.RelativePerS)),
            new("tau D/L2", point => Scientific(point.TauShare)),
            new("D\ncm2/s", point => Scientific(results.Geometry?.DiffusionCm2PerS(point)), 1),
        ]);
        Print(console, "intermittent current interruption (ICI)", results.Techniques.Ici,
        [
            new("time\nh", point => CycleTable.Number(point.TimeS / 3600, 3)),
            new("V", point => CycleTable.Number(point.VoltageV, 4)),
            new("mA", point => CycleTable.Number(point.CurrentA * 1000, 4)),
            new("R\nohm", point => CycleTable.Number(point.ResistanceOhm, 3)),
            new("k\nohm/s^0.5", point => CycleTable.Number(point.DiffusionOhmPerRootS, 4)),
            new("rows", point => point.Rows.ToString(CultureInfo.InvariantCulture)),
        ]);
        Print(console, "cyclic voltammetry", results.Techniques.Voltammograms,
        [
            new("mV/s", cycle => CycleTable.Number(cycle.RateVPerS * 1000, 4)),
            new("from\nV", cycle => CycleTable.Number(cycle.LowV, 3)),
            new("to\nV", cycle => CycleTable.Number(cycle.HighV, 3)),
            new("anodic\nmA", cycle => CycleTable.Number(cycle.AnodicPeakA * 1000, 4)),
            new("at\nV", cycle => CycleTable.Number(cycle.AnodicPeakV, 4)),
            new("cathodic\nmA", cycle => CycleTable.Number(cycle.CathodicPeakA * 1000, 4)),
            new("at\nV", cycle => CycleTable.Number(cycle.CathodicPeakV, 4)),
            new("distance\nV", cycle => CycleTable.Number(cycle.SeparationV, 4)),
        ]);
    }

    private static void Print<T>(IAnsiConsole console, string title, IReadOnlyList<T> rows, FittedColumn<T>[] columns)
    {
        if (rows.Count == 0)
        {
            return;
        }

        console.WriteLine();
        console.WriteLine(title);
        FittedTable.Print(console, [.. rows.Take(MostRows)], columns, _ => "");
        if (rows.Count > MostRows)
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"and {rows.Count - MostRows} "
                + $"more; --json has all of them"));
        }
    }

    private static string Scientific(double? value) =>
        value is { } number && double.IsFinite(number) ? number.ToString("0.00e+0", CultureInfo.InvariantCulture) : "-";
}
