using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Frames;

namespace EdgeLogger.VirtualBench.Tests.Chips;

internal sealed class ReadingLog : ISlotReadings
{
    public List<Reading> All { get; } = [];

    public void OnReading(int channel, long uptimeUs, int code, byte status) =>
        All.Add(new Reading(channel, uptimeUs, code, status));

    /// <summary>Sums of what a converter integrated by itself.</summary>
    public long CurrentTime { get; private set; }

    public long PowerTime { get; private set; }

    public void OnIntegral(long uptimeUs, int code, long currentTime, long powerTime, bool hasPower)
    {
        CurrentTime += currentTime;
        PowerTime += powerTime;
        OnReading(Channel.Current, uptimeUs, code, ChannelStatus.Ok);
    }

    public List<Reading> Of(int channel) => All.Where(r => r.Channel == channel).ToList();

    public List<Reading> Good(int channel) => All.Where(r => r.Channel == channel && r.Status == ChannelStatus.Ok).ToList();

    public List<Reading> Missing(int channel) =>
        All.Where(r => r.Channel == channel && r.Status == ChannelStatus.Missing).ToList();
}
