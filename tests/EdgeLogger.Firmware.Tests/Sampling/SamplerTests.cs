using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Frames;

namespace EdgeLogger.Firmware.Tests.Sampling;

public sealed class SamplerTests
{
    private readonly SamplerBench _bench = new(new SamplerSettings
    {
        StepCodes = 1000,
        VoltageChangeCodes = 500,
        PressureChangeCodes = 300,
        FaultAfterMs = 500,
    });

    [Fact]
    public void The_first_row_of_a_boot_is_an_instant_in_a_frame_that_says_so()
    {
        Steady(0, 2000, 100, 5000, 300);

        Recorded frame = _bench.Frames()[0];
        Assert.Equal(FrameFlags.Restart, frame.Flags);
        Assert.Equal([0, 1000, 2000], frame.Rows.Select(row => row.UptimeMs));
        Assert.Equal(300, frame.Rows[0].Codes[Channel.Current]);
    }

    [Fact]
    public void A_current_that_is_measured_before_the_first_voltage_makes_no_row_without_one()
    {
        _bench.Current(50, 300);
        _bench.Voltage(60, 5000);
        Steady(100, 2000, 100, 5000, 300);

        List<Row> rows = _bench.Rows();
        Assert.Equal([100, 1000, 2000], rows.Select(row => row.UptimeMs));
        Assert.All(rows, row => Assert.Equal(ChannelStatus.Ok, row.Status[Channel.Voltage]));
    }

    [Fact]
    public void A_slot_whose_voltage_is_missing_from_the_start_says_so_and_keeps_its_current()
    {
        _bench.Current(50, 300);
        _bench.Voltage(500, 0, ChannelStatus.Missing);
        _bench.Current(550, 300);
        _bench.Current(1000, 300);

        Row last = _bench.Rows()[^1];
        Assert.Equal(ChannelStatus.Missing, last.Status[Channel.Voltage]);
        Assert.Equal(300, last.Codes[Channel.Current]);
        Assert.Equal(300 * 450, _bench.Sampler.Counters.CurrentTime);
    }

    [Fact]
    public void A_row_is_the_mean_since_the_row_before_with_halves_away_from_zero()
    {
        _bench.Voltage(0, 0);
        _bench.Current(0, 0);
        _bench.Voltage(500, 4);
        _bench.Current(500, -4);
        _bench.Voltage(1000, 5);
        _bench.Current(1000, -5);

        Row row = _bench.Rows()[1];
        Assert.Equal(5, row.Codes[Channel.Voltage]);
        Assert.Equal(-5, row.Codes[Channel.Current]);
    }

    [Fact]
    public void Both_sides_of_a_step_are_rows_and_the_step_begins_a_frame()
    {
        Steady(0, 10_300, 100, 5000, 300);
        Steady(10_400, 12_000, 100, 4800, -9000);

        List<Recorded> frames = _bench.Frames();
        Row before = frames[0].Rows[^1];
        Row after = frames[1].Rows[0];
        Assert.Equal(10_300, before.UptimeMs);
        Assert.Equal(300, before.Codes[Channel.Current]);
        Assert.Equal(5000, before.Codes[Channel.Voltage]);
        Assert.Equal(10_400, after.UptimeMs);
        Assert.Equal(-9000, after.Codes[Channel.Current]);
        Assert.Equal(4800, after.Codes[Channel.Voltage]);
        Assert.Equal(0, frames[1].Flags);
        Assert.Equal(300 * 10_300, frames[0].CurrentTime);
        Assert.Equal((300 * 10_300) + (-9000 * 1700), frames[1].CurrentTime);
    }

    [Fact]
    public void A_conversion_that_straddles_a_step_makes_a_row_but_no_frame_of_its_own()
    {
        Steady(0, 10_300, 100, 5000, 0);
        _bench.Voltage(10_400, 4900);
        _bench.Current(10_400, 4000);
        Steady(10_500, 12_000, 100, 4800, 9000);

        List<Recorded> frames = _bench.Frames();
        Assert.Equal(2, frames.Count);
        Assert.Equal([4000, 9000], frames[1].Rows.Take(2).Select(row => row.Codes[Channel.Current]));
    }

    [Fact]
    public void Silence_of_the_current_is_not_integrated_and_starts_again()
    {
        Steady(0, 2000, 100, 5000, 300);
        Steady(9000, 10_000, 100, 5000, 300);

        List<Recorded> frames = _bench.Frames();
        Assert.Equal(2000, frames[0].Rows[^1].UptimeMs);
        Assert.Equal(FrameFlags.Restart, frames[1].Flags);
        Assert.Equal(9000, frames[1].Rows[0].UptimeMs);
        Assert.Equal(300 * 3000, frames[1].CurrentTime);
    }

