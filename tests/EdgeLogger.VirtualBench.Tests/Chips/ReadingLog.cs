using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Frames;

namespace EdgeLogger.VirtualBench.Tests.Chips;

internal sealed class ReadingLog : ISlotReadings
{
    public List<Reading> All { get; } = [];

    public void OnReading(int channel, long uptimeUs, int code, byte status) => All.Add(new Reading(channel, uptimeUs, code, status));

    public List<Reading> Of(int channel) => All.Where(r => r.Channel == channel).ToList();

    public List<Reading> Good(int channel) => All.Where(r => r.Channel == channel && r.Status == ChannelStatus.Ok).ToList();

    public List<Reading> Missing(int channel) => All.Where(r => r.Channel == channel && r.Status == ChannelStatus.Missing).ToList();
}
