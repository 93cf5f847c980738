using System;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.VirtualBench.Cells;
using EdgeLogger.VirtualBench.Chips;

namespace EdgeLogger.VirtualBench.Tests.Chips;

public sealed class AllocationTests
{
    private sealed class Discard : ISlotReadings
    {
        public void OnReading(int channel, long uptimeUs, int code, byte status)
        {
        }

        public void OnIntegral(long uptimeUs, int code, long currentTime, long powerTime, bool hasPower)
        {
        }
    }

    [Fact]
    public void Ten_minutes_of_readings_allocate_nothing()
    {
        var hardware = new SlotHardware();
        var cell = new RecordedCell([new RecordedRow(0, 3.7, 1e-3), new RecordedRow(1e6, 3.7, 1e-3)]);
        var slot = new SimulatedSlot(hardware, cell, 1);
        var scanner = new SlotScanner(slot.Bus, hardware, new Discard());
        long Run(long fromUs, long untilUs)
        {
            long nowUs = fromUs;
            for (; nowUs < untilUs; nowUs = scanner.NextDueUs)
            {
                slot.Bus.UptimeUs = nowUs;
                scanner.Step(nowUs);
            }

            return nowUs;
        }

        // The runtime allocates on this thread too when it compiles a method again; it does not do so every time.
        long least = long.MaxValue;
        long nowUs = Run(0, 60_000_000);
        for (int round = 0; round < 4; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            nowUs = Run(nowUs, nowUs + 600_000_000);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }
}
