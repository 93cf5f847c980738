using System;
using EdgeLogger.Firmware.Board;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Firmware.Storage;
using EdgeLogger.Firmware.Uplink;
using EdgeLogger.Topics;
using EdgeLogger.VirtualBench.Flash;

namespace EdgeLogger.Firmware.Tests.Uplink;

/// <summary>A ring with frames, an uplink on a fake link, and a clock of a millisecond's grain.</summary>
internal sealed class UplinkBench
{
    private readonly MemoryFlash _flash;
    private readonly UplinkSettings _settings;

    public UplinkBench(int seed, UplinkSettings settings, int segments = 64)
    {
        Random = new Random(seed);
        _flash = new MemoryFlash(segments, 8192);
        _settings = settings;
        Gateway = new FakeGateway();
        Link = new FakeLink(Gateway, Random);
        Reboot();
    }

    public Random Random { get; }

    public FakeGateway Gateway { get; }

    public FakeLink Link { get; }

    public FrameRing Ring { get; private set; } = null!;

    public SlotFrames Frames { get; private set; } = null!;

    public StreamDelivery Delivery { get; private set; } = null!;

    public BoardUplink Uplink { get; private set; } = null!;

    public long LinkMs { get; private set; }

    public void Reboot()
    {
        Link.Die();
        Ring = new FrameRing(_flash);
        Assert.True(Ring.Mount(77));
        Frames = new SlotFrames(Ring, new BoardTime(), new SamplerSettings(), 7);
        Delivery = new StreamDelivery(Ring, Frames, _settings);
        Uplink = new BoardUplink(Link, new BoardTopics("board-1"), [Delivery], _settings, (uint)Random.Next(), () => [1],
            () => [2], () => [3]);
    }

    public void Append(int frames)
    {
        for (int i = 0; i < frames; i++)
        {
            Frames.AddEvent(Ring.NextSequence, 1, 255, Random.Next(), new byte[Random.Next(100)],
                new EdgeLogger.Frames.Counters());
        }
    }

    public void Run(int milliseconds, Action? eachStep = null)
    {
        for (long end = LinkMs + milliseconds; LinkMs < end; LinkMs += 10)
        {
            Uplink.Step(LinkMs);
            Link.Turn();
            eachStep?.Invoke();
        }
    }

    public bool IsDelivered => Ring.Backlog == 0 && Ring.FreedUpTo == Ring.NextSequence - 1;
}
