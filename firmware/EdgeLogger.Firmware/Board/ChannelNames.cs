using EdgeLogger.Firmware.Sampling;

namespace EdgeLogger.Firmware.Board;

/// <summary>The channels' names in documents.</summary>
internal static class ChannelNames
{
    public const string All = "voltage, current, temperature or pressure";

    public static string Of(int channel) => channel switch
    {
        Channel.Voltage => "voltage",
        Channel.Current => "current",
        Channel.Temperature => "temperature",
        _ => "pressure",
    };

    /// <summary>A constant of <see cref="Channel"/>; -1 if there is no such channel.</summary>
    public static int Find(string name)
    {
        for (int channel = 0; channel < Channel.Count; channel++)
        {
            if (Of(channel) == name)
            {
                return channel;
            }
        }

        return -1;
    }
}
