using EdgeLogger.Firmware.Json;
using EdgeLogger.Firmware.Sampling;

namespace EdgeLogger.Firmware.Board;

/// <summary>A command of one slot that takes a while: it sums readings, and then its result is looked at.</summary>
internal sealed class SlotMeasurement
{
    public SlotMeasurement(CommandRequest request, Slot slot, long uptimeMs, int seconds)
    {
        Request = request;
        Slot = slot;
        EndMs = uptimeMs + seconds * 1000L;
        slot.Readings.Begin();
    }

    public CommandRequest Request { get; }

    public Slot Slot { get; }

    /// <summary>Uptime at which it ends.</summary>
    public long EndMs { get; }

    /// <summary>Appends what was measured: the mean codes x 1000, their scatter, and how many there were.</summary>
    public void AppendTo(CommandAnswer answer)
    {
        ReadingTap readings = Slot.Readings;
        JsonText.AppendName(answer.Json, "channels");
        for (int channel = 0; channel < Channel.Count; channel++)
        {
            answer.Json.Append(channel == 0 ? "[{" : ",{");
            JsonText.AppendText(answer.Json, "channel", ChannelNames.Of(channel));
            JsonText.AppendNumber(answer.Json, "n", readings.Count(channel));
            JsonText.AppendNumber(answer.Json, "bad", readings.Bad(channel));
            JsonText.AppendNumber(answer.Json, "mean_millicodes", readings.MeanMilliCodes(channel));
            JsonText.AppendNumber(answer.Json, "sd_millicodes", readings.DeviationMilliCodes(channel));
            answer.Json.Append('}');
        }

        answer.Json.Append(']');
    }
}
