using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Firmware.Storage;
using EdgeLogger.Frames;
using EdgeLogger.VirtualBench.Flash;

namespace EdgeLogger.Firmware.Tests.Sampling;

/// <summary>A sampler on a ring that holds everything, and what came out of it.</summary>
internal sealed class SamplerBench
{
    private readonly FrameRing _ring = new(new MemoryFlash(64, 65536));
    private readonly SlotFrames _frames;

    public SamplerBench(SamplerSettings settings)
    {
        Assert.True(_ring.Mount(1));
        _frames = new SlotFrames(_ring, new BoardTime(), settings, 7);
        Sampler = new Sampler(settings, _frames);
    }

    public Sampler Sampler { get; }

    public void Voltage(long uptimeMs, int code, byte status = ChannelStatus.Ok) =>
        Sampler.OnReading(Channel.Voltage, uptimeMs * 1000, code, status);

    public void Current(long uptimeMs, int code, byte status = ChannelStatus.Ok) =>
        Sampler.OnReading(Channel.Current, uptimeMs * 1000, code, status);

    public List<Recorded> Frames()
    {
        Sampler.Break();
        _frames.Close();
        return Recorded.All(_ring);
    }

    public List<Row> Rows() => Frames().SelectMany(frame => frame.Rows).ToList();
}
