using System;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.VirtualBench.Cells;
using EdgeLogger.VirtualBench.Chips;

namespace EdgeLogger.VirtualBench.Tests.Chips;

public sealed class ReplaySpeedTests
{
    private sealed class Count : ISlotReadings
    {
        public long Readings { get; private set; }

        public void OnReading(int channel, long uptimeUs, int code, byte status) => Readings++;

        public void OnIntegral(long uptimeUs, int code, long currentTime, long powerTime, bool hasPower) => Readings++;
    }

    [Fact]
    public void An_hour_of_a_slot_takes_less_than_five_seconds_however_busy_the_machine()
    {
        var rows = new RecordedRow[361];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = new RecordedRow(i * 60, 3 + (i * 0.001), i % 60 < 50 ? 1e-3 : 0);
        }

        var hardware = new SlotHardware();
        var slot = new SimulatedSlot(hardware, new RecordedCell(rows), 1);
        var count = new Count();
        var scanner = new SlotScanner(slot.Bus, hardware, count);
        long start = TimeProvider.System.GetTimestamp();
        for (long nowUs = 0; nowUs < 3_600_000_000; nowUs = scanner.NextDueUs)
        {
            slot.Bus.UptimeUs = nowUs;
            scanner.Step(nowUs);
        }

        double seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{count.Readings} readings, {slot.Bus.Transfers} transfers in {seconds:F2} s: "
            + $"{count.Readings / seconds / 1e6:F2} M/s");
        Assert.InRange(seconds, 0, 5);
    }
}
