using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Firmware.Drivers;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Firmware.Seams;
using EdgeLogger.Frames;
using EdgeLogger.VirtualBench.Boards;
using EdgeLogger.VirtualBench.Cells;
using EdgeLogger.VirtualBench.Chips;
using EdgeLogger.VirtualBench.I2c;

namespace EdgeLogger.VirtualBench.Tests.Chips;

public sealed class Ina228SlotTests
{
    private const byte Address = 0x41;
    private static readonly RecordedRow[] s_steady = [new RecordedRow(0, 3.7, 1e-3, 25), new RecordedRow(1e6, 3.7, 1e-3, 25)];

    private static Bench Steady(AlternativeErrors? errors = null, SlotHardware? hardware = null, int latestUs = 0) => new(
        new RecordedCell(s_steady), Ads122c04Errors.Ideal, hardware ?? VirtualSlotOptions.Ina228Hardware(), latestUs: latestUs,
        alternatives: errors);

    private static AlternativeErrors Clock(double ppm) => new() { Ina228 = Ina228Errors.Ideal with { ClockErrorPpm = ppm } };

    /// <summary>A slot whose voltage too comes from the INA228, for cells that do not mind 1 Mohm across them.</summary>
    private static SlotHardware WithVoltage() => new()
    {
        CurrentChip = SlotChip.Ina228,
        VoltageChip = SlotChip.Ina228,
        ShuntMicroOhm = 8_000_000,
        DividerMillionths = 1_000_000,
        HasThermometer = false,
    };

    [Fact]
    public void Current_and_voltage_are_what_the_cell_has()
    {
        Bench bench = Steady(hardware: WithVoltage());

        bench.RunUntil(20);

        Assert.Equal(1e-3, bench.Value(Channel.Current, bench.Log.Good(Channel.Current)[^1].Code), 1e-8);
        Assert.Equal(3.7, bench.Value(Channel.Voltage, bench.Log.Good(Channel.Voltage)[^1].Code), 2e-4);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(9000, 0)]
    [InlineData(-9000, 0)]
    [InlineData(5000, 20000)]
    public void The_chip_s_sum_on_the_board_s_clock_is_right_to_a_ten_thousandth(double clockErrorPpm, int latestUs)
    {
        Bench bench = Steady(Clock(clockErrorPpm), latestUs: latestUs);

        bench.RunUntil(1800);
        long firstUs = bench.Log.Good(Channel.Current)[0].UptimeUs;
        long lastUs = bench.Log.Good(Channel.Current)[^1].UptimeUs;

        double chargeAs = bench.Value(Channel.Current, bench.Log.CurrentTime) * 1e-3;
        double expectedAs = 1e-3 * (lastUs - firstUs) * 1e-6;
        TestContext.Current.TestOutputHelper?.WriteLine($"{(chargeAs / expectedAs) - 1:E2}");
        Assert.InRange((chargeAs / expectedAs) - 1, -1e-4, 1e-4);
    }

    [Fact]
    public void A_bus_that_is_dead_for_most_of_a_second_costs_no_charge_where_the_chip_sums()
    {
        // The current flows only while nobody can read it.
        RecordedRow[] rows =
        [
            new(0, 3.7, 0), new(30.2, 3.7, 0), new(30.2, 3.7, 2e-3), new(30.7, 3.7, 2e-3), new(30.7, 3.7, 0), new(100, 3.7, 0),
        ];
        var bench = new Bench(new RecordedCell(rows), Ads122c04Errors.Ideal, VirtualSlotOptions.Ina228Hardware());
        bench.Slot.Bus.Inject(new I2cFault(Address, I2cStatus.Nack, 30_100_000, 30_800_000));

        bench.RunUntil(60);

        double chargeAs = bench.Value(Channel.Current, bench.Log.CurrentTime) * 1e-3;
        Assert.Equal(2e-3 * 0.5, chargeAs, 5e-7);
    }

    [Fact]
    public void A_sum_that_passes_its_40_bits_loses_nothing()
    {
        Bench bench = Steady();
        bench.RunUntil(10);
        bench.Slot.Monitor.PresetSums((1L << 39) - 1000, (1L << 40) - 1000);
        bench.RunUntil(11);
        long before = bench.Log.CurrentTime;
        double beforeUs = bench.Log.Good(Channel.Current)[^1].UptimeUs;

        bench.RunUntil(60);

        double seconds = (bench.Log.Good(Channel.Current)[^1].UptimeUs - beforeUs) * 1e-6;
        Assert.Equal(1e-3 * seconds, bench.Value(Channel.Current, bench.Log.CurrentTime - before) * 1e-3, 1e-5);
    }

