using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using EdgeLogger.Firmware.Board;
using EdgeLogger.Firmware.Provisioning;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Frames;
using EdgeLogger.Units;
using EdgeLogger.VirtualBench.Boards;
using EdgeLogger.VirtualBench.Cells;
using EdgeLogger.VirtualBench.Chips;
using EdgeLogger.VirtualBench.Flash;
using Microsoft.Extensions.Time.Testing;

namespace EdgeLogger.VirtualBench.Tests.Boards;

public sealed class ProvisionedBoardTests
{
    // Four slots, each of other chips, parts and calibration.
    private const string FourSlots = """
        {"v":1,"version":1,"board":"bench-1","broker":{"host":"b"},"slots":[
         {"slot":0,"mux":{"branch":0},"current":{"address":65,"shunt_uohm":10000000,"gain":32}},
         {"slot":1,"mux":{"branch":1},"rate_sps":90,"voltage":{"divider_ppm":2500000},"current":{"shunt_uohm":1000000,"gain":128},"temperature":{"chip":"MAX31865","reference_mohm":4000000}},
         {"slot":2,"mux":{"branch":2},"voltage":{"chip":"INA228","address":64,"divider_ppm":1000000},"current":{"chip":"INA228","address":64,"shunt_uohm":10000000},
          "temperature":null,"pressure":{"chip":"HX711"}},
         {"slot":3,"mux":{"branch":3},"voltage":{"chip":"ADS1115","address":72,"range_mv":2048},"current":{"address":65,"gain":16,"gain_ppb":0},"temperature":null,"pressure":null}]}
        """;

    private readonly MemoryFlash _settings = new(ConfigStore.Segments, ConfigStore.LeastSegmentLength);
    private readonly SuppliedCell[] _cells = [.. Enumerable.Range(0, 4).Select(i => new SuppliedCell
    {
        VoltageV = 3 + (0.25 * i), CurrentA = 1e-3 * (i - 1.5), TemperatureDegC = 25, PressureMPa = 40 + i,
    })];

    [Fact]
    public void Four_slots_of_different_chips_measure_at_once_each_with_its_own_schema()
    {
        BoardConfiguration blank = new(_settings, ResetReason.PowerOn, "new-board");
        byte[] document = Encoding.UTF8.GetBytes(FourSlots);
        Assert.Equal("", blank.Set(document, document.Length));
        using ProvisionedBoard board = new(new ProvisionedBoardOptions
        {
            SettingsFlash = _settings,
            Flash = new MemoryFlash(16, 16384),
            Connect = _ => new LoopbackLink(),
            Cells = _cells,
            Errors = Ads122c04Errors.Ideal,
            Seed = 7,
        }, TimeProvider.System);
        for (long us = 0; us < 60_000_000; us += 20_000)
        {
            board.Step(us, us / 1000);
        }

        for (int i = 0; i < 4; i++)
        {
            Slot slot = board.Core.Slots[i];
            Assert.Equal(i, slot.Settings.Slot);
            Assert.Equal(_cells[i].VoltageV, Value(slot, Channel.Voltage), 0.01);
            Assert.Equal(_cells[i].CurrentA, Value(slot, Channel.Current), 2e-5);
            Assert.InRange(slot.Frames.RowsMade, 57, 65);
        }

        Assert.Equal(25, RtdCurve.TemperatureDegC(Value(board.Core.Slots[0], Channel.Temperature), 1000), 0.1);
        Assert.Equal(25, RtdCurve.TemperatureDegC(Value(board.Core.Slots[1], Channel.Temperature), 1000), 0.5);
        Assert.Equal(ChannelStatus.Missing, board.Core.Slots[3].Readings.Status(Channel.Pressure));
        Assert.Equal(4, board.Core.Slots.Select(slot => slot.Ring.StreamId).Distinct().Count());
        Assert.Equal(4, board.Core.Slots.Select(slot => (slot.Settings.Channels[Channel.Current].ScaleMantissa,
            slot.Settings.Channels[Channel.Voltage].ScaleMantissa)).Distinct().Count());
    }

    [Fact]
    public void Boards_of_neighbouring_seeds_share_no_stream_and_a_board_that_is_blank_again_begins_new_ones()
    {
        MemoryFlash settings = new(ConfigStore.Segments, ConfigStore.LeastSegmentLength);
        byte[] document = Encoding.UTF8.GetBytes(FourSlots);
        Assert.Equal("", new BoardConfiguration(settings, ResetReason.PowerOn, "new-board").Set(document, document.Length));
        FakeTimeProvider time = new(DateTimeOffset.UnixEpoch.AddYears(56));
        List<ulong> streams = [];
        for (int start = 0; start < 2; start++)
        {
            for (ulong seed = 1; seed <= 5; seed++)
            {
                using ProvisionedBoard board = new(new ProvisionedBoardOptions
                {
                    SettingsFlash = settings,
                    Flash = new MemoryFlash(16, 16384),
                    Connect = _ => new LoopbackLink(),
                    Cells = _cells,
                    Seed = seed,
                }, time);
                streams.AddRange(board.Core.Slots.Select(slot => slot.Ring.StreamId));
            }

            time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(2 * 5 * 4, streams.Distinct().Count());
    }

    private static double Value(Slot slot, int channel)
    {
        ChannelSchema schema = slot.Settings.Channels[channel];
        return ((double)slot.Readings.Code(channel) * schema.ScaleMantissa * Math.Pow(10, schema.ScaleExponent))
            + (schema.OffsetMantissa * Math.Pow(10, schema.OffsetExponent));
    }
}
