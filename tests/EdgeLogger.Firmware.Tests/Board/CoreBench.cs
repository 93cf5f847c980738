using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Firmware.Board;
using EdgeLogger.Firmware.Provisioning;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Firmware.Seams;
using EdgeLogger.Firmware.Storage;
using EdgeLogger.Frames;
using EdgeLogger.VirtualBench.Flash;

namespace EdgeLogger.Firmware.Tests.Board;

/// <summary>A board core with wave inputs.</summary>
internal sealed class CoreBench
{
    public CoreBench(int slots, IUplinkLink? link = null, MemoryFlash? flash = null)
    {
        BoardSettings settings = new() { BoardId = "board-1", Slots = new SlotSettings[slots] };
        for (int i = 0; i < slots; i++)
        {
            settings.Slots[i] = new SlotSettings { Slot = i, Channels = Describe() };
        }

        Core = new BoardCore(settings, flash ?? new MemoryFlash(32, 65536), link ?? new DeadLink(), 123, 1);
        Inputs = Core.Slots.Select((slot, i) => new WaveInput(slot.Readings, i)).ToArray();
        for (int i = 0; i < slots; i++)
        {
            Core.Slots[i].Attach(Inputs[i]);
        }
    }

    public BoardCore Core { get; }

    public WaveInput[] Inputs { get; }

    public long UptimeUs { get; private set; }

    public void Run(long untilUs)
    {
        while (Core.NextDueUs <= untilUs)
        {
            UptimeUs = Core.NextDueUs;
            Core.Step(UptimeUs, UptimeUs / 1000);
        }
    }

    /// <summary>All that the ring of a slot holds, byte by byte.</summary>
    public static byte[] Bytes(FrameRing ring)
    {
        List<byte> bytes = [];
        byte[] buffer = new byte[FrameLayout.MaxFrameLength];
        for (uint sequence = ring.OldestSequence; sequence < ring.NextSequence; sequence++)
        {
            Assert.True(ring.TryRead(sequence, buffer, out int length));
            bytes.AddRange(buffer.AsSpan(0, length));
        }

        return [.. bytes];
    }

    private static ChannelSchema[] Describe() =>
    [
        new() { Quantity = "voltage", Unit = "V", ScaleMantissa = 732421875, ScaleExponent = -15, Chip = "ADS122C04" },
        new() { Quantity = "current", Unit = "A", ScaleMantissa = 25, ScaleExponent = -10, Chip = "ADS122C04" },
        new() { Quantity = "temperature", Unit = "degC", ScaleMantissa = 2, ScaleExponent = -4, Conversion = "rtd:1000",
            Chip = "ADS122C04" },
        new() { Quantity = "pressure", Unit = "MPa", ScaleMantissa = 3, ScaleExponent = -5, Chip = "NAU7802",
            Calibrated = "2026-01-31" },
    ];
}
