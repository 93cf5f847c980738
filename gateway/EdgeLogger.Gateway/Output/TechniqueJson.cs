using System.Text.Json;
using EdgeLogger.Cycles.Techniques;

namespace EdgeLogger.Gateway.Output;

/// <summary>Titration, interruptions and voltammetry as JSON.</summary>
internal static class TechniqueJson
{
    /// <summary>Writes "gitt", "ici" and "voltammograms".</summary>
    public static void Write(Utf8JsonWriter json, RecordResults results)
    {
        json.WriteStartArray("gitt");
        foreach (GittPoint point in results.Techniques.Gitt)
        {
            WriteNumbers(json, ("start_s", point.TimeS), ("pulse_s", point.PulseS), ("charge_ah", point.ChargeAh),
                ("rest_v", point.RestV),
                ("equilibrium_step_v", point.EquilibriumStepV), ("pulse_step_v", point.PulseStepV),
                ("d_over_l2_per_s", point.RelativePerS),
                ("tau_share_ratio", point.TauShare), ("d_cm2_per_s", results.Geometry?.DiffusionCm2PerS(point)));
        }

        json.WriteEndArray();
        json.WriteStartArray("ici");
        foreach (IciPoint point in results.Techniques.Ici)
        {
            WriteNumbers(json, ("time_s", point.TimeS), ("voltage_v", point.VoltageV), ("current_a", point.CurrentA),
                ("resistance_ohm", point.ResistanceOhm), ("diffusion_ohm_per_root_s", point.DiffusionOhmPerRootS),
                ("fitted_rows", point.Rows));
        }

        json.WriteEndArray();
        json.WriteStartArray("voltammograms");
        foreach (Voltammogram cycle in results.Techniques.Voltammograms)
        {
            WriteNumbers(json, ("rate_v_per_s", cycle.RateVPerS), ("low_v", cycle.LowV), ("high_v", cycle.HighV),
                ("anodic_peak_a", cycle.AnodicPeakA), ("anodic_peak_v", cycle.AnodicPeakV),
                ("cathodic_peak_a", cycle.CathodicPeakA),
                ("cathodic_peak_v", cycle.CathodicPeakV), ("separation_v", cycle.SeparationV));
        }

        json.WriteEndArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, params (string Name, double? Value)[] members)
    {
        json.WriteStartObject();
        foreach ((string name, double? value) in members)
        {
            QuantityJson.WriteNumber(json, name, value);
        }

        json.WriteEndObject();
    }
}
