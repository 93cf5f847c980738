using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Firmware.Drivers.Ads122c04;
using EdgeLogger.Firmware.Drivers.Max31865;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Firmware.Seams;
using EdgeLogger.Frames;
using EdgeLogger.Units;
using EdgeLogger.VirtualBench.Cells;
using EdgeLogger.VirtualBench.Chips;
using EdgeLogger.VirtualBench.I2c;

namespace EdgeLogger.VirtualBench.Tests.Chips;

/// <summary>Slots of other chips than the reference design's, from the wires to readings.</summary>
public sealed class AlternativeSlotTests
{
    private static readonly RecordedRow[] s_steady = [new RecordedRow(0, 3.7, 1e-3, 31.5), new RecordedRow(1e6, 3.7, 1e-3, 31.5)];

    private static SlotHardware Coarse() => new()
    {
        VoltageChip = SlotChip.Ads1115,
        VoltageChipAddress = 0x48,
        ThermometerChip = SlotChip.Ads1115,
        Thermistor = Thermistor.OfBeta(10_000, 3988),
        ThermometerR0Ohm = 10_000,
        ThermometerReferenceMilliOhm = 10_000_000,
        LoadCellChip = SlotChip.Hx711,
    };

    private static SlotHardware WithMax31865(int mainsHz = 50) => new()
    {
        ThermometerChip = SlotChip.Max31865,
        ThermometerReferenceMilliOhm = 4_000_000,
        MainsHz = mainsHz,
    };

    private static Bench Steady(SlotHardware hardware, int latestUs = 0, AlternativeErrors? errors = null) => new(
        new RecordedCell(s_steady, pressureMPa: 60, breathingMPa: 0), Ads122c04Errors.Ideal, hardware, latestUs: latestUs,
        alternatives: errors);

