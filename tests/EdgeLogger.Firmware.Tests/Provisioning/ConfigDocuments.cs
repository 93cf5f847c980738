using System.Text;
using EdgeLogger.Firmware.Provisioning;

namespace EdgeLogger.Firmware.Tests.Provisioning;

/// <summary>Configuration documents for tests.</summary>
internal static class ConfigDocuments
{
    public const string Full = """
        {
          "v": 1, "version": 7, "board": "bench-01", "trial_s": 300,
          "wifi": {"ssid": "lab", "password": "wifi secret"},
          "broker": {"host": "10.0.0.5", "port": 8883, "tls": true, "password": "broker secret",
                     "ca": "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"},
          "sampling": {"period_ms": 500, "rows_per_frame": 30, "frame_max_age_ms": 30000, "added_row_ms": 50, "step_codes": 1500, "break_ms": 900, "fault_after_ms": 2500},
          "slots": [
            {"slot": 0, "voltage": {"address": 64, "divider_ppm": 3000300, "zero_code": -12, "gain_ppb": 1500},
             "current": {"address": 65, "shunt_uohm": 9990000, "gain": 16, "zero_code": 40, "gain_ppb": -2500},
             "temperature": {"r0_ohm": 100, "excitation_ua": 500, "zero_code": 3}, "pressure": null,
             "geometry": {"piston_um2": 78539816, "electrode_um2": 50265482, "stack_um": 900}, "calibrated": "2026-01-31"},
            {"slot": 1, "enabled": false, "rate_sps": 90, "mux": {"address": 113, "branch": 3}, "temperature": null,
             "pressure": {"rate_sps": 80, "gain": 64, "nn_per_code": 4656612, "zero_code": 250000}},
            {"slot": 3}
          ]
        }
        """;

    public static byte[] Simple(int version, string board = "bench-01", string extra = "") => Utf8(
        $$"""{"v":1,"version":{{version}},"board":"{{board}}","broker":{"host":"broker.lab"},{{extra}}"slots":[{"slot":0}]}""");

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static string Read(string json, BoardSettings settings, bool isSerial = true)
    {
        byte[] bytes = Utf8(json);
        return BoardDocument.Read(bytes, 0, bytes.Length, isSerial, settings);
    }
}
