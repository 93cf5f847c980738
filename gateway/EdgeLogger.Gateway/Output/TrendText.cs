using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeLogger.Cycles.Trends;
using EdgeLogger.Results.Quantities;
using Spectre.Console;

namespace EdgeLogger.Gateway.Output;

/// <summary>Trends in words, signature by signature.</summary>
internal static class TrendText
{
    private const int NameWidth = 20;
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
                ? string.Create(CultureInfo.InvariantCulture,
                    $", reference cycle {number} with {trend.ReferenceAh * factor:F4} {unit}")
                : ", no reference yet: formation";
            string cycles = trend.Cycles == 1 ? "1 cycle" : string.Create(CultureInfo.InvariantCulture, $"{trend.Cycles} cycles");
            console.WriteLine($"{letter(trend.Signature)}: {cycles}{reference}");
            foreach ((string name, string text) in Lines(trend).Where(line => line.Text.Length > 0))
            {
                console.WriteLine("   " + name.PadRight(NameWidth) + text);
            }
        }

        if (PlainRetention(results, all.Reference, factor, unit) is { } retention)
        {
            console.WriteLine(retention);
        }

        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"slippage, cumulated first - second half: "
            + $"{all.SlippageAh * factor:F4} {unit}"));
        if (all.EquivalentFullCycles is { } full)
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"equivalent full cycles: {full:F2}"));
        }
    }

    private static string? PlainRetention(RecordResults results, RetentionReference? reference, double factor, string unit)
    {
        if (reference is null || results.Cycles.LastOrDefault(cycle => reference.RetentionOf(cycle) is not null) is not { } last)
        {
            return null;
        }

        string rate = reference.CRate is { } known ? string.Create(CultureInfo.InvariantCulture, $" at {known:0.###}C") : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"retention, whatever the protocol: {100 * reference.RetentionOf(last):F2} % after cycle {last.Number},\n   of cycle "
            + $"{reference.CycleNumber} with {reference.Ah * factor:F4} {unit}{rate}");
    }

    private static IEnumerable<(string Name, string Text)> Lines(SignatureTrend trend) =>
    [
        ("retention", trend.Cycles > 1 ? Value(TrendQuantities.Retention, trend) : ""),
        ("voltage decay", Slope(trend.VoltageDecayMvPerCycle, 3, "mV", Uncorrected(trend))),
        ("CE", Slope(trend.CoulombicEfficiencyPerCycle?.Times(100), 4, "points", "")),
        (Name(TrendQuantities.Polarisation),
            Join(Value(TrendQuantities.Polarisation, trend), Slope(trend.PolarisationMvPerCycle, 3, "mV", ""))),
        (Name(TrendQuantities.Resistance),
            Join(Value(TrendQuantities.Resistance, trend), Slope(trend.ResistanceOhmPerCycle, 4, "ohm", ""))),
        (Name(TrendQuantities.MeanPressure),
            Join(Value(TrendQuantities.MeanPressure, trend), Slope(trend.PressureMpaPerCycle, 5, "MPa", ""))),
        (Name(TrendQuantities.PressureBreathing), Value(TrendQuantities.PressureBreathing, trend)),
        .. Peaks("dQ/dV, charge", trend.ChargePeaks),
        .. Peaks("dQ/dV, discharge", trend.DischargePeaks),
    ];

    private static string Uncorrected(SignatureTrend trend) =>
        trend is { UncorrectedVoltageDecayMvPerCycle: { } raw, VoltageDecayMvPerCycle: { } corrected } && raw != corrected
            ? string.Create(CultureInfo.InvariantCulture, $", {raw.PerCycle:F3} without the temperature taken off")
            : "";

    private static string Name(Quantity quantity) => char.ToLowerInvariant(quantity.Title[0]) + quantity.Title[1..];

    private static string Value(Quantity<TrendEntry> quantity, SignatureTrend trend) =>
        quantity.Shown.Text(quantity.Number(new TrendEntry(trend, null, null, null))) is { } text
        ? $"{text} {quantity.Shown.Unit}"
        : "";

    private static string Join(params string[] parts) => string.Join(", ", parts.Where(part => part.Length > 0));

    private static string Slope(SlopeEstimate? slope, int decimals, string unit, string more) => slope is { } found
        ? $"{Signed(found.PerCycle, decimals)} {unit} ({Signed(found.LowPerCycle, decimals)} to "
        + $"{Signed(found.HighPerCycle, decimals)}){more}"
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
