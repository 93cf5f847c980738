using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using EdgeLogger.Firmware.Drivers.Detection;
using EdgeLogger.Firmware.Drivers.Tca9548a;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Firmware.Seams;
using EdgeLogger.VirtualBench.Boards;
using EdgeLogger.VirtualBench.Cells;
using EdgeLogger.VirtualBench.Chips;
using EdgeLogger.VirtualBench.I2c;

namespace EdgeLogger.VirtualBench.Tests.Chips;

public sealed class ChipSurveyTests
{
    private static readonly RecordedCell s_cell = new([new RecordedRow(0, 3.7, 1e-3), new RecordedRow(1e6, 3.7, 1e-3)]);

    private static SlotHardware Mixed() => new()
    {
        VoltageChip = SlotChip.Ads1115,
        VoltageChipAddress = 0x48,
        CurrentChip = SlotChip.Ina228,
        ThermometerChip = SlotChip.Max31865,
        ThermometerReferenceMilliOhm = 4_000_000,
    };

    private static string[] Lines(ChipSurvey survey)
        => [.. Enumerable.Range(0, survey.Count)
            .Select(i => $"{survey[i].Slot} {survey[i].Address:X2} {survey[i].Expected}>{survey[i].Found}")];

    [Fact]
    public void The_reference_slot_is_found_as_configured()
    {
        var slot = new SimulatedSlot(new SlotHardware(), s_cell, 1);
        var survey = new ChipSurvey();
        survey.AddSlot(2, slot.Wires, new SlotHardware());

        Assert.Equal(["2 2A NAU7802>NAU7802", "2 40 ADS122C04>ADS122C04", "2 41 ADS122C04>ADS122C04"], Lines(survey));
        Assert.True(survey.IsAsExpected);
    }

    [Fact]
    public void Chips_of_every_kind_are_recognised_though_their_addresses_overlap()
    {
        var slot = new SimulatedSlot(Mixed(), s_cell, 1);
        var survey = new ChipSurvey();
        survey.AddSlot(0, slot.Wires, Mixed());

        Assert.Equal(
            ["0 2A NAU7802>NAU7802", "0 41 INA228>INA228", "0 48 ADS1115>ADS1115", "0 FFFFFFFF MAX31865>MAX31865"],
            Lines(survey));
    }

    [Fact]
    public void Another_chip_than_configured_a_missing_one_and_one_too_many_are_reported()
    {
        var slot = new SimulatedSlot(Mixed(), s_cell, 1);
        var survey = new ChipSurvey();
        survey.AddSlot(0, slot.Wires, new SlotHardware());

        Assert.Equal(
            [
                "0 2A NAU7802>NAU7802", "0 40 ADS122C04>", "0 41 ADS122C04>INA228", "0 48 >ADS1115", "0 FFFFFFFF >MAX31865",
            ], Lines(survey));
        Assert.False(survey.IsAsExpected);
    }

    [Fact]
    public void A_stranger_is_unknown_and_a_stuck_bus_is_called_that()
    {
        var slot = new SimulatedSlot(VirtualSlotOptions.Ina228Hardware(), s_cell, 1);
        slot.Monitor.DeviceId = 0x2381;
        var survey = new ChipSurvey();
        survey.AddSlot(0, slot.Wires, VirtualSlotOptions.Ina228Hardware());
        Assert.Contains("0 41 INA228>unknown", Lines(survey));

        slot.Bus.Inject(new I2cFault(I2cFault.AllAddresses, I2cStatus.BusStuck, 0, long.MaxValue));
        var stuck = new ChipSurvey();
        stuck.AddSlot(0, slot.Wires, new SlotHardware());
        Assert.Equal(["0 2A NAU7802>bus stuck"], Lines(stuck));
        Assert.Equal(2, slot.Bus.Clears);
    }

    [Fact]
    public void A_bus_that_a_chip_holds_is_freed_and_surveyed()
    {
        var slot = new SimulatedSlot(new SlotHardware(), s_cell, 1);
        slot.Bus.Inject(new I2cFault(I2cFault.AllAddresses, I2cStatus.BusStuck, 0, long.MaxValue, EndsWithClear: true));
        var survey = new ChipSurvey();
        survey.AddSlot(0, slot.Wires, new SlotHardware());

        Assert.True(survey.IsAsExpected);
        Assert.Equal(1, slot.Bus.Clears);
    }

    [Fact]
    public void Branches_of_a_multiplexer_are_surveyed_one_by_one_and_one_that_is_stuck_does_not_hide_itself()
    {
        (SimulatedI2cBus bus, SimulatedTca9548a multiplexer) = BoardWithMultiplexer(4);
        multiplexer.StuckBranch = 6;
        var driver = new Tca9548a(bus, 0x70);
        var survey = new ChipSurvey();
        survey.AddMultiplexer(bus, 0x70);
        survey.AddMultiplexer(bus, 0x71);
        for (int i = 0; i < 4; i++)
        {
            survey.AddSlot(i, new SlotWires(new Tca9548aBranch(driver, i), null, null), new SlotHardware());
        }

        survey.AddSpare(new Tca9548aBranch(driver, 5));
        survey.AddSpare(new Tca9548aBranch(driver, 6));

        string[] lines = Lines(survey);
        Assert.Equal("-1 70 TCA9548A>TCA9548A", lines[0]);
        Assert.Equal("-1 71 TCA9548A>", lines[1]);
        for (int i = 0; i < 4; i++)
        {
            Assert.Contains($"{i} 2A NAU7802>NAU7802", lines);
            Assert.Contains($"{i} 41 ADS122C04>ADS122C04", lines);
        }

        Assert.Equal("-1 2A >bus stuck", lines[^1]);
    }