    [Theory]
    [InlineData(ChannelStatus.Missing)]
    [InlineData(ChannelStatus.Error)]
    [InlineData(ChannelStatus.Saturated)]
    public void A_current_that_is_not_a_measurement_is_reported_not_integrated_and_the_voltage_goes_on(byte status)
    {
        Steady(0, 2000, 100, 5000, 300);
        for (long t = 2100; t <= 5000; t += 100)
        {
            _bench.Voltage(t, 5100);
            _bench.Current(t, 8_388_607, status);
        }

        Steady(5100, 6000, 100, 5200, 300);

        List<Recorded> frames = _bench.Frames().Where(frame => frame.Kind == FrameKind.Rows).ToList();
        Row during = frames.SelectMany(frame => frame.Rows).Single(row => row.UptimeMs == 4000);
        Assert.Equal(status, during.Status[Channel.Current]);
        Assert.Equal(ChannelStatus.Ok, during.Status[Channel.Voltage]);
        Assert.Equal(5100, during.Codes[Channel.Voltage]);
        Recorded last = frames[^1];
        Assert.Equal(FrameFlags.Restart, last.Flags);
        Assert.Equal(5100, last.Rows[0].UptimeMs);
        Assert.Equal((300 * 2000) + (300 * 900), last.CurrentTime);
    }

    [Fact]
    public void A_voltage_that_stops_coming_is_missing_and_charge_goes_on()
    {
        Steady(0, 2000, 100, 5000, 300);
        for (long t = 2100; t <= 6000; t += 100)
        {
            _bench.Current(t, 300);
        }

        Recorded frame = _bench.Frames()[0];
        Assert.Equal(ChannelStatus.Missing, frame.Rows[^1].Status[Channel.Voltage]);
        Assert.Equal(300 * 6000, frame.CurrentTime);
        Assert.Equal(5000 * 3000, frame.VoltageTime);
    }

    [Fact]
    public void A_change_of_the_voltage_or_the_pressure_adds_a_row_between()
    {
        Steady(0, 2300, 100, 5000, 300);
        Steady(2400, 3200, 100, 5600, 300);
        _bench.Sampler.OnReading(Channel.Pressure, 3_250_000, 100, ChannelStatus.Ok);
        Steady(3300, 4100, 100, 5600, 300);
        _bench.Sampler.OnReading(Channel.Pressure, 4_150_000, 500, ChannelStatus.Ok);
        Steady(4200, 5000, 100, 5600, 300);

        List<Row> rows = _bench.Rows();
        Assert.Contains(2400L, rows.Select(row => row.UptimeMs));
        Row added = Assert.Single(rows, row => row.UptimeMs == 4200);
        Assert.Equal(500, added.Codes[Channel.Pressure]);
        Assert.Equal(8, rows.Count(row => row.UptimeMs % 1000 == 0 || row.UptimeMs is 2400 or 4200));
    }

    [Fact]
    public void A_slow_channel_that_has_no_reading_in_a_row_is_missing_in_it()
    {
        _bench.Sampler.OnReading(Channel.Temperature, 0, 777, ChannelStatus.Ok);
        Steady(0, 1000, 100, 5000, 300);

        List<Row> rows = _bench.Rows();
        Assert.Equal(777, rows[0].Codes[Channel.Temperature]);
        Assert.Equal(ChannelStatus.Ok, rows[0].Status[Channel.Temperature]);
        Assert.Equal(ChannelStatus.Missing, rows[1].Status[Channel.Temperature]);
    }

    [Fact]
    public void A_temperature_within_its_band_is_sent_as_before_and_never_drifts_beyond_it()
    {
        SamplerBench bench = new(new SamplerSettings { TemperatureBandCodes = 10 });
        bench.Voltage(0, 5000);
        for (int second = 0; second < 200; second++)
        {
            bench.Sampler.OnReading(Channel.Temperature, second * 1_000_000L, 1000 + second, ChannelStatus.Ok);
            bench.Current(second * 1000L, 5);
        }

        List<Row> rows = bench.Rows();
        Assert.All(rows, row => Assert.InRange(row.UptimeMs / 1000 + 1000 - row.Codes[Channel.Temperature], 0, 10));
        Assert.Equal(19, rows.Select(row => row.Codes[Channel.Temperature]).Distinct().Count());
    }

    [Fact]
    public void A_fault_that_lasts_is_an_event_and_so_is_its_end_and_a_single_failure_is_none()
    {
        _bench.Voltage(0, 0, ChannelStatus.Missing);
        _bench.Voltage(100, 5000);
        for (long t = 200; t <= 1200; t += 100)
        {
            _bench.Voltage(t, 0, ChannelStatus.Error);
        }

        _bench.Voltage(1300, 5000);

        List<Recorded> events = _bench.Frames();
        Assert.Equal(2, events.Count);
        Assert.Equal([EventCode.SensorFault, EventCode.SensorBack], events.Select(frame => frame.EventCode));
        Assert.Equal([ChannelStatus.Error, 1100L], events.Select(frame => frame.EventValue));
        Assert.All(events, frame => Assert.Equal(Channel.Voltage, frame.EventChannel));
    }

    [Fact]
    public void A_frame_closes_at_60_rows_and_its_counters_are_those_of_its_last_row()
    {
        Steady(0, 130_000, 100, 5000, 300);

        List<Recorded> frames = _bench.Frames();
        Assert.Equal([60, 60, 11], frames.Select(frame => frame.Rows.Count));
        Assert.All(frames, frame => Assert.Equal(300 * frame.Rows[^1].UptimeMs, frame.CurrentTime));
    }

    private void Steady(long fromMs, long toMs, long everyMs, int voltage, int current)
    {
        for (long t = fromMs; t <= toMs; t += everyMs)
        {
            _bench.Voltage(t, voltage);
            _bench.Current(t, current);
        }
    }
}
