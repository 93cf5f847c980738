using System.Collections.Generic;
using System.Text.Json;
using EdgeLogger.Cycles.Trends;

namespace EdgeLogger.Gateway.Output;

/// <summary>Trends as JSON.</summary>
internal static class TrendJson
{
    /// <summary>Writes "trends", one object a signature, and what is of the whole record.</summary>
    public static void Write(Utf8JsonWriter json, CellTrends? trends)
    {
        json.WriteStartArray("trends");
        foreach (SignatureTrend trend in trends?.Trends ?? [])
        {
            WriteOne(json, trend);
        }

        json.WriteEndArray();
        ResultsJson.WriteNullable(json, "slippage_ah", trends?.SlippageAh);
        ResultsJson.WriteNullable(json, "equivalent_full_cycles", trends?.EquivalentFullCycles);
    }

    private static void WriteOne(Utf8JsonWriter json, SignatureTrend trend)
    {
        json.WriteStartObject();
        json.WriteString("signature", trend.Signature);
        json.WriteNumber("cycles", trend.Cycles);
        ResultsJson.WriteNullable(json, "reference_cycle", trend.ReferenceNumber);
        ResultsJson.WriteNullable(json, "reference_ah", trend.ReferenceAh);
        ResultsJson.WriteNullable(json, "retention_ratio", trend.Retention);
        ResultsJson.WriteNullable(json, "polarisation_v", trend.PolarisationV);
        ResultsJson.WriteNullable(json, "resistance_10s_ohm", trend.ResistanceOhm);
        ResultsJson.WriteNullable(json, "pressure_mean_mpa", trend.PressureMpa);
        ResultsJson.WriteNullable(json, "pressure_breathing_mpa", trend.PressureBreathingMpa);
        WriteSlope(json, "voltage_decay", "mv_per_cycle", trend.VoltageDecayMvPerCycle);
        WriteSlope(json, "voltage_decay_uncorrected", "mv_per_cycle", trend.UncorrectedVoltageDecayMvPerCycle);
        WriteSlope(json, "coulombic_efficiency_slope", "per_cycle", trend.CoulombicEfficiencyPerCycle);
        WriteSlope(json, "polarisation_slope", "mv_per_cycle", trend.PolarisationMvPerCycle);
        WriteSlope(json, "resistance_slope", "ohm_per_cycle", trend.ResistanceOhmPerCycle);
        WriteSlope(json, "pressure_slope", "mpa_per_cycle", trend.PressureMpaPerCycle);
        WritePeaks(json, "charge_peaks", trend.ChargePeaks);
        WritePeaks(json, "discharge_peaks", trend.DischargePeaks);
        json.WriteEndObject();
    }

    private static void WriteSlope(Utf8JsonWriter json, string name, string unit, SlopeEstimate? slope)
    {
        ResultsJson.WriteNullable(json, $"{name}_{unit}", slope?.PerCycle);
        ResultsJson.WriteNullable(json, $"{name}_low_{unit}", slope?.LowPerCycle);
        ResultsJson.WriteNullable(json, $"{name}_high_{unit}", slope?.HighPerCycle);
    }

    private static void WritePeaks(Utf8JsonWriter json, string name, IReadOnlyList<PeakTrend> peaks)
    {
        json.WriteStartArray(name);
        foreach (PeakTrend peak in peaks)
        {
            json.WriteStartObject();
            json.WriteNumber("voltage_v", peak.VoltageV);
            json.WriteNumber("height_ah_per_v", peak.AhPerV);
            ResultsJson.WriteNullable(json, "drift_v", peak.DriftV);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
