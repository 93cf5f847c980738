using System;
using System.Collections.Generic;
using EdgeLogger.Cycles.Trends;

namespace EdgeLogger.Results.Quantities;

/// <summary>Quantities of trends, those of one protocol's signature and those of the cell as a whole.</summary>
public static class TrendQuantities
{
    private const string Definition = "8";

    /// <summary>The protocol's signature.</summary>
    public static Quantity<TrendEntry> Signature { get; } =
        Quantity.OfText<TrendEntry>("signature", "The protocol's signature.", entry => entry.Trend?.Signature ?? "")
        with
        { Section = "4" };

    /// <summary>Retention.</summary>
    public static Quantity<TrendEntry> Retention { get; } = Of(
        "retention", "", "Discharge capacity of the last cycle over that of the reference cycle.", trend => trend.Retention)
        with
    { Title = "Retention, same protocol", Shown = new ShownAs("%", 100, 2), IsField = true };

    /// <summary>Polarisation.</summary>
    public static Quantity<TrendEntry> Polarisation { get; } = Of(
        "polarisation_v", "V", "Mean charge voltage minus mean discharge voltage of the last cycle.", trend =>
        trend.PolarisationV)
        with
    { Title = "Polarisation", Shown = new ShownAs("mV", 1000, 2), IsField = true };

    /// <summary>Resistance at 10 s.</summary>
    public static Quantity<TrendEntry> Resistance { get; } = Of(
        "discharge_resistance_10s_ohm", "ohm", "Resistance of the last cycle's discharge 10 s after steps of the current.",
        trend => trend.ResistanceOhm)
        with
    { Title = "Resistance at 10 s", IsField = true };

    /// <summary>Mean pressure.</summary>
    public static Quantity<TrendEntry> MeanPressure { get; } = Of(
        "mean_pressure_mpa", "MPa", "Mean stack pressure of the last cycle.", trend => trend.PressureMpa) with
    { Title = "Mean stack pressure", IsField = true };

    /// <summary>Pressure breathing.</summary>
    public static Quantity<TrendEntry> PressureBreathing { get; } = Of(
        "pressure_breathing_mpa", "MPa", "Largest minus least stack pressure within the last cycle.", trend =>
        trend.PressureBreathingMpa)
        with
    { Title = "Pressure breathing", IsField = true };

    /// <summary>Fall of the mean discharge voltage, with its interval.</summary>
    public static IReadOnlyList<Quantity<TrendEntry>> VoltageDecay { get; } = Slope(
        "voltage_decay", "mv_per_cycle", "mV per cycle", "Fall of the mean discharge voltage", 3, trend =>
        trend.VoltageDecayMvPerCycle);

    /// <summary>Slope of the coulombic efficiency, with its interval.</summary>
    public static IReadOnlyList<Quantity<TrendEntry>> CoulombicEfficiencySlope { get; } = Slope(
        "coulombic_efficiency_slope", "per_cycle", "1 per cycle", "Slope of the coulombic efficiency", 6, trend =>
        trend.CoulombicEfficiencyPerCycle);

    /// <summary>Slope of the polarisation, with its interval.</summary>
    public static IReadOnlyList<Quantity<TrendEntry>> PolarisationSlope { get; } = Slope(
        "polarisation_slope", "mv_per_cycle", "mV per cycle", "Slope of the polarisation", 3, trend =>
        trend.PolarisationMvPerCycle);

    /// <summary>Slope of the resistance, with its interval.</summary>
    public static IReadOnlyList<Quantity<TrendEntry>> ResistanceSlope { get; } = Slope(
        "discharge_resistance_10s_slope", "ohm_per_cycle", "ohm per cycle", "Slope of the discharge's resistance at 10 s", 4,
        trend => trend.ResistanceOhmPerCycle);

    /// <summary>Slope of the mean pressure, with its interval.</summary>
    public static IReadOnlyList<Quantity<TrendEntry>> PressureSlope { get; } = Slope(
        "mean_pressure_slope", "mpa_per_cycle", "MPa per cycle", "Slope of the mean stack pressure", 5, trend =>
        trend.PressureMpaPerCycle);

