using System;
using EdgeLogger.Firmware.Provisioning;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Frames;
using EdgeLogger.VirtualBench.Flash;

namespace EdgeLogger.Firmware.Tests.Provisioning;

public sealed class BoardConfigurationTests
{
    private readonly MemoryFlash _flash = new(ConfigStore.Segments, ConfigStore.LeastSegmentLength);

    [Fact]
    public void A_board_without_a_configuration_takes_the_first_one_permanently()
    {
        BoardConfiguration board = Boot();
        Assert.False(board.IsConfigured);
        Assert.Equal("", Set(board, 1));
        Assert.True(board.IsRestartWanted);

        board = Boot();

        Assert.Equal((1, false, ConfigOutcome.Confirmed), (board.Settings.Version, board.IsTrial, board.Outcome));
    }

    [Fact]
    public void A_new_configuration_is_kept_once_the_gateway_has_acknowledged()
    {
        BoardConfiguration board = Configured(1);
        Offer(board, 2);
        Assert.True(board.IsRestartWanted);
        board = Boot();
        Assert.Equal((2, true), (board.Settings.Version, board.IsTrial));

        board.Step(5000, false);
        Assert.True(board.IsTrial);
        board.Step(6000, true);

        Assert.False(board.IsTrial);
        Assert.True(board.IsNews);
        board = Boot();
        Assert.Equal((2, false, ConfigOutcome.Confirmed), (board.Settings.Version, board.IsTrial, board.Outcome));
    }

    [Fact]
    public void A_configuration_with_which_the_gateway_is_not_reached_is_rolled_back_and_not_tried_again()
    {
        BoardConfiguration board = Configured(1);
        Offer(board, 2);
        board = Boot();
        board.Step(1_000_000, false);
        board.Step(1_000_000 + 10 * 60_000 - 1, false);
        Assert.False(board.IsRestartWanted);
        board.Step(1_000_000 + 10 * 60_000, false);
        Assert.True(board.IsRestartWanted);

        board = Boot();

        Assert.Equal((1, ConfigOutcome.NotReached, 2), (board.Settings.Version, board.Outcome, board.OutcomeVersion));
        Offer(board, 2);
        Assert.False(board.IsRestartWanted);
        Offer(board, 3);
        Assert.True(board.IsRestartWanted);
        Assert.Equal(3, Boot().Settings.Version);
    }

    [Fact]
    public void A_configuration_that_makes_the_board_crash_is_rolled_back_after_three_starts()
    {
        BoardConfiguration board = Configured(1);
        Offer(board, 2);
        board = Boot(ResetReason.Software);
        for (int start = 2; start <= BoardConfiguration.MostTrialBoots; start++)
        {
            board = Boot(ResetReason.Panic);
            Assert.Equal((2, true), (board.Settings.Version, board.IsTrial));
        }

        board = Boot(ResetReason.Panic);

        Assert.Equal((1, ConfigOutcome.Crashed, false), (board.Settings.Version, board.Outcome, board.IsSafeMode));
    }

    [Fact]
    public void What_the_broker_repeats_is_not_news()
    {
        BoardConfiguration board = Configured(3);
        Offer(board, 3);
        Offer(board, 2);

        Assert.False(board.IsRestartWanted);
        Assert.False(board.IsNews);
    }