    private static double DegC(Bench bench)
    {
        double ohm = bench.Value(Channel.Temperature, bench.Log.Good(Channel.Temperature)[^1].Code);
        return bench.Hardware.Thermistor is { } curve
            ? ThermistorCurve.TemperatureDegC(ohm, curve.APico * 1e-12, curve.BPico * 1e-12, curve.CFemto * 1e-15)
            : RtdCurve.TemperatureDegC(ohm, bench.Hardware.ThermometerR0Ohm);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20000)]
    public void An_ADS1115_and_an_HX711_measure_voltage_thermistor_and_load_cell(int latestUs)
    {
        Bench bench = Steady(Coarse(), latestUs);

        bench.RunUntil(60);

        Assert.Equal(3.7, bench.Value(Channel.Voltage, bench.Log.Good(Channel.Voltage)[^1].Code), 1e-4);
        Assert.Equal(31.5, DegC(bench), 0.01);
        Assert.Equal(60, bench.Value(Channel.Pressure, bench.Log.Good(Channel.Pressure)[^1].Code), 1e-3);
        Assert.InRange(bench.Log.Good(Channel.Temperature).Count, 45, 60);
        Assert.InRange(bench.Log.Good(Channel.Voltage).Count, 500, 960);
        Assert.InRange(bench.Log.Good(Channel.Pressure).Count, 570, 600);
        Assert.DoesNotContain(bench.Log.All, r => r.Status != ChannelStatus.Ok && r.UptimeUs > 1_000_000);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(60)]
    public void A_MAX31865_measures_once_a_second(int mainsHz)
    {
        Bench bench = Steady(WithMax31865(mainsHz));

        bench.RunUntil(60);

        // Half a code of 4 kohm / 2^15 is 16 mK.
        Assert.Equal(31.5, DegC(bench), 0.017);
        Assert.InRange(bench.Log.Good(Channel.Temperature).Count, 58, 60);
        Assert.DoesNotContain(bench.Log.All, r => r.Channel != Channel.Pressure && r.Status != ChannelStatus.Ok);
    }

    [Theory]
    [InlineData(SlotChip.Ads122c04, false)]
    [InlineData(SlotChip.Ads122c04, true)]
    [InlineData(SlotChip.Ads1115, true)]
    public void A_thermometer_may_have_a_chip_of_its_own(SlotChip chip, bool isThermistor)
    {
        var hardware = new SlotHardware
        {
            VoltageChip = chip == SlotChip.Ads122c04 ? SlotChip.Ads1115 : SlotChip.Ads122c04,
            VoltageChipAddress = 0x4A,
            ThermometerChip = chip,
            ThermometerChipAddress = 0x49,
            ThermometerReferenceMilliOhm = isThermistor ? 20_000_000 : 3_240_000,
            ThermometerCurrent = isThermistor ? Ads122c04Excitation.MicroAmp50 : Ads122c04Excitation.MicroAmp250,
            Thermistor = isThermistor ? Thermistor.OfBeta(10_000, 3988) : null,
        };
        Bench bench = Steady(hardware);

        bench.RunUntil(30);

        Assert.Equal(31.5, DegC(bench), 0.01);
        Assert.Equal(3.7, bench.Value(Channel.Voltage, bench.Log.Good(Channel.Voltage)[^1].Code), 1e-4);
        Assert.DoesNotContain(bench.Log.All, r => r.Channel != Channel.Pressure && r.Status != ChannelStatus.Ok);
    }

    [Theory]
    [InlineData(SensorLead.Open, Max31865Registers.FaultReferenceHigh)]
    [InlineData(SensorLead.Shorted, Max31865Registers.FaultInputLow)]
    public void A_broken_platinum_thermometer_is_an_error_not_a_temperature(SensorLead lead, byte fault)
    {
        Bench bench = Steady(WithMax31865());
        bench.RunUntil(20);
        bench.Slot.Rtd.Lead = lead;
        bench.RunUntil(40);
        bench.Slot.Rtd.Lead = SensorLead.Whole;
        bench.RunUntil(60);

        List<Reading> during = bench.Log.Of(Channel.Temperature).Where(r => r.UptimeUs is > 22_000_000 and < 40_000_000).ToList();
        Assert.InRange(during.Count, 16, 19);
        Assert.All(during, r => Assert.Equal((ChannelStatus.Error, 0), (r.Status, r.Code)));
        Assert.Equal(fault, ((Max31865)bench.Scanner.Temperature!.Chip).Faults);
        Assert.All(bench.Log.Of(Channel.Temperature).Where(r => r.UptimeUs > 43_000_000),
            r => Assert.Equal(ChannelStatus.Ok, r.Status));
    }

    [Theory]
    [InlineData(SensorLead.Open)]
    [InlineData(SensorLead.Shorted)]
    public void A_broken_thermistor_is_an_error_and_the_voltage_goes_on(SensorLead lead)
    {
        Bench bench = Steady(Coarse());
        bench.RunUntil(20);
        bench.Slot.CoarsePins.Lead = lead;
        bench.RunUntil(40);

        List<Reading> during = bench.Log.All.Where(r => r.UptimeUs > 22_000_000).ToList();
        Assert.All(during.Where(r => r.Channel == Channel.Temperature), r => Assert.Equal(ChannelStatus.Error, r.Status));
        Assert.Contains(during, r => r.Channel == Channel.Temperature);
        Assert.All(during.Where(r => r.Channel == Channel.Voltage), r => Assert.Equal(ChannelStatus.Ok, r.Status));
        Assert.Equal(0, bench.Scanner.Voltage.Recoveries);
    }

    [Fact]
    public void Chips_that_lost_their_power_are_configured_again()
    {
        Bench bench = Steady(Coarse());
        Bench rtd = Steady(WithMax31865());
        bench.RunUntil(20);
        rtd.RunUntil(20);
        bench.Slot.Coarse.LosePower();
        rtd.Slot.Rtd.LosePower();
        bench.RunUntil(40);
        rtd.RunUntil(40);

        Assert.Equal(1, bench.Scanner.Voltage.Recoveries);
        Assert.Equal(1, rtd.Scanner.Temperature!.Recoveries);
        Assert.Equal(31.5, DegC(bench), 0.01);
        Assert.Equal(31.5, DegC(rtd), 0.017);
        Assert.All(rtd.Log.Of(Channel.Temperature).Where(r => r.UptimeUs > 24_000_000),
            r => Assert.Equal(ChannelStatus.Ok, r.Status));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_data_pin_that_is_stuck_gives_no_pressure_until_it_is_free(bool level)
    {
        Bench bench = Steady(Coarse());
        bench.RunUntil(20);
        bench.Slot.LoadCell.DataStuckAt = level;
        bench.RunUntil(40);
        bench.Slot.LoadCell.DataStuckAt = null;
        bench.RunUntil(60);

        List<Reading> pressures = bench.Log.Of(Channel.Pressure);
        Assert.All(pressures.Where(r => r.UptimeUs is > 21_000_000 and < 40_000_000),
            r => Assert.Equal(ChannelStatus.Missing, r.Status));
        Assert.InRange(bench.Scanner.Pressure!.Recoveries, 1, 30);
        Assert.Equal(60, bench.Value(Channel.Pressure, bench.Log.Good(Channel.Pressure)[^1].Code), 1e-3);
        Assert.All(pressures.Where(r => r.UptimeUs > 48_000_000), r => Assert.Equal(ChannelStatus.Ok, r.Status));
    }

    [Fact]
    public void A_clock_pulse_that_was_too_long_resets_the_load_cell_s_chip_and_no_reading_is_made_of_it()
    {
        SlotHardware hardware = Coarse();
        hardware.LoadCellGain = 64;
        Bench bench = Steady(hardware);
        bench.RunUntil(20);
        int right = bench.Log.Good(Channel.Pressure)[^1].Code;
        bench.Slot.LoadCell.InterruptNextShift = true;
        bench.RunUntil(40);

        Assert.Equal(1, bench.Scanner.Pressure!.Recoveries);
        Assert.Equal(64, bench.Slot.LoadCell.Gain);
        Assert.All(bench.Log.Good(Channel.Pressure), r => Assert.InRange(r.Code, right - 2, right + 2));
    }

    [Fact]
    public void A_converter_that_never_ends_its_conversion_is_started_again()
    {
        Bench bench = Steady(Coarse());
        bench.RunUntil(20);
        bench.Slot.Coarse.IsStuck = true;
        bench.RunUntil(40);
        bench.Slot.Coarse.IsStuck = false;
        bench.RunUntil(60);

        List<Reading> voltages = bench.Log.Of(Channel.Voltage);
        Assert.All(voltages.Where(r => r.UptimeUs is > 21_000_000 and < 40_000_000),
            r => Assert.Equal(ChannelStatus.Missing, r.Status));
        Assert.Contains(bench.Log.Missing(Channel.Temperature), r => r.UptimeUs > 22_000_000);
        Assert.InRange(bench.Scanner.Voltage.Recoveries, 1, 50);
        Assert.All(voltages.Where(r => r.UptimeUs > 46_000_000), r => Assert.Equal(ChannelStatus.Ok, r.Status));
    }

    [Fact]
    public void An_SPI_chip_that_is_unplugged_is_missing_and_comes_back()
    {
        Bench bench = Steady(WithMax31865());
        bench.RunUntil(20);
        bench.Slot.Rtd.IsUnplugged = true;
        bench.RunUntil(40);
        bench.Slot.Rtd.IsUnplugged = false;
        bench.RunUntil(60);

        List<Reading> temperatures = bench.Log.Of(Channel.Temperature);
        Assert.All(temperatures.Where(r => r.UptimeUs is > 23_000_000 and < 40_000_000),
            r => Assert.Equal(ChannelStatus.Missing, r.Status));
        Assert.Contains(temperatures, r => r.UptimeUs is > 23_000_000 and < 40_000_000);
        Assert.All(temperatures.Where(r => r.UptimeUs > 50_000_000), r => Assert.Equal(ChannelStatus.Ok, r.Status));
    }

    [Fact]
    public void A_disturbed_SPI_transfer_costs_nothing()
    {
        Bench bench = Steady(WithMax31865());
        bench.RunUntil(10);
        int right = bench.Log.Good(Channel.Temperature)[^1].Code;
        for (int i = 0; i < 9; i++)
        {
            bench.Slot.Rtd.DisturbNextByte = i;
            bench.RunUntil(12 + (2 * i));
        }

        Assert.All(bench.Log.Good(Channel.Temperature), r => Assert.Equal(right, r.Code));
        Assert.InRange(bench.Log.Good(Channel.Temperature).Count, 24, 28);
    }

    [Theory]
    [InlineData(0x48, I2cStatus.Nack)]
    [InlineData(0x48, I2cStatus.BusStuck)]
    public void An_ADS1115_that_is_silent_for_a_minute_comes_back(int address, I2cStatus status)
    {
        Bench bench = Steady(Coarse());
        bench.Slot.Bus.Inject(new I2cFault(address, status, 20_000_000, 80_000_000));

        bench.RunUntil(120);

        foreach (int channel in new[] { Channel.Voltage, Channel.Temperature })
        {
            List<Reading> during = bench.Log.Of(channel).Where(r => r.UptimeUs is > 22_000_000 and < 79_000_000).ToList();
            Assert.NotEmpty(during);
            Assert.All(during, r => Assert.Equal(ChannelStatus.Missing, r.Status));
            Assert.All(bench.Log.Of(channel).Where(r => r.UptimeUs > 88_000_000), r => Assert.Equal(ChannelStatus.Ok, r.Status));
        }
    }

    [Fact]
    public void A_wire_that_the_board_does_not_have_is_named()
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(
            () => new SlotScanner(new SimulatedI2cBus(), WithMax31865(), new ReadingLog()));

        Assert.Contains("MAX31865", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Minutes_of_readings_of_all_alternatives_allocate_nothing()
    {
        SlotHardware hardware = Coarse();
        hardware.CurrentChip = SlotChip.Ina228;
        var slot = new SimulatedSlot(hardware, new RecordedCell(s_steady), 1);
        var scanner = new SlotScanner(slot.Wires, hardware, new SilentReadings());
        long nowUs = Run(slot, scanner, 0, 60_000_000);
        long least = long.MaxValue;
        for (int round = 0; round < 4; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            nowUs = Run(slot, scanner, nowUs, nowUs + 120_000_000);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    private static long Run(SimulatedSlot slot, SlotScanner scanner, long fromUs, long untilUs)
    {
        long nowUs = fromUs;
        for (; nowUs < untilUs; nowUs = Math.Max(nowUs + 1, scanner.NextDueUs))
        {
            slot.Bus.UptimeUs = nowUs;
            scanner.Step(nowUs);
        }

        return nowUs;
    }

    private sealed class SilentReadings : ISlotReadings
    {
        public void OnReading(int channel, long uptimeUs, int code, byte status)
        {
        }

        public void OnIntegral(long uptimeUs, int code, long currentTime, long powerTime, bool hasPower)
        {
        }
    }
}
