using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using EdgeLogger.Firmware.Board;
using EdgeLogger.Firmware.Drivers.OnChipAdc;
using EdgeLogger.Firmware.Provisioning;
using EdgeLogger.Firmware.Seams;
using EdgeLogger.Firmware.Storage;
using EdgeLogger.Firmware.Tests.Sampling;
using EdgeLogger.Firmware.Tests.Uplink;
using EdgeLogger.Frames;
using EdgeLogger.VirtualBench.Chips;
using EdgeLogger.VirtualBench.Flash;

namespace EdgeLogger.Firmware.Tests.Board;

public sealed class BoardCoreTests
{
    private const long MinuteUs = 60_000_000;

    [Fact]
    public void The_same_inputs_make_the_same_bytes_whatever_the_network_does()
    {
        CoreBench alone = new(2);
        FakeLink bad = new(new FakeGateway(), new Random(3)) { DropPercent = 30, DiePercent = 1, DoublePercent = 30 };
        CoreBench connected = new(2, bad);
        alone.Run(10 * MinuteUs);
        connected.Run(10 * MinuteUs);

        Assert.True(connected.Core.Uplink.Connects > 0);
        Assert.Equal(CoreBench.Bytes(alone.Core.Slots[0].Ring), CoreBench.Bytes(connected.Core.Slots[0].Ring));
        Assert.Equal(CoreBench.Bytes(alone.Core.Slots[1].Ring), CoreBench.Bytes(connected.Core.Slots[1].Ring));
    }

    [Fact]
    public void The_first_frame_of_every_boot_reports_it()
    {
        MemoryFlash flash = new(32, 65536);
        new CoreBench(1, null, flash).Run(MinuteUs);
        CoreBench second = new(1, null, flash);

        List<Recorded> frames = Recorded.All(second.Core.Slots[0].Ring);
        Assert.Equal((FrameKind.Event, EventCode.Boot), (frames[0].Kind, frames[0].EventCode));
        Assert.Equal((FrameKind.Event, EventCode.Boot), (frames[^1].Kind, frames[^1].EventCode));
        Assert.Equal(2U, second.Core.Slots[0].Ring.BootCount);
    }

    [Fact]
    public void Utc_labels_frames_from_the_moment_it_is_known_and_an_anchor_reports_the_pair()
    {
        CoreBench bench = new(1);
        bench.Run(90_000_000);
        bench.Core.SetUtc(1_800_000_000_000, 90_000);
        bench.Run(3 * MinuteUs);
        bench.Core.Flush();

        List<Recorded> frames = Recorded.All(bench.Core.Slots[0].Ring);
        int anchor = frames.FindIndex(frame => frame.Kind == FrameKind.Anchor);
        Assert.True(anchor > 0);
        // What was open then is closed with the new knowledge: it is of the same boot.
        Assert.All(frames[..(anchor - 1)], frame => Assert.Equal(TimeQuality.None, frame.TimeQuality));
        Assert.All(frames[(anchor - 1)..], frame => Assert.Equal(TimeQuality.Synchronised, frame.TimeQuality));
        Assert.All(frames[anchor..], frame => Assert.Equal(1_800_000_000_000 - 90_000, frame.UtcMinusUptimeMs));
    }

    [Fact]
    public void A_slot_that_throws_is_started_again_while_the_other_goes_on()
    {
        CoreBench bench = new(2);
        bench.Run(MinuteUs);
        bench.Inputs[0].Fails = true;
        bench.Run(MinuteUs + 5_000_000);
        bench.Inputs[0].Fails = false;
        bench.Run(2 * MinuteUs);
        bench.Core.Flush();

        Assert.InRange(bench.Core.Slots[0].Restarts, 4, 6);
        Assert.Equal("the input fails", bench.Core.Slots[0].LastError);
        Assert.Equal(0, bench.Core.Slots[1].Restarts);
        Assert.Equal(121, bench.Core.Slots[1].Frames.RowsMade, 3.0);
        List<Recorded> frames = Recorded.All(bench.Core.Slots[0].Ring);
        Assert.Equal(2, frames.FindAll(frame => frame.Flags == FrameFlags.Restart).Count);
        Assert.InRange(bench.Core.Slots[0].Frames.RowsMade, 110, 120);
    }

    [Fact]
    public void An_input_that_gives_no_reading_for_ten_seconds_is_started_again_while_the_other_goes_on()
    {
        CoreBench bench = new(2);
        bench.Run(MinuteUs);
        bench.Inputs[0].Hangs = true;
        bench.Run(MinuteUs + 35_000_000);
        bench.Inputs[0].Hangs = false;
        bench.Run(3 * MinuteUs);
        bench.Core.Flush();

        Assert.InRange(bench.Core.Slots[0].Restarts, 3, 4);
        Assert.Equal("no reading for 10 s", bench.Core.Slots[0].LastError);
        Assert.Equal(0, bench.Core.Slots[1].Restarts);
        Assert.Equal(181, bench.Core.Slots[1].Frames.RowsMade, 4.0);
        Assert.InRange(bench.Core.Slots[0].Frames.RowsMade, 130, 150);
    }

    [Fact]
    public void A_connection_that_throws_does_not_stop_the_slots()
    {
        CoreBench bench = new(1, new ThrowingLink());
        bench.Run(2 * MinuteUs);

        Assert.True(bench.Core.Uplink.Faults > 0);
        Assert.Equal("the link fails", bench.Core.Uplink.LastFault);
        Assert.Equal(121, bench.Core.Slots[0].Frames.RowsMade, 3.0);
    }

