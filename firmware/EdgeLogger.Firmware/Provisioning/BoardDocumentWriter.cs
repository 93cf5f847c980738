using System.Text;
using EdgeLogger.Firmware.Json;
using EdgeLogger.Firmware.Sampling;

namespace EdgeLogger.Firmware.Provisioning;

/// <summary>
/// Writes settings as the document that <see cref="BoardDocument"/> reads: the same settings always make the same bytes.
/// </summary>
public static class BoardDocumentWriter
{
    /// <summary>Writes a document.</summary>
    /// <param name="settings">What the board is set to.</param>
    /// <param name="withSecrets">Whether passwords and keys are written too: for the board's own flash, never for anyone's
    /// eyes.</param>
    public static byte[] Write(BoardSettings settings, bool withSecrets)
    {
        StringBuilder json = new StringBuilder();
        json.Append("{\"v\":1");
        JsonText.AppendNumber(json, "version", settings.Version);
        JsonText.AppendText(json, "board", settings.BoardId);
        JsonText.AppendNumber(json, "trial_s", settings.TrialSeconds);
        if (withSecrets && settings.Key.Length > 0)
        {
            JsonText.AppendBytes(json, "key", settings.Key);
        }

        json.Append(",\"wifi\":{");
        JsonText.AppendText(json, "ssid", settings.WifiSsid);
        if (withSecrets)
        {
            JsonText.AppendText(json, "password", settings.WifiPassword);
        }

        json.Append("},\"broker\":{");
        AppendBroker(json, settings, withSecrets);
        json.Append("},\"sampling\":{");
        if (settings.Slots.Length > 0)
        {
            AppendSampling(json, settings.Slots[0].Sampler);
        }

        json.Append("},\"slots\":[");
        for (int i = 0; i < settings.Slots.Length; i++)
        {
            json.Append(i == 0 ? "{" : ",{");
            SlotDocumentWriter.Append(json, settings.Slots[i]);
            json.Append('}');
        }

        json.Append("]}");
        return Encoding.UTF8.GetBytes(json.ToString());
    }

    private static void AppendBroker(StringBuilder json, BoardSettings settings, bool withSecrets)
    {
        JsonText.AppendText(json, "host", settings.BrokerHost);
        JsonText.AppendNumber(json, "port", settings.BrokerPort);
        JsonText.AppendFlag(json, "tls", settings.UseTls);
        JsonText.AppendText(json, "ca", settings.BrokerCa);
        if (withSecrets)
        {
            JsonText.AppendText(json, "password", settings.Password);
            JsonText.AppendText(json, "client_certificate", settings.ClientCertificate);
            JsonText.AppendText(json, "client_key", settings.ClientKey);
        }
    }

    private static void AppendSampling(StringBuilder json, SamplerSettings sampler)
    {
        JsonText.AppendNumber(json, "period_ms", sampler.PeriodMs);
        JsonText.AppendNumber(json, "rows_per_frame", sampler.RowsPerFrame);
        JsonText.AppendNumber(json, "frame_max_age_ms", sampler.FrameMaxAgeMs);
        JsonText.AppendNumber(json, "added_row_ms", sampler.AddedRowMs);
        JsonText.AppendNumber(json, "step_codes", sampler.StepCodes);
        JsonText.AppendNumber(json, "break_ms", sampler.BreakMs);
        JsonText.AppendNumber(json, "fault_after_ms", sampler.FaultAfterMs);
    }
}
