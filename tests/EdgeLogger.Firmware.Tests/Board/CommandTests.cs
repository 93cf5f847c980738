using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using EdgeLogger.Firmware.Provisioning;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Firmware.Tests.Provisioning;
using EdgeLogger.Firmware.Tests.Sampling;
using EdgeLogger.Frames;

namespace EdgeLogger.Firmware.Tests.Board;

public sealed class CommandTests
{
    private readonly CommandBench _bench = new();

    public CommandTests() => _bench.Run(1);

    [Fact]
    public void Identify_blinks_and_names_the_chips_that_answer()
    {
        _bench.Inputs[1].Status = ChannelStatus.Missing;
        _bench.Run(1);
        JsonElement answer = _bench.Ask("""{"v":1,"id":"a1","cmd":"identify"}""");

        Assert.Equal(("a1", true), (answer.GetProperty("id").GetString(), answer.GetProperty("ok").GetBoolean()));
        JsonElement[] slots = [.. answer.GetProperty("board").GetProperty("slots").EnumerateArray()];
        Assert.Equal([0, 2], slots.Select(slot => slot.GetProperty("slot").GetInt32()));
        Assert.Equal(
            [("ADS122C04", "ok"), ("ADS122C04", "ok"), ("ADS122C04", "ok"), ("NAU7802", "ok")],
            slots[0].GetProperty("channels").EnumerateArray().Select(Chip));
        Assert.All(slots[1].GetProperty("channels").EnumerateArray(), channel => Assert.Equal("missing", Chip(channel).Status));
        _bench.Run(12);
        Assert.InRange(_bench.Blinks, 15, 25);
        Assert.False(_bench.IsLit);
    }

    [Fact]
    public void Tare_makes_the_load_cells_mean_its_zero_and_leaves_the_gain()
    {
        JsonElement answer = _bench.Ask("""{"id":"t","cmd":"tare","slot":2,"seconds":3}""");

        Assert.True(answer.GetProperty("ok").GetBoolean());
        Assert.Equal(250_000, answer.GetProperty("zero_code").GetInt32(), 1.0);
        Assert.Equal(2, answer.GetProperty("version").GetInt32());
        _bench.Start();
        Assert.Equal(250_000, _bench.Core.Slots[1].Settings.Hardware.LoadCellZeroCode, 1.0);
        Assert.Equal(0, _bench.Core.Slots[0].Settings.Hardware.LoadCellZeroCode);
    }

