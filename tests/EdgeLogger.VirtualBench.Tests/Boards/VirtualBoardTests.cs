using System;
using System.IO;
using System.Linq;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Frames;
using EdgeLogger.VirtualBench.Boards;
using EdgeLogger.VirtualBench.Cells;
using EdgeLogger.VirtualBench.Flash;

namespace EdgeLogger.VirtualBench.Tests.Boards;

public sealed class VirtualBoardTests
{
    private const long HourUs = 3_600_000_000;

    [Fact]
    public void Charge_reported_by_the_counters_is_the_cells_own() => ChargeIsTheCellsOwn(new SlotHardware());

    [Fact]
    public void Charge_summed_by_an_INA228_is_the_cells_own() => ChargeIsTheCellsOwn(VirtualSlotOptions.Ina228Hardware());

    private static void ChargeIsTheCellsOwn(SlotHardware hardware)
    {
        ModelCell cell = Model();
        LoopbackLink link = new();
        VirtualBoard board = Make(cell, link, hardware: hardware);
        RunToEnd(board, link);
        Assert.True(board.Core.Slots[0].Survey!.IsAsExpected);

        ChannelSchema current = hardware.Schema()[Channel.Current];
        double ampere = current.ScaleMantissa * Math.Pow(10, current.ScaleExponent);
        FrameReader reader = new();
        long before = 0;
        double charged = 0;
        double discharged = 0;
        foreach (byte[] frame in link.Frames)
        {
            Assert.Equal(FrameError.None, reader.Open(frame, 0, frame.Length));
            double ampereHours = (reader.Counters.CurrentTime - before) * ampere / 3.6e6;
            before = reader.Counters.CurrentTime;
            charged += Math.Max(0, ampereHours);
            discharged -= Math.Min(0, ampereHours);
        }

        Assert.Equal(cell.HalfCycles.Where(half => half.IsCharge).Sum(half => half.ChargeAh), charged, charged * 3e-3);
        Assert.Equal(cell.HalfCycles.Where(half => !half.IsCharge).Sum(half => half.ChargeAh), discharged, discharged * 3e-3);
    }

    [Fact]
    public void The_same_seed_makes_the_same_frames_over_a_good_and_over_a_bad_network()
    {
        LoopbackLink good = new();
        LoopbackLink bad = new(breaks: new Random(4));
        RunToEnd(Make(Model(), good), good);
        RunToEnd(Make(Model(), bad), bad);

        Assert.True(bad.Breaks > 0);
        Assert.Equal(good.Frames, bad.Frames);
    }

    [Fact]
    public void A_board_whose_gateway_is_silent_waits_and_loses_nothing()
    {
        LoopbackLink link = new() { IsSilent = true };
        VirtualBoard board = Make(Model(), link);
        long linkMs = 0;
        while (board.Advance(long.MaxValue))
        {
            board.StepLink(linkMs += 10);
        }

        BoardTotals held = board.Report();
        Assert.False(held.IsOver);
        Assert.Equal(64, held.FramesWaiting);
        link.IsSilent = false;
        RunToEnd(board, link, linkMs);
        Assert.Equal(0, board.Report().FramesLost);
        Assert.Equal(board.Report().Frames, link.Frames.Count);
    }

    [Fact]
    public void A_power_cycle_goes_on_with_the_stream_of_the_flash_file()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            LoopbackLink link = new();
            uint boot;
            using (FileFlash flash = new(path, 8, 16384))
            {
                VirtualBoard first = Make(Model(), link, flash);
                first.Advance(HourUs);
                boot = first.Core.Slots[0].Ring.BootCount;
            }

            using (FileFlash flash = new(path, 8, 16384))
            {
                VirtualBoard second = Make(Model(), link, flash);
                Assert.Equal(boot + 1, second.Core.Slots[0].Ring.BootCount);
                RunToEnd(second, link);
            }

            Assert.Equal(2, link.Frames.Count(IsBoot));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_row_a_second_of_voltage_current_temperature_and_pressure_costs_less_than_six_bytes_with_what_MQTT_adds()
    {
        LoopbackLink link = new();
        VirtualBoard board = Make(Model(), link);
        long start = TimeProvider.System.GetTimestamp();
        RunToEnd(board, link);
        double seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;

        BoardTotals report = board.Report();
        const int MqttBytes = 29; // Fixed header, topic, packet id of a publication at QoS 1.
        double bytesPerRow = (double)(link.FrameBytes + (report.Frames * MqttBytes)) / report.Rows;
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{report.Rows} rows in {report.Frames} frames, {bytesPerRow:F2} bytes a row; "
            + $"{report.UptimeS:F0} s in {seconds:F2} s: {report.UptimeS / seconds:F0} times real time");
        Assert.Equal(report.UptimeS, report.Rows, report.UptimeS * 0.05);
        Assert.InRange(bytesPerRow, 3, 6);
    }

    private static bool IsBoot(byte[] frame)
    {
        FrameReader reader = new();
        return reader.Open(frame, 0, frame.Length) == FrameError.None && reader.Kind == FrameKind.Event
            && reader.EventCode == EventCode.Boot;
    }

    private static ModelCell Model() => new(
        new CellChemistry(), [CyclerPhase.ChargeFirst(2, 1.0)], 5, startS: 30);

    private static VirtualBoard Make(
        ICellSignal cell, LoopbackLink link, FileFlash? flash = null, SlotHardware? hardware = null) => new(
            new VirtualBoardOptions
            {
                BoardId = "bench-1",
                Slots = [new VirtualSlotOptions { Cell = cell, Hardware = hardware ?? new SlotHardware() }],
                Seed = 11,
                MaxBacklogFrames = 64,
            },
            link,
            flash);

    private static void RunToEnd(VirtualBoard board, LoopbackLink link, long linkMs = 0)
    {
        for (long turns = 0; !board.IsDone; turns++)
        {
            Assert.True(turns < 1_000_000, $"not done: {board.Report()}");
            board.Advance(long.MaxValue, 10_000);
            board.StepLink(linkMs += 100);
        }

        Assert.NotEmpty(link.Frames);
    }
}
