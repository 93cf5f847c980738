using EdgeLogger.Derivation.Schemas;
using EdgeLogger.Frames;

namespace EdgeLogger.Derivation.Cells;

/// <summary>Reads a frame's rows in units. Allocates nothing.</summary>
public static class RowDecoder
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
            IsSaturated(frame, schema.VoltageAt) || IsSaturated(frame, schema.CurrentAt));
        return true;
    }

    private static double Value(FrameReader frame, StreamSchema schema, int channel) =>
        channel >= 0 && channel < frame.ChannelCount && frame.Status[channel] <= ChannelStatus.Saturated
            ? schema.Channels[channel].Value(frame.Codes[channel])
            : double.NaN;

    private static bool IsSaturated(FrameReader frame, int channel) =>
        channel >= 0 && channel < frame.ChannelCount && frame.Status[channel] == ChannelStatus.Saturated;
}