    [Fact]
    public void A_wrong_configuration_is_refused_with_what_is_wrong()
    {
        BoardConfiguration board = Configured(1);
        byte[] document = ConfigDocuments.Simple(2, extra: "\"sampling\":{\"period_ms\":1},");
        board.Offer(document, document.Length);

        Assert.Equal("sampling.period_ms: wanted an integer from 50 to 60000", board.Problem);
        Assert.Equal((ConfigOutcome.Refused, 2, true, false),
            (board.Outcome, board.OutcomeVersion, board.IsNews, board.IsRestartWanted));
        document = ConfigDocuments.Simple(2, "bench-02");
        board.Offer(document, document.Length);
        Assert.StartsWith("board: wanted \"bench-01\"", board.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_that_a_document_leaves_out_stay()
    {
        BoardConfiguration board = Boot();
        byte[] first = ConfigDocuments.Utf8(ConfigDocuments.Full);
        Assert.Equal("", board.Set(first, first.Length));
        board = Boot();
        Offer(board, 8);
        Assert.True(board.IsRestartWanted);

        BoardSettings after = Boot().Settings;

        Assert.Equal(("wifi secret", "broker secret"), (after.WifiPassword, after.Password));
        Assert.Equal("", after.WifiSsid);
    }

    [Fact]
    public void Crashes_that_follow_on_one_another_lead_into_safe_mode_and_a_good_configuration_out_of_it()
    {
        byte[] fast = ConfigDocuments.Simple(1, extra: "\"sampling\":{\"period_ms\":50},");
        Assert.Equal("", Boot().Set(fast, fast.Length));
        BoardConfiguration board = Boot();
        Assert.Equal(50, board.Settings.Slots[0].Sampler.PeriodMs);
        for (int crash = 1; crash <= BoardConfiguration.MostCrashes; crash++)
        {
            Assert.False(board.IsSafeMode);
            board = Boot(ResetReason.Watchdog);
        }

        Assert.True(board.IsSafeMode);
        Assert.Equal((1000, "broker.lab", 1),
            (board.Settings.Slots[0].Sampler.PeriodMs, board.Settings.BrokerHost, board.Settings.Version));
        Assert.Contains("safe mode", board.KeepCalibration(), StringComparison.Ordinal);
        Offer(board, 2);
        board = Boot();
        Assert.False(board.IsSafeMode);
        Assert.Equal(0, board.Crashes);
    }

    [Fact]
    public void A_stable_day_leads_out_of_safe_mode()
    {
        Configured(1);
        BoardConfiguration board = Boot();
        for (int crash = 1; crash <= BoardConfiguration.MostCrashes; crash++)
        {
            board = Boot(ResetReason.Panic);
        }

        board.Step(500, true);
        board.Step(500 + BoardConfiguration.StableRunMs - 1, true);
        Assert.False(board.IsRestartWanted);
        board.Step(500 + BoardConfiguration.StableRunMs, true);
        Assert.True(board.IsRestartWanted);
        Assert.False(Boot(ResetReason.Software).IsSafeMode);
    }

    [Fact]
    public void A_sound_run_between_crashes_and_losses_of_power_lead_nowhere()
    {
        Configured(1);
        for (int i = 0; i < 3 * BoardConfiguration.MostCrashes; i++)
        {
            BoardConfiguration board =
                Boot(i % 3 == 0 ? ResetReason.Panic : i % 3 == 1 ? ResetReason.PowerOn : ResetReason.Brownout);
            Assert.False(board.IsSafeMode, $"start {i}");
            board.Step(0, true);
            board.Step(BoardConfiguration.SoundRunMs, true);
        }
    }

    [Fact]
    public void A_supply_that_sags_again_and_again_is_not_a_row_of_crashes()
    {
        Configured(1);
        for (int i = 0; i < 2 * BoardConfiguration.MostCrashes; i++)
        {
            Assert.Equal((0, false), (Boot(ResetReason.Brownout).Crashes, Boot(ResetReason.Brownout).IsSafeMode));
        }
    }

    [Fact]
    public void A_restart_that_the_board_itself_made_is_not_a_crash()
    {
        BoardConfiguration board = Configured(1);
        for (int i = 0; i < 2 * BoardConfiguration.MostCrashes; i++)
        {
            board.Restart();
            board = Boot(ResetReason.Software);
        }

        Assert.Equal((0, false), (board.Crashes, board.IsSafeMode));
    }

    [Theory]
    [InlineData(false, """{"slot":0,"rate_sps":175}""", "", "slots[0].rate_sps: wanted 90 at most")]
    [InlineData(false, """{"slot":0},{"slot":2,"pressure":{"rate_sps":320}}""", "", "slots[1].pressure.rate_sps: wanted 90")]
    [InlineData(false, """{"slot":0},{"slot":1},{"slot":2},{"slot":3,"rate_sps":90}""", ",\"tls\":true", "")]
    [InlineData(true, """{"slot":0}""", ",\"tls\":true", "broker.tls: wanted false: this board has no PSRAM")]
    [InlineData(true, """{"slot":0},{"slot":1},{"slot":2}""", "", "slots: wanted 2 that measure at most")]
    [InlineData(true, """{"slot":0},{"slot":1},{"slot":2,"enabled":false}""", "", "")]
    public void What_the_board_cannot_do_is_refused_with_the_path_and_not_found_out_later(
        bool isSmall, string slots, string broker, string problem)
    {
        BoardConfiguration board = new(
            _flash, ResetReason.PowerOn, "new-board", isSmall ? BoardLimits.WithoutPsram() : BoardLimits.WithPsram());
        byte[] document = ConfigDocuments.Utf8(
            $$"""{"v":1,"version":1,"board":"bench-01","broker":{"host":"h"{{broker}}},"slots":[{{slots}}]}""");

        Assert.StartsWith(problem, board.Set(document, document.Length), StringComparison.Ordinal);
        Assert.Equal(problem.Length == 0, board.IsRestartWanted);
    }

    [Fact]
    public void A_stored_configuration_that_the_board_would_refuse_today_runs_on()
    {
        byte[] document = ConfigDocuments.Utf8(
            """{"v":1,"version":1,"board":"bench-01","broker":{"host":"h","tls":true},"slots":[{"slot":0}]}""");
        Assert.Equal("", Boot().Set(document, document.Length));

        BoardConfiguration board = new(_flash, ResetReason.PowerOn, "new-board", BoardLimits.WithoutPsram());

        Assert.Equal((1, true), (board.Settings.Version, board.Settings.UseTls));
    }

    [Fact]
    public void A_calibration_is_the_next_version_at_once()
    {
        BoardConfiguration board = Configured(4);
        board.Settings.Slots[0].Hardware.CurrentZeroCode = 77;
        Assert.Equal("", board.KeepCalibration());
        Assert.False(board.IsRestartWanted);

        SlotHardware after = Boot().Settings.Slots[0].Hardware;

        Assert.Equal(77, after.CurrentZeroCode);
        Assert.Equal(5, Boot().Settings.Version);
    }

    [Fact]
    public void What_earlier_firmware_remembered_is_taken_over_and_goes_on()
    {
        Configured(3);
        // As it wrote it: 36 bytes, with the copy that runs, two crashes, and the CRC-32 where starts are counted now.
        byte[] record = new byte[36];
        "ELM1"u8.CopyTo(record);
        LittleEndian.WriteUInt32(record, 4, 7);
        LittleEndian.WriteUInt32(record, 8, 1);
        record[25] = 2;
        LittleEndian.WriteUInt32(record, 32, Crc32.Compute(record, 0, 32));
        Assert.True(_flash.Erase(2) && _flash.Erase(3) && _flash.Write(3, 0, record, 0, 36));

        BoardConfiguration first = Boot(ResetReason.Panic);
        Assert.Equal((3, 3, 1L), (first.Settings.Version, first.Crashes, first.Starts));
        Assert.True(first.KeepCommandNumber(77));
        BoardConfiguration second = Boot();
        Assert.Equal((3, 77L, 2L), (second.Settings.Version, second.CommandNumber, second.Starts));
    }

    private BoardConfiguration Boot(ResetReason reset = ResetReason.PowerOn) => new(_flash, reset, "new-board");

    private BoardConfiguration Configured(int version)
    {
        Assert.Equal("", Set(Boot(), version));
        return Boot();
    }

    private static string Set(BoardConfiguration board, int version)
    {
        byte[] document = ConfigDocuments.Simple(version);
        return board.Set(document, document.Length);
    }

    private static void Offer(BoardConfiguration board, int version)
    {
        byte[] document = ConfigDocuments.Simple(version);
        board.Offer(document, document.Length);
    }
}
