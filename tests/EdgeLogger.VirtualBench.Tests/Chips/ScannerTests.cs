using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Frames;
using EdgeLogger.Units;
using EdgeLogger.VirtualBench.Cells;
using EdgeLogger.VirtualBench.Chips;

namespace EdgeLogger.VirtualBench.Tests.Chips;

public sealed class ScannerTests
{
    private static readonly RecordedRow[] s_steady =
    [
        new RecordedRow(0, 3.7, 1e-3, 31.5),
        new RecordedRow(1e6, 3.7, 1e-3, 31.5),
    ];

    [Theory]
    [InlineData(0, 0)]
    [InlineData(15000, 0)]
    [InlineData(-15000, 0)]
    [InlineData(5000, 10000)]
    [InlineData(-19000, 30000)]
    public void Each_conversion_of_the_current_is_taken_exactly_once_in_an_hour(double clockErrorPpm, int latestUs)
    {
        var bench = new Bench(
            new RecordedCell(s_steady), Ads122c04Errors.Ideal with { ClockErrorPpm = clockErrorPpm }, latestUs: latestUs);

        bench.RunUntil(3600);

        List<Reading> readings = bench.Log.Of(Channel.Current);
        double periodUs = 49992.1875 * (1 + (clockErrorPpm * 1e-6));
        Assert.All(readings, r => Assert.Equal(ChannelStatus.Ok, r.Status));
        Assert.Equal(0, bench.Scanner.Current.Missed);
        Assert.Equal(bench.Slot.Current.Conversions, readings.Count, tolerance: 1);

        // The configuration takes ten steps, each of which may be late.
        Assert.Equal(3600e6 / periodUs, readings.Count, tolerance: 3 + (10 * latestUs / periodUs));
    }

    [Theory]
    [InlineData(0, 120)]
    [InlineData(10000, 500)]
    public void The_end_of_a_conversion_is_known_to_a_fraction_of_it(int latestUs, double toleranceUs)
    {
        var bench = new Bench(new RecordedCell(s_steady), Ads122c04Errors.Ideal with { ClockErrorPpm = 7000 },
            latestUs: latestUs);

        bench.RunUntil(1200);

        double periodUs = 49992.1875 * 1.007;
        List<Reading> readings = bench.Log.Of(Channel.Current);

        // The first conversion starts 28.5 clocks after the start command, which the configuration sends in its tenth step.
        double errorOfFirst = double.NaN;
        double worst = 0;
        for (int i = 200; i < readings.Count; i++)
        {
            double phase = readings[i].UptimeUs - (i * periodUs);
            errorOfFirst = double.IsNaN(errorOfFirst) ? phase : errorOfFirst;
            worst = Math.Max(worst, Math.Abs(phase - errorOfFirst));
        }

        Assert.InRange(worst, 0, 2 * toleranceUs);
    }

    [Fact]
    public void All_four_channels_arrive_with_their_values()
    {
        var bench = new Bench(new RecordedCell(s_steady, pressureMPa: 80, breathingMPa: 0), Ads122c04Errors.Ideal);

        bench.RunUntil(30);

        Assert.Equal(3.7, bench.Value(Channel.Voltage, bench.Log.Good(Channel.Voltage)[^1].Code), 1e-6);
        Assert.Equal(1e-3, bench.Value(Channel.Current, bench.Log.Good(Channel.Current)[^1].Code), 1e-9);
        double ohm = bench.Value(Channel.Temperature, bench.Log.Good(Channel.Temperature)[^1].Code);
        Assert.Equal(31.5, RtdCurve.TemperatureDegC(ohm, 1000), 1e-4);
        Assert.Equal(80, bench.Value(Channel.Pressure, bench.Log.Good(Channel.Pressure)[^1].Code), 1e-4);
    }

    [Fact]
    public void The_thermometer_costs_the_voltage_two_conversions_a_second()
    {
        var bench = new Bench(new RecordedCell(s_steady), Ads122c04Errors.Ideal);

        bench.RunUntil(100);

        Assert.InRange(bench.Log.Good(Channel.Temperature).Count, 90, 100);
        Assert.InRange(bench.Log.Good(Channel.Voltage).Count, 1780, 1910);
        Assert.Empty(bench.Log.Missing(Channel.Voltage));
        Assert.Empty(bench.Log.Missing(Channel.Temperature));
        Assert.InRange(bench.Log.Good(Channel.Pressure).Count, 980, 1000);
    }

    [Fact]
    public void Voltage_is_handed_on_before_current_where_both_are_due()
    {
        var hardware = new SlotHardware { HasThermometer = false, HasLoadCell = false };
        var bench = new Bench(new RecordedCell(s_steady), Ads122c04Errors.Ideal, hardware);

        bench.RunUntil(10);

        int[] order = bench.Log.All.Where(r => r.UptimeUs > 5_000_000).Select(r => r.Channel).ToArray();
        int pairs = order.Length / 2;
        int voltageFirst = Enumerable.Range(0, order.Length - 1)
            .Count(i => order[i] == Channel.Voltage && order[i + 1] == Channel.Current);
        Assert.InRange(voltageFirst, pairs - 1, pairs);
    }

    [Fact]
    public void A_current_beyond_the_range_is_said_to_be_saturated()
    {
        RecordedRow[] rows = [new RecordedRow(0, 3.7, 8e-3), new RecordedRow(100, 3.7, 8e-3)];
        var bench = new Bench(new RecordedCell(rows), Ads122c04Errors.Ideal);

        bench.RunUntil(5);

        Assert.Contains(bench.Log.Of(Channel.Current), r => r is { Status: ChannelStatus.Saturated, Code: 0x7FFFFF });
    }

    [Fact]
    public void Chips_that_are_not_fitted_are_not_asked()
    {
        var hardware = new SlotHardware { HasThermometer = false, HasLoadCell = false };
        var bench = new Bench(new RecordedCell(s_steady), Ads122c04Errors.Ideal, hardware);

        bench.RunUntil(5);

        Assert.Empty(bench.Log.Of(Channel.Temperature));
        Assert.Empty(bench.Log.Of(Channel.Pressure));
        Assert.Equal(0, bench.Slot.Pressure.Conversions);
    }

    [Fact]
    public void The_same_seed_gives_the_same_readings_and_another_seed_others()
    {
        Bench Run(ulong seed)
        {
            var bench = new Bench(
                new RecordedCell(s_steady), new Ads122c04Errors(), seed: seed, latestUs: 5000, bridgeErrors: new Nau7802Errors());
            bench.Slot.Bus.BitErrorRate = 1e-4;
            bench.RunUntil(120);
            return bench;
        }

        List<Reading> first = Run(42).Log.All;
        Assert.Equal(first, Run(42).Log.All);
        Assert.NotEqual(first, Run(43).Log.All);
    }
}