    [Fact]
    public void Readings_allocate_nothing()
    {
        CoreBench bench = new(1);
        bench.Run(10 * MinuteUs);
        long least = long.MaxValue;
        for (int hour = 0; hour < 3; hour++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            bench.Run(60 * MinuteUs);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        // The smallest object has 24 bytes. Less than that in all may be the rest of this thread's buffer, counted when a test on
        // another thread makes the collector run: in an hour in which it runs often, more.
        Assert.InRange(least, 0, 16L * 60 * 60);
    }

    [Fact]
    public void Rows_that_cease_to_come_do_not_wait_in_an_open_frame()
    {
        CoreBench bench = new(1);
        bench.Run(90_000_000);
        Assert.True(bench.Core.Slots[0].Frames.HasOpenFrame);
        bench.Core.StepSlots(90_000_000);
        bench.Inputs[0].Fails = true;
        bench.Run(4 * MinuteUs);

        Assert.False(bench.Core.Slots[0].Frames.HasOpenFrame);
    }

    [Fact]
    public void The_schema_is_json_that_names_every_channel_and_its_hash_is_the_crc_of_its_bytes()
    {
        DocumentLink link = new();
        CoreBench bench = new(2, link);
        bench.Run(MinuteUs);

        byte[] schema = link.Retained["el/1/board-1/schema"];
        Assert.Equal(Crc32.Compute(schema, 0, schema.Length), bench.Core.SchemaHash);
        using JsonDocument document = JsonDocument.Parse(schema);
        JsonElement stream = document.RootElement.GetProperty("streams")[1];
        Assert.Equal(1, stream.GetProperty("slot").GetInt32());
        Assert.Equal(bench.Core.Slots[1].Ring.StreamId.ToString("x16", null), stream.GetProperty("stream").GetString());
        Assert.Equal("732421875e-15", stream.GetProperty("channels")[0].GetProperty("scale").GetRawText());
        Assert.Equal("rtd:1000", stream.GetProperty("channels")[2].GetProperty("conversion").GetString());
        Assert.Equal("2026-01-31", stream.GetProperty("channels")[3].GetProperty("calibrated").GetString());
        using JsonDocument state = JsonDocument.Parse(link.Retained["el/1/board-1/state"]);
        Assert.True(state.RootElement.GetProperty("online").GetBoolean());
        using JsonDocument will = JsonDocument.Parse(link.Will);
        Assert.False(will.RootElement.GetProperty("online").GetBoolean());
    }

    [Fact]
    public void The_state_reports_how_many_hours_the_ring_lasts_at_the_rate_since_boot()
    {
        DocumentLink link = new();
        CoreBench bench = new(1, link);
        bench.Run(20 * MinuteUs);

        using JsonDocument state = JsonDocument.Parse(link.Retained["el/1/board-1/state"]);
        JsonElement stream = state.RootElement.GetProperty("streams")[0];
        double hours = stream.GetProperty("capacity_h").GetDouble();
        FrameRing ring = bench.Core.Slots[0].Ring;
        double bytesAnHour = 3 * (bench.Core.Slots[0].Frames.BytesMade
            + (bench.Core.Slots[0].Frames.FramesMade * FrameRing.OverheadBytes));
        Assert.InRange(hours, 10, long.MaxValue);
        Assert.Equal(ring.CapacityBytes / bytesAnHour, hours, 0.1 * hours);
    }

    [Fact]
    public void The_state_reports_supply_and_temperature_where_the_board_measures_them()
    {
        DocumentLink link = new();
        CoreBench bench = new(1, link);
        SimulatedOnChipAdc adc = new(1);
        adc.Apply(0, 1650);
        adc.Apply(6, 1650);
        bench.Core.Housekeeping = new Housekeeping(adc, new HousekeepingInputs());
        bench.Run(2 * MinuteUs);

        using JsonDocument state = JsonDocument.Parse(link.Retained["el/1/board-1/state"]);
        Assert.InRange(state.RootElement.GetProperty("supply_mv").GetInt32(), 3250, 3350);
        Assert.InRange(state.RootElement.GetProperty("board_mdegc").GetInt32(), 24_000, 26_000);
    }

    [Fact]
    public void The_state_reports_memory_wires_and_network_where_the_platform_does()
    {
        DocumentLink link = new();
        CoreBench bench = new(1, link);
        bench.Core.Health = new Health();
        bench.Run(2 * MinuteUs);

        using JsonDocument state = JsonDocument.Parse(link.Retained["el/1/board-1/state"]);
        string[] names = ["heap_free_bytes", "i2c_faults", "mux_faults", "wifi_losses"];
        Assert.Equal([61_000, 3, 2, 1], names.Select(name => state.RootElement.GetProperty(name).GetInt32()));
    }

    [Fact]
    public void A_flash_that_does_not_work_is_named_at_start()
    {
        MemoryFlash flash = new(8, 4096) { RefusesReads = true };
        BoardSettings settings = new() { BoardId = "board-1", Slots = [new SlotSettings()] };
        InvalidOperationException fault = Assert.Throws<InvalidOperationException>(
            () => new BoardCore(settings, flash, new DeadLink(), 1, 0));
        Assert.Contains("flash", fault.Message, StringComparison.Ordinal);
    }

    private sealed class Health : IBoardHealth
    {
        public int I2cFaults => 3;

        public int MultiplexerFaults => 2;

        public int NetworkLosses => 1;

        public int FreeHeapBytes() => 61_000;
    }
}
