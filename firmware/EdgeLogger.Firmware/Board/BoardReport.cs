using System.Text;
using EdgeLogger.Firmware.Json;
using EdgeLogger.Firmware.Provisioning;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Frames;

namespace EdgeLogger.Firmware.Board;

/// <summary>What stands on the board: its slots, the chip of each channel, whether it answers, and its newest code.</summary>
internal static class BoardReport
{
    /// <summary>Makes the report.</summary>
    /// <param name="core">The board.</param>
    /// <param name="only">The number of a slot; -1: all.</param>
    public static byte[] Make(BoardCore core, int only)
    {
        StringBuilder json = new StringBuilder();
        json.Append('{');
        JsonText.AppendText(json, "board", core.Settings.BoardId);
        JsonText.AppendText(json, "firmware", FirmwareVersion.Text);
        JsonText.AppendNumber(json, "version", core.Settings.Version);
        JsonText.AppendName(json, "slots");
        json.Append('[');
        for (int i = 0; i < core.Slots.Length; i++)
        {
            if (only < 0 || core.Slots[i].Settings.Slot == only)
            {
                AppendSlot(json, core.Slots[i]);
            }
        }

        json.Append("]}");
        return Encoding.UTF8.GetBytes(json.ToString());
    }

    private static void AppendSlot(StringBuilder json, Slot slot)
    {
        json.Append(json[json.Length - 1] == '[' ? "{" : ",{");
        JsonText.AppendNumber(json, "slot", slot.Settings.Slot);
        JsonText.AppendFlag(json, "enabled", slot.Settings.IsEnabled);
        JsonText.AppendText(json, "calibrated", slot.Settings.Hardware.Calibrated);
        JsonText.AppendText(json, "error", slot.LastError);
        JsonText.AppendName(json, "channels");
        for (int channel = 0; channel < Channel.Count; channel++)
        {
            ChannelSchema schema = slot.Settings.Channels[channel];
            byte status = slot.Readings.Status(channel);
            json.Append(channel == 0 ? "[{" : ",{");
            JsonText.AppendText(json, "channel", ChannelNames.Of(channel));
            AppendMeaning(json, schema);
            JsonText.AppendText(json, "status", StatusName(status));
            JsonText.AppendNumber(json, "code", slot.Readings.Code(channel));
            JsonText.AppendNumber(json, "zero_code", SlotCalibrations.ZeroCode(slot.Settings.Hardware, channel));
            JsonText.AppendNumber(json, "gain_ppb", SlotCalibrations.GainPpb(slot.Settings.Hardware, channel));
            json.Append('}');
        }

        json.Append(']');
        slot.Survey?.AppendTo(json);
        json.Append('}');
    }

    private static void AppendMeaning(StringBuilder json, ChannelSchema schema)
    {
        JsonText.AppendText(json, "chip", schema.Chip);
        JsonText.AppendText(json, "unit", schema.Unit);
        JsonText.AppendText(json, "conversion", schema.Conversion);
        JsonText.AppendName(json, "scale");
        json.Append(schema.ScaleMantissa);
        json.Append('e');
        json.Append(schema.ScaleExponent);
    }

    private static string StatusName(byte status) => status switch
    {
        ChannelStatus.Ok => "ok",
        ChannelStatus.Saturated => "saturated",
        ChannelStatus.Missing => "missing",
        _ => "error",
    };
}