    [Fact]
    public void Slots_behind_a_multiplexer_measure_each_its_own_cell()
    {
        (SimulatedI2cBus bus, _) = BoardWithMultiplexer(4);
        var driver = new Tca9548a(bus, 0x70);
        var logs = new ReadingLog[4];
        var scanners = new SlotScanner[4];
        for (int i = 0; i < 4; i++)
        {
            logs[i] = new ReadingLog();
            scanners[i] = new SlotScanner(new Tca9548aBranch(driver, i), new SlotHardware(), logs[i]);
        }

        for (long nowUs = 0; nowUs < 20_000_000; nowUs = Math.Max(nowUs + 1, scanners.Min(scanner => scanner.NextDueUs)))
        {
            bus.UptimeUs = nowUs;
            foreach (SlotScanner scanner in scanners)
            {
                scanner.Step(nowUs);
            }
        }

        for (int i = 0; i < 4; i++)
        {
            double amperes = logs[i].Good(Channel.Current)[^1].Code * 2.048 / 32 / (1 << 23) / 10;
            Assert.Equal((i + 1) * 1e-3, amperes, 1e-8);
            Assert.Equal(0, scanners[i].Current.Missed);
        }
    }

    [Fact]
    public void A_stuck_branch_stops_its_board_s_other_slots_only_until_the_multiplexer_is_reset()
    {
        (SimulatedI2cBus bus, SimulatedTca9548a multiplexer) = BoardWithMultiplexer(1);
        var driver = new Tca9548a(bus, 0x70);
        var log = new ReadingLog();
        var scanner = new SlotScanner(new Tca9548aBranch(driver, 0), new SlotHardware(), log);
        Run(bus, scanner, 0, 10_000_000);
        multiplexer.StuckBranch = 0;
        Run(bus, scanner, 10_000_000, 20_000_000);
        multiplexer.StuckBranch = -1;
        multiplexer.Reset();
        Run(bus, scanner, 20_000_000, 60_000_000);

        Assert.True(bus.Clears > 0);
        Assert.All(log.Of(Channel.Current).Where(r => r.UptimeUs is > 11_000_000 and < 20_000_000),
            r => Assert.Equal(Missing, r.Status));
        Assert.All(log.Of(Channel.Current).Where(r => r.UptimeUs > 28_000_000), r => Assert.Equal(Ok, r.Status));
    }

    [Fact]
    public void A_chip_that_was_cut_off_within_a_byte_is_freed_by_clocks()
    {
        var slot = new SimulatedSlot(new SlotHardware(), s_cell, 1);
        var log = new ReadingLog();
        var scanner = new SlotScanner(slot.Wires, new SlotHardware(), log);
        Run(slot.Bus, scanner, 0, 10_000_000);
        slot.Bus.Inject(new I2cFault(I2cFault.AllAddresses, I2cStatus.BusStuck, 10_000_000, long.MaxValue, EndsWithClear: true));
        Run(slot.Bus, scanner, 10_000_000, 30_000_000);

        Assert.InRange(slot.Bus.Clears, 1, 3);
        Assert.All(log.Of(Channel.Current).Where(r => r.UptimeUs > 12_000_000), r => Assert.Equal(Ok, r.Status));
    }

    [Fact]
    public void The_report_is_JSON()
    {
        var slot = new SimulatedSlot(Mixed(), s_cell, 1);
        var survey = new ChipSurvey();
        survey.AddSlot(0, slot.Wires, new SlotHardware());
        var json = new StringBuilder("{\"v\":1");
        survey.AppendTo(json);
        json.Append('}');

        using JsonDocument document = JsonDocument.Parse(json.ToString());
        JsonElement chips = document.RootElement.GetProperty("chips");
        Assert.Equal(5, chips.GetArrayLength());
        Assert.Equal("INA228", chips[2].GetProperty("found").GetString());
        Assert.Equal("ADS122C04", chips[2].GetProperty("expected").GetString());
        Assert.Equal(0x41, chips[2].GetProperty("address").GetInt32());
    }

    private const byte Ok = Frames.ChannelStatus.Ok;
    private const byte Missing = Frames.ChannelStatus.Missing;

    private static void Run(SimulatedI2cBus bus, SlotScanner scanner, long fromUs, long untilUs)
    {
        for (long nowUs = fromUs; nowUs < untilUs; nowUs = Math.Max(nowUs + 1, scanner.NextDueUs))
        {
            bus.UptimeUs = nowUs;
            scanner.Step(nowUs);
        }
    }

    /// <summary>
    /// A bus with a TCA9548A at 0x70 and a reference slot on each of its first branches, with 1 mA, 2 mA ... through their cells.
    /// </summary>
    private static (SimulatedI2cBus Bus, SimulatedTca9548a Multiplexer) BoardWithMultiplexer(int slots)
    {
        var bus = new SimulatedI2cBus();
        var multiplexer = new SimulatedTca9548a();
        bus.Attach(0x70, multiplexer);
        for (int i = 0; i < slots; i++)
        {
            var cell = new RecordedCell([new RecordedRow(0, 3.7, (i + 1) * 1e-3), new RecordedRow(1e6, 3.7, (i + 1) * 1e-3)]);
            var slot = new SimulatedSlot(new SlotHardware(), cell, (ulong)i, Ads122c04Errors.Ideal, Nau7802Errors.Ideal);
            multiplexer.Attach(i, 0x40, slot.Voltage);
            multiplexer.Attach(i, 0x41, slot.Current);
            multiplexer.Attach(i, 0x2A, slot.Pressure);
        }

        return (bus, multiplexer);
    }
}
