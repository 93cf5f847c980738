using EdgeLogger.Derivation.Schemas;
using EdgeLogger.Frames;

namespace EdgeLogger.Derivation.Following;

/// <summary>Reads a frame's rows in units. Allocates nothing.</summary>
internal static class RowDecoder
{
    /// <summary>Reads the next row of an opened frame; false at its end.</summary>
    public static bool TryRead(FrameReader frame, StreamSchema schema, out CellRow row)
    {
        if (!frame.ReadRow())
        {
            row = default;
            return false;
        }

        row = new CellRow(
            frame.RowUptimeMs,
            Value(frame, schema, schema.VoltageAt),
            Value(frame, schema, schema.CurrentAt),
            Value(frame, schema, schema.TemperatureAt),
            Value(frame, schema, schema.PressureAt),
            Has(frame, schema.VoltageAt, ChannelStatus.Saturated) || Has(frame, schema.CurrentAt, ChannelStatus.Saturated),
            IsWithout(frame, schema.VoltageAt) || IsWithout(frame, schema.CurrentAt)
                || Has(frame, schema.TemperatureAt, ChannelStatus.Error) || Has(frame, schema.PressureAt, ChannelStatus.Error));
        return true;
    }

    private static double Value(FrameReader frame, StreamSchema schema, int channel) =>
        channel >= 0 && channel < frame.ChannelCount && frame.Status[channel] <= ChannelStatus.Saturated
            ? schema.Channels[channel].Value(frame.Codes[channel])
            : double.NaN;

    // Voltage and current are due in every row.
    private static bool IsWithout(FrameReader frame, int channel) =>
        Has(frame, channel, ChannelStatus.Missing) || Has(frame, channel, ChannelStatus.Error);

    private static bool Has(FrameReader frame, int channel, byte status) =>
        channel >= 0 && channel < frame.ChannelCount && frame.Status[channel] == status;
}