    /// <summary>Those of a signature, in the order of columns.</summary>
    public static IReadOnlyList<Quantity<TrendEntry>> OfSignature { get; } =
    [
        Signature,
        Quantity.OfWhole<TrendEntry>("cycle", "The cycle it holds up to.", entry => entry.CycleNumber)
            with { Origin = QuantityOrigin.Gateway, IsField = true },
        Quantity.OfWhole<TrendEntry>(
        "cycles", "Complete cycles of the signature, formation included.", entry => entry.Trend?.Cycles) with { IsField = true },
        Quantity.OfWhole<TrendEntry>("reference_cycle", "The cycle that retention is counted from.",
            entry => entry.Trend?.ReferenceNumber) with { Section = Definition },
        Of("reference_capacity_ah", "Ah", "That cycle's discharge capacity.", trend => trend.ReferenceAh),
        Retention, Polarisation, Resistance, MeanPressure, PressureBreathing,
        Of("rest_pressure_swing_mpa", "MPa", "Stack pressure at the end of the rest after charge minus that after discharge.",
            trend => trend.RestPressureSwingMpa),
        .. VoltageDecay,
        .. Slope("voltage_decay_uncorrected", "mv_per_cycle", "mV per cycle",
            "Fall of the mean discharge voltage as measured, whatever the temperature did", 3,
            trend => trend.UncorrectedVoltageDecayMvPerCycle, isField: false),
        .. CoulombicEfficiencySlope,
        .. PolarisationSlope,
        .. ResistanceSlope,
        .. PressureSlope,
        .. Slope("rest_pressure_slope", "mpa_per_cycle", "MPa per cycle",
            "Slope of the stack pressure at the end of the rest after discharge", 5,
            trend => trend.RestPressureMpaPerCycle, isField: false),
    ];

    /// <summary>Those of the cell as a whole.</summary>
    public static IReadOnlyList<Quantity<TrendEntry>> OfCell { get; } =
    [
        Quantity.OfNumber<TrendEntry>("slippage_ah", "Ah", "Cumulated irreversible capacity over complete cycles.",
            entry => entry.SlippageAh)
            with { Section = Definition, IsField = true },
        Quantity.OfNumber<TrendEntry>("equivalent_full_cycles", "", "Charge that passed both ways over twice the capacity.",
            entry => entry.EquivalentFullCycles)
            with { Section = Definition, IsField = true },
        Quantity.OfWhole<TrendEntry>("plain_reference_cycle", "The cycle that the cell's plain retention is counted from.",
            entry => entry.Reference?.CycleNumber) with { Section = Definition },
        Quantity.OfNumber<TrendEntry>("plain_reference_capacity_ah", "Ah", "That cycle's discharge capacity.",
            entry => entry.Reference?.Ah) with { Section = Definition },
        Quantity.OfNumber<TrendEntry>("plain_reference_c_rate", "", "The rate class of that cycle's discharge.",
            entry => entry.Reference?.CRate) with { Section = Definition },
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Quantity<TrendEntry>> All { get; } = [.. OfSignature, .. OfCell];

    /// <summary>dQ/dV peaks of a signature's last cycle.</summary>
    public static IReadOnlyList<Quantity<PeakTrend>> OfPeak { get; } =
    [
        Quantity.OfNumber<PeakTrend>("peak_voltage_v", "V", "Where the peak is.", peak => peak.VoltageV) with { Section = "9" },
        Quantity.OfNumber<PeakTrend>("peak_height_ah_per_v", "Ah/V", "How high it is.", peak => peak.AhPerV)
            with { Section = "9" },
        Quantity.OfNumber<PeakTrend>("peak_drift_v", "V", "How far it is from the reference cycle's nearest.",
            peak => peak.DriftV) with { Section = "9" },
    ];

    private static Quantity<TrendEntry> Of(string name, string unit, string meaning, Func<SignatureTrend, double?> value) =>
        Quantity.OfNumber<TrendEntry>(name, unit, meaning, entry => entry.Trend is { } trend ? value(trend) : null)
        with
        { Section = Definition };

    /// <summary>A slope and the ends of its 95 % interval.</summary>
    private static Quantity<TrendEntry>[] Slope(
        string name, string suffix, string unit, string meaning, int decimals, Func<SignatureTrend, SlopeEstimate?> slope,
        bool isField = true)
    {
        ShownAs shown = new(unit, 1, decimals);
        return
        [
            Of($"{name}_{suffix}", unit, meaning + ".", trend => slope(trend)?.PerCycle)
            with { Shown = shown, IsField = isField },
            Of($"{name}_low_{suffix}", unit, meaning + ", lower end of its 95 % interval.", trend => slope(trend)?.LowPerCycle)
                with { Shown = shown },
            Of($"{name}_high_{suffix}", unit, meaning + ", upper end of its 95 % interval.", trend => slope(trend)?.HighPerCycle)
            with { Shown = shown },
        ];
    }
}

/// <summary>The trend of a signature with what its quantities are taken from.</summary>
/// <param name="Trend">The trend.</param>
/// <param name="CycleNumber">The cycle it holds up to; null in a record, whose trends hold up to its end.</param>
/// <param name="SlippageAh">Cumulated irreversible capacity of the cell, Ah.</param>
/// <param name="EquivalentFullCycles">Equivalent full cycles of the cell; null: not known.</param>
public sealed record TrendEntry(SignatureTrend? Trend, int? CycleNumber, double? SlippageAh, double? EquivalentFullCycles)
{
    /// <summary>The cycle that the cell's plain retention is counted from; null: none yet.</summary>
    public RetentionReference? Reference { get; init; }
}