    [Fact]
    public void Zero_takes_the_open_circuits_current_and_is_refused_while_a_current_flows()
    {
        _bench.Inputs[0].Codes[Channel.Current] = 900;
        Assert.Equal(900, _bench.Ask("""{"id":"z1","cmd":"zero","slot":0}""").GetProperty("zero_code").GetInt32(), 1.0);
        _bench.Inputs[0].Codes[Channel.Current] = 900 + 4194 + 10;

        JsonElement answer = _bench.Ask("""{"id":"z2","cmd":"zero","slot":0}""");

        Assert.False(answer.GetProperty("ok").GetBoolean());
        Assert.Contains("a current flows", answer.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(900, _bench.Core.Slots[0].Settings.Hardware.CurrentZeroCode, 1.0);
    }

    [Fact]
    public void A_slot_without_readings_is_not_zeroed()
    {
        _bench.Inputs[0].Status = ChannelStatus.Missing;

        Assert.Contains("too few good readings", _bench.Ask("""{"id":"z","cmd":"zero","slot":0}""").GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Measure_reports_means_and_scatter_of_all_channels()
    {
        JsonElement voltage = _bench.Ask("""{"id":"m","cmd":"measure","slot":0,"seconds":5}""").GetProperty("channels")[0];

        Assert.Equal(4_000_000_000, voltage.GetProperty("mean_millicodes").GetInt64(), 100.0);
        Assert.Equal(1000, voltage.GetProperty("sd_millicodes").GetInt64(), 50.0);
        Assert.InRange(voltage.GetProperty("n").GetInt32(), 98, 102);
    }

    [Fact]
    public void A_second_measurement_of_a_slot_waits_for_the_first_and_other_slots_do_not()
    {
        _bench.Send("""{"id":"m1","cmd":"measure","slot":0,"seconds":5}""");
        _bench.Send("""{"id":"m2","cmd":"tare","slot":0}""");
        _bench.Send("""{"id":"m3","cmd":"measure","slot":2,"seconds":2}""");
        _bench.Run(7);

        Assert.Equal(["m2", "m3", "m1"],
            _bench.Link.Answers.Select(answer => JsonDocument.Parse(answer).RootElement.GetProperty("id").GetString()));
        Assert.Contains("is measuring", _bench.Link.Answers[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Frames_before_a_calibration_keep_their_schema_and_frames_after_it_name_the_new_one()
    {
        uint before = _bench.Core.SchemaHash;
        _bench.Run(10);
        JsonElement answer = _bench.Ask("""{"id":"c","cmd":"calibrate","slot":0,"channel":"voltage","zero_code":-15,"gain_ppb":2500,"date":"2026-03-01"}""");
        uint after = _bench.Core.SchemaHash;
        _bench.Run(70);

        Assert.True(answer.GetProperty("ok").GetBoolean(), answer.ToString());
        Assert.NotEqual(before, after);
        byte[] schema = _bench.Link.Retained["el/1/board-1/schema"];
        Assert.Equal(after, Crc32.Compute(schema, 0, schema.Length));
        Assert.Contains("2026-03-01", Encoding.UTF8.GetString(schema), StringComparison.Ordinal);
        Recorded[] rows = [.. _bench.Link.Frames.Select(frame => Recorded.Read(frame, frame.Length))
            .Where(frame => frame.Kind == FrameKind.Rows)];
        uint[] hashes =
            [.. _bench.Link.Frames.Select(frame => LittleEndian.ReadUInt32(frame, FrameLayout.SchemaHashAt)).Distinct()];
        Assert.Equal([before, after], hashes);
        Assert.True(rows.Length >= 4);
        _bench.Start();
        Assert.Equal((-15, 2500),
            (_bench.Core.Slots[0].Settings.Hardware.VoltageZeroCode, _bench.Core.Slots[0].Settings.Hardware.VoltageGainPpb));
    }

    [Fact]
    public void A_burst_gives_a_row_for_every_reading_after_the_next_step()
    {
        _bench.Send("""{"id":"b","cmd":"burst","slot":0,"seconds":4}""");
        _bench.Run(5);
        long before = _bench.Core.Slots[0].Frames.RowsMade;
        _bench.Inputs[0].Codes[Channel.Current] = 100_000;
        _bench.Run(3);
        long fast = _bench.Core.Slots[0].Frames.RowsMade - before;
        _bench.Run(2);
        before = _bench.Core.Slots[0].Frames.RowsMade;
        _bench.Run(5);

        Assert.InRange(fast, 55, 65);
        Assert.InRange(_bench.Core.Slots[0].Frames.RowsMade - before, 4, 6);
    }

    [Fact]
    public void Reboot_is_answered_before_the_board_restarts()
    {
        JsonElement answer = _bench.Ask("""{"id":"r","cmd":"reboot"}""");
        Assert.True(answer.GetProperty("ok").GetBoolean());
        _bench.Run(3);

        Assert.True(_bench.Core.IsRestartDue);
        _bench.Start(ResetReason.Software);
        Assert.Equal(0, _bench.Configuration.Crashes);
    }

    [Fact]
    public void A_command_that_comes_twice_is_done_once_and_answered_twice()
    {
        _bench.Ask("""{"id":"t","cmd":"tare","slot":0}""");
        _bench.Ask("""{"id":"t","cmd":"tare","slot":0}""");

        Assert.Equal(2, _bench.Configuration.Settings.Version);
        Assert.Equal(_bench.Link.Answers[0], _bench.Link.Answers[1]);
    }

    [Fact]
    public void A_retained_command_is_not_done()
    {
        _bench.Send("""{"id":"r","cmd":"reboot"}""", retained: true);
        _bench.Run(5);

        Assert.Empty(_bench.Link.Answers);
        Assert.False(_bench.Core.IsRestartDue);
        Assert.Equal(1, _bench.Core.Desk.Refused);
    }

    [Theory]
    [InlineData("""{"id":"x","cmd":"format"}""", "cmd: wanted identify, report")]
    [InlineData("""{"id":"x"}""", "cmd: wanted the name of a command, it is missing")]
    [InlineData("""{"id":"x","cmd":"tare"}""", "slot: wanted the number of a slot, it is missing")]
    [InlineData("""{"id":"x","cmd":"tare","slot":1}""", "slot: there is no slot 1 that measures")]
    [InlineData("""{"id":"x","cmd":"tare","slot":9}""", "slot: wanted an integer from 0 to 3")]
    [InlineData("""{"id":"x","cmd":"calibrate","slot":0,"zero_code":1}""", "channel: wanted voltage, current, temperature or pressure, it is missing")]
    [InlineData("""{"id":"x","cmd":"calibrate","slot":0,"channel":"voltage","zero_code":200000}""", "zero_code: wanted 100000 either way at most")]
    [InlineData("""{"id":"x","cmd":"config-begin","length":10}""", "cmd: wanted identify, report")]
    [InlineData("not json", "not JSON at byte")]
    public void What_cannot_be_done_is_answered_with_the_reason(string command, string error)
    {
        JsonElement answer = _bench.Ask(command);

        Assert.False(answer.GetProperty("ok").GetBoolean());
        Assert.StartsWith(error, answer.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_configuration_by_MQTT_is_tried_confirmed_by_an_acknowledgement_and_reported_in_the_state()
    {
        Configure(2);
        Assert.True(_bench.Core.IsRestartDue);
        _bench.Start(ResetReason.Software);
        _bench.Run(5);
        Assert.True(_bench.State().GetProperty("config").GetProperty("trial").GetBoolean());

        _bench.Link.Acknowledge(_bench.Core.Slots[0].Ring.StreamId, 1);
        _bench.Run(2);

        JsonElement config = _bench.State().GetProperty("config");
        Assert.Equal((2, false, "confirmed"), (config.GetProperty("version").GetInt32(), config.GetProperty("trial").GetBoolean(),
            config.GetProperty("last").GetString()));
        Assert.Equal(500, _bench.Core.Slots[0].Settings.Sampler.PeriodMs);
    }

    [Fact]
    public void A_configuration_without_a_way_to_the_gateway_is_rolled_back_and_the_state_says_why()
    {
        Configure(2);
        _bench.Link.IsDead = true;
        _bench.Start(ResetReason.Software);
        _bench.Run(130);
        Assert.True(_bench.Core.IsRestartDue);
        _bench.Link.IsDead = false;
        _bench.Start(ResetReason.Software);
        _bench.Run(2);

        JsonElement config = _bench.State().GetProperty("config");
        Assert.Equal((1, 2, "rolled-back"), (config.GetProperty("version").GetInt32(), config.GetProperty("last_version")
            .GetInt32(), config.GetProperty("last").GetString()));
        Assert.Contains("not reached", config.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(1000, _bench.Core.Slots[0].Settings.Sampler.PeriodMs);
    }

    [Fact]
    public void A_wrong_configuration_changes_nothing_and_the_state_says_what_is_wrong()
    {
        _bench.Link.Inbound.Enqueue(("el/1/board-1/config", ConfigDocuments.Simple(2, "board-2"), true));
        _bench.Run(5);

        Assert.False(_bench.Core.IsRestartDue);
        JsonElement config = _bench.State().GetProperty("config");
        Assert.Equal(("refused", 2, 1), (config.GetProperty("last").GetString(), config.GetProperty("last_version").GetInt32(),
            config.GetProperty("version").GetInt32()));
        Assert.StartsWith("board: wanted \"board-1\"", config.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_slot_that_is_switched_off_stays_until_its_frames_are_delivered_and_keeps_the_others_flash_apart()
    {
        ulong[] streams = [.. _bench.Core.Slots.Select(slot => slot.Ring.StreamId)];
        _bench.Run(5);
        _bench.Core.Flush();
        byte[] document = ConfigDocuments.Utf8("""
            {"v":1,"version":2,"board":"board-1","broker":{"host":"b"},"slots":[{"slot":0,"enabled":false},{"slot":1},{"slot":2}]}
            """);
        _bench.Link.Inbound.Enqueue(("el/1/board-1/config", document, true));
        _bench.Run(5);
        _bench.Start(ResetReason.Software);

        Assert.Equal([0, 1, 2], _bench.Core.Slots.Select(slot => slot.Settings.Slot));
        Assert.Equal((streams[0], streams[1]), (_bench.Core.Slots[0].Ring.StreamId, _bench.Core.Slots[2].Ring.StreamId));
        Assert.Null(_bench.Core.FindSlot(0));
    }

    private void Configure(int version)
    {
        byte[] document = ConfigDocuments.Utf8(
            $$"""{"v":1,"version":{{version}},"board":"board-1","trial_s":60,"broker":{"host":"b"},"sampling":{"period_ms":500},"slots":[{"slot":0},{"slot":2}]}""");
        _bench.Link.Inbound.Enqueue(("el/1/board-1/config", document, true));
        _bench.Run(5);
    }

    private static (string? Chip, string? Status) Chip(JsonElement channel) =>
        (channel.GetProperty("chip").GetString(), channel.GetProperty("status").GetString());
}
