using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Firmware.Seams;
using EdgeLogger.Frames;
using EdgeLogger.VirtualBench.Cells;
using EdgeLogger.VirtualBench.Chips;
using EdgeLogger.VirtualBench.I2c;

namespace EdgeLogger.VirtualBench.Tests.Chips;

public sealed class BusFaultTests
{
    private static readonly RecordedRow[] s_steady = [new RecordedRow(0, 3.7, 1e-3, 25), new RecordedRow(1e6, 3.7, 1e-3, 25)];

    [Theory]
    [InlineData(0x41, I2cStatus.Nack, Channel.Current)]
    [InlineData(0x41, I2cStatus.BusStuck, Channel.Current)]
    [InlineData(0x40, I2cStatus.Nack, Channel.Voltage)]
    [InlineData(0x2A, I2cStatus.BusStuck, Channel.Pressure)]
    public void A_chip_that_is_silent_for_a_minute_leaves_the_others_going_and_comes_back(
        int address, I2cStatus status, int channel)
    {
        var bench = new Bench(new RecordedCell(s_steady), Ads122c04Errors.Ideal);
        bench.Slot.Bus.Inject(new I2cFault(address, status, 20_000_000, 80_000_000));

        bench.RunUntil(120);

        List<Reading> during = bench.Log.All.Where(r => r.UptimeUs is > 21_000_000 and < 79_000_000).ToList();
        for (int other = 0; other < Channel.Count; other++)
        {
            bool shared = channel == Channel.Voltage && other == Channel.Temperature;
            byte expected = other == channel || shared ? ChannelStatus.Missing : ChannelStatus.Ok;
            Assert.Contains(during, r => r.Channel == other);
            Assert.All(during.Where(r => r.Channel == other), r => Assert.Equal(expected, r.Status));
        }

        int perSecond = channel == Channel.Pressure ? 10 : 20;
        Assert.InRange(during.Count(r => r.Channel == channel), 57 * perSecond, 58 * (perSecond + 1));

        // The longest pause between two tries is five seconds.
        Assert.All(bench.Log.Of(channel).Where(r => r.UptimeUs > 87_000_000), r => Assert.Equal(ChannelStatus.Ok, r.Status));
        Assert.Contains(bench.Log.Of(channel), r => r.UptimeUs > 110_000_000);
    }

    [Fact]
    public void A_glitch_shorter_than_a_conversion_costs_nothing()
    {
        var bench = new Bench(new RecordedCell(s_steady), Ads122c04Errors.Ideal);
        bench.Slot.Bus.Inject(new I2cFault(I2cFault.AllAddresses, I2cStatus.Nack, 20_000_000, 20_040_000));

        bench.RunUntil(60);

        Assert.Equal(0, bench.Scanner.Current.Missed);
        Assert.Empty(bench.Log.Missing(Channel.Current));
        Assert.Equal(bench.Slot.Current.Conversions, bench.Log.Good(Channel.Current).Count, tolerance: 1);
        Assert.InRange(bench.Scanner.Current.Chip.BusFaults, 0, 6);
    }

    [Fact]
    public void A_chip_that_lost_its_power_is_configured_again()
    {
        var bench = new Bench(new RecordedCell(s_steady, pressureMPa: 60, breathingMPa: 0), Ads122c04Errors.Ideal);
        bench.RunUntil(20);
        bench.Slot.Current.LosePower();
        bench.Slot.Voltage.LosePower();
        bench.Slot.Pressure.LosePower();
        bench.RunUntil(60);

        Assert.Equal(1, bench.Scanner.Current.Recoveries);
        Assert.Equal(1, bench.Scanner.Voltage.Recoveries);
        Assert.Equal(1, bench.Scanner.Pressure!.Recoveries);
        foreach (int channel in new[] { Channel.Voltage, Channel.Current, Channel.Temperature, Channel.Pressure })
        {
            List<Reading> after = bench.Log.Of(channel).Where(r => r.UptimeUs > 25_000_000).ToList();
            Assert.InRange(after.Count, 30, 800);
            Assert.All(after, r => Assert.Equal(ChannelStatus.Ok, r.Status));
            Reading before = bench.Log.Good(channel).Last(r => r.UptimeUs < 20_000_000);
            Assert.All(after, r => Assert.InRange(r.Code, before.Code - 2, before.Code + 2));
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void Bit_errors_on_the_wires_never_become_a_reading(ulong seed)
    {
        var bench = new Bench(new RecordedCell(s_steady, pressureMPa: 60, breathingMPa: 0), Ads122c04Errors.Ideal, seed: seed);
        bench.RunUntil(5);
        Dictionary<int, int> right = Enumerable.Range(0, Channel.Count).ToDictionary(c => c, c => bench.Log.Good(c)[^1].Code);

        bench.Slot.Bus.BitErrorRate = 2e-4;
        bench.RunUntil(600);

        // Two errors that hit a byte and its inverted copy at the same bit pass; at this rate that is one in 5 x 10^7 readings.
        Assert.InRange(bench.Scanner.Current.Chip.IntegrityFaults, 5, 60);
        Assert.All(
            bench.Log.All.Where(r => r.Status == ChannelStatus.Ok),
            r => Assert.True(System.Math.Abs(right[r.Channel] - r.Code) <= 2, $"seed {seed}: {r} instead of {right[r.Channel]}"));
        Assert.InRange(bench.Log.Good(Channel.Current).Count, 11_500, 12_010);
    }
}