    [Theory]
    [InlineData(2e-3)]
    [InlineData(-2e-3)]
    [InlineData(20e-6)]
    [InlineData(-20e-6)]
    public void Energy_has_the_sign_of_the_current_though_the_chip_sums_magnitudes(double currentA)
    {
        RecordedRow[] rows = [new(0, 3.7, currentA), new(1e6, 3.7, currentA)];
        var bench = new Bench(new RecordedCell(rows), Ads122c04Errors.Ideal, WithVoltage());

        bench.RunUntil(600);

        double seconds = (bench.Log.Good(Channel.Current)[^1].UptimeUs - bench.Log.Good(Channel.Current)[0].UptimeUs) * 1e-6;
        double energyJ = bench.Value(Channel.Current, 1) * bench.Value(Channel.Voltage, 1) * bench.Log.PowerTime * 65536 * 1e-3;
        Assert.Equal(1, energyJ / (currentA * 3.7 * seconds), 1e-3);
        Assert.Equal(0, ((Ina228Scan)bench.Scanner.Current).Reversals);
    }

    [Fact]
    public void Where_the_current_turns_round_between_two_readings_the_magnitude_is_not_believed()
    {
        List<RecordedRow> rows = [new(0, 3.7, 0), new(30, 3.7, 0)];
        for (int i = 0; i < 400; i++)
        {
            double currentA = i % 2 == 0 ? 4e-3 : -3e-3;
            rows.Add(new RecordedRow(30 + (i * 0.03), 3.7, currentA));
            rows.Add(new RecordedRow(30 + ((i + 1) * 0.03), 3.7, currentA));
        }

        rows.Add(new RecordedRow(42, 3.7, 0));
        rows.Add(new RecordedRow(60, 3.7, 0));
        var bench = new Bench(new RecordedCell([.. rows]), Ads122c04Errors.Ideal, WithVoltage());
        bench.RunUntil(50);

        Assert.True(((Ina228Scan)bench.Scanner.Current).Reversals > 50);
        double chargeAs = bench.Value(Channel.Current, bench.Log.CurrentTime) * 1e-3;
        double energyJ = bench.Value(Channel.Current, 1) * bench.Value(Channel.Voltage, 1) * bench.Log.PowerTime * 65536 * 1e-3;
        Assert.Equal(200 * 0.03 * 1e-3, chargeAs, 2e-6);
        Assert.Equal(chargeAs * 3.7, energyJ, Math.Abs(chargeAs * 3.7) * 0.03);
    }

    [Fact]
    public void A_cell_below_ground_is_a_bound_not_a_voltage()
    {
        RecordedRow[] rows = [new(0, -0.4, 1e-3), new(100, -0.4, 1e-3)];
        var bench = new Bench(new RecordedCell(rows), Ads122c04Errors.Ideal, WithVoltage());

        bench.RunUntil(5);

        Assert.NotEmpty(bench.Log.Of(Channel.Voltage));
        Assert.All(bench.Log.Of(Channel.Voltage).Where(r => r.UptimeUs > 1_000_000),
            r => Assert.Equal(ChannelStatus.Saturated, r.Status));
    }

    [Fact]
    public void A_chip_that_lost_its_power_is_configured_again()
    {
        Bench bench = Steady();
        bench.RunUntil(20);
        bench.Slot.Monitor.LosePower(20_000_000);
        bench.RunUntil(40);

        Assert.Equal(1, bench.Scanner.Current.Recoveries);
        Assert.All(bench.Log.Of(Channel.Current).Where(r => r.UptimeUs > 22_000_000),
            r => Assert.Equal(ChannelStatus.Ok, r.Status));
    }

    [Fact]
    public void Another_chip_at_the_address_is_reported_and_gives_no_reading()
    {
        Bench bench = Steady();
        bench.Slot.Monitor.DeviceId = 0x2381;

        bench.RunUntil(60);

        Assert.Equal(ConverterStatus.WrongChip, bench.Scanner.Current.LastFault);
        Assert.NotEmpty(bench.Log.Missing(Channel.Current));
        Assert.Empty(bench.Log.Good(Channel.Current));
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Bit_errors_on_the_wires_never_become_a_reading_nor_a_charge(ulong seed)
    {
        var bench = new Bench(new RecordedCell(s_steady), Ads122c04Errors.Ideal, VirtualSlotOptions.Ina228Hardware(), seed: seed);
        bench.RunUntil(5);
        int right = bench.Log.Good(Channel.Current)[^1].Code;

        bench.Slot.Bus.BitErrorRate = 2e-4;
        bench.RunUntil(600);

        Assert.All(bench.Log.Good(Channel.Current), r => Assert.InRange(r.Code, right - 1, right + 1));
        List<Reading> good = bench.Log.Good(Channel.Current);
        double chargeAs = bench.Value(Channel.Current, bench.Log.CurrentTime) * 1e-3;
        Assert.InRange(chargeAs / (1e-3 * (good[^1].UptimeUs - good[0].UptimeUs) * 1e-6), 0.99, 1.0001);
    }
}
