using System.Text;
using EdgeLogger.Firmware.Json;
using EdgeLogger.Firmware.Sampling;

namespace EdgeLogger.Firmware.Board;

/// <summary>
/// The document that gives a board's codes their meaning. Frames name it by the CRC-32 of its bytes, so the same board with the
/// same calibration always makes the same bytes. Fields are described in docs/specs/frame.md.
/// </summary>
internal static class SchemaDocumentWriter
{
    public static byte[] Make(string boardId, Slot[] slots)
    {
        StringBuilder json = new StringBuilder();
        json.Append("{\"v\":1,\"board\":");
        JsonText.AppendString(json, boardId);
        json.Append(",\"firmware\":");
        JsonText.AppendString(json, FirmwareVersion.Text);
        json.Append(",\"streams\":[");
        for (int i = 0; i < slots.Length; i++)
        {
            json.Append(i == 0 ? "{\"stream\":" : ",{\"stream\":");
            JsonText.AppendStream(json, slots[i].Ring.StreamId);
            JsonText.AppendNumber(json, "slot", slots[i].Settings.Slot);
            JsonText.AppendNumber(json, "period_ms", slots[i].Settings.Sampler.PeriodMs);
            json.Append(",\"channels\":[");
            for (int channel = 0; channel < Channel.Count; channel++)
            {
                AppendChannel(json, slots[i].Settings.Channels[channel], channel > 0);
            }

            json.Append("]}");
        }

        json.Append("]}");
        return Encoding.UTF8.GetBytes(json.ToString());
    }

    private static void AppendChannel(StringBuilder json, ChannelSchema channel, bool comma)
    {
        json.Append(comma ? ",{\"quantity\":" : "{\"quantity\":");
        JsonText.AppendString(json, channel.Quantity);
        json.Append(",\"unit\":");
        JsonText.AppendString(json, channel.Unit);
        AppendDecimal(json, ",\"scale\":", channel.ScaleMantissa, channel.ScaleExponent);
        AppendDecimal(json, ",\"offset\":", channel.OffsetMantissa, channel.OffsetExponent);
        json.Append(",\"conversion\":");
        JsonText.AppendString(json, channel.Conversion);
        json.Append(",\"chip\":");
        JsonText.AppendString(json, channel.Chip);
        json.Append(",\"calibrated\":");
        JsonText.AppendString(json, channel.Calibrated);
        json.Append('}');
    }

    private static void AppendDecimal(StringBuilder json, string name, long mantissa, int exponent)
    {
        json.Append(name);
        json.Append(mantissa);
        json.Append('e');
        json.Append(exponent);
    }
}
