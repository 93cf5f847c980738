using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeLogger.Cycles.Trends;
using Spectre.Console;

namespace EdgeLogger.Gateway.Output;

/// <summary>Trends in words, signature by signature.</summary>
internal static class TrendText
{
    private const int NameWidth = 18;
    private const int PeaksALine = 3;

    /// <summary>Prints the trends of a record; nothing if it has no complete cycle.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="results">The record's results.</param>
    /// <param name="letter">The letter of a signature in the table.</param>
    public static void Print(IAnsiConsole console, RecordResults results, Func<string, string> letter)
    {
        if (results.Trends is not { Trends: [_, ..] trends } all)
        {
            return;
        }

        double largestAh = results.Halves.Select(half => half.Ah).DefaultIfEmpty(1).Max();
        (double factor, string unit) = CycleTable.CapacityUnit(largestAh);
        console.WriteLine();
        bool hasSlopes = trends.Any(trend => trend.VoltageDecayMvPerCycle is not null);
        console.WriteLine("trends over closed cycles" + (hasSlopes ? "; slopes a cycle, 95 % interval in brackets" : ""));
        foreach (SignatureTrend trend in trends.OrderBy(trend => letter(trend.Signature), StringComparer.Ordinal))
        {
            string reference = trend.ReferenceNumber is { } number
                ? string.Create(CultureInfo.InvariantCulture, $", reference cycle {number} with {trend.ReferenceAh * factor:F4} {unit}")
                : ", no reference yet: formation";
            string cycles = trend.Cycles == 1 ? "1 cycle" : string.Create(CultureInfo.InvariantCulture, $"{trend.Cycles} cycles");
            console.WriteLine($"{letter(trend.Signature)}: {cycles}{reference}");
            foreach ((string name, string text) in Lines(trend).Where(line => line.Text.Length > 0))
            {
                console.WriteLine("   " + name.PadRight(NameWidth) + text);
            }
        }

        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"slippage, cumulated first - second half: {all.SlippageAh * factor:F4} {unit}"));
        if (all.EquivalentFullCycles is { } full)
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"equivalent full cycles: {full:F2}"));
        }
    }

    private static IEnumerable<(string Name, string Text)> Lines(SignatureTrend trend) =>
    [
        ("retention", trend.Retention is { } share && trend.Cycles > 1 ? CycleTable.Number(share * 100, 3) + " %" : ""),
        ("voltage decay", Slope(trend.VoltageDecayMvPerCycle, 3, "mV", Uncorrected(trend))),
        ("CE", Slope(trend.CoulombicEfficiencyPerCycle?.Times(100), 4, "points", "")),
        ("polarisation", Join(CycleTable.Number(trend.PolarisationV * 1000, 1) + " mV", Slope(trend.PolarisationMvPerCycle, 3, "mV", ""))),
        ("resistance, 10 s", Join(Value(trend.ResistanceOhm, 3, "ohm"), Slope(trend.ResistanceOhmPerCycle, 4, "ohm", ""))),
        ("pressure", Join(Value(trend.PressureMpa, 3, "MPa"), Slope(trend.PressureMpaPerCycle, 5, "MPa", ""))),
        ("breathing", Value(trend.PressureBreathingMpa, 3, "MPa")),
        .. Peaks("dQ/dV, charge", trend.ChargePeaks),
        .. Peaks("dQ/dV, discharge", trend.DischargePeaks),
    ];

    private static string Uncorrected(SignatureTrend trend) =>
        trend is { UncorrectedVoltageDecayMvPerCycle: { } raw, VoltageDecayMvPerCycle: { } corrected } && raw != corrected
            ? string.Create(CultureInfo.InvariantCulture, $", {raw.PerCycle:F3} without the temperature taken off")
            : "";

    private static string Value(double? value, int decimals, string unit) => value is null ? "" : $"{CycleTable.Number(value, decimals)} {unit}";

    private static string Join(params string[] parts) => string.Join(", ", parts.Where(part => part.Length > 0));

    private static string Slope(SlopeEstimate? slope, int decimals, string unit, string more) => slope is { } found
        ? $"{Signed(found.PerCycle, decimals)} {unit} ({Signed(found.LowPerCycle, decimals)} to {Signed(found.HighPerCycle, decimals)}){more}"
        : "";

    private static IEnumerable<(string Name, string Text)> Peaks(string name, IReadOnlyList<PeakTrend> peaks) =>
        peaks.Chunk(PeaksALine).Select((some, i) => (i == 0 ? name : "", string.Join("  ", some.Select(Peak))));

    private static string Peak(PeakTrend peak) =>
        CycleTable.Number(peak.VoltageV, 3) + " V" + (peak.DriftV is { } drift ? $" ({Signed(drift * 1000, 1)} mV)" : "");

    // Rounded first: what rounds to nothing has no sign.
    private static string Signed(double value, int decimals)
    {
        double rounded = Math.Round(value, decimals) + 0.0;
        return (rounded < 0 ? "" : "+") + CycleTable.Number(rounded, decimals);
    }
}
