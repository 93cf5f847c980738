using EdgeLogger.Firmware.Board;
using EdgeLogger.Firmware.Provisioning;

namespace EdgeLogger.Firmware.Tests.Board;

/// <summary>A board that nobody hears restarts, and one that has nothing to say does not.</summary>
public sealed class LastResortTests
{
    private const long HourMs = 3_600_000;

    [Fact]
    public void Six_hours_without_a_connection_while_frames_wait_are_enough()
    {
        LastResort resort = new();
        Assert.False(resort.IsDue(1000, false, true, 0));
        Assert.False(resort.IsDue(999 + (6 * HourMs), false, true, 0));
        Assert.True(resort.IsDue(1000 + (6 * HourMs), false, true, 0));
    }

    [Fact]
    public void With_connections_and_no_acknowledgement_it_takes_a_day()
    {
        LastResort resort = new();
        for (long hour = 0; hour < 24; hour++)
        {
            Assert.False(resort.IsDue(hour * HourMs, hour % 5 == 0, true, 7), $"hour {hour}");
        }

        Assert.True(resort.IsDue(24 * HourMs, true, true, 7));
    }

    [Fact]
    public void Each_acknowledgement_and_each_empty_ring_begins_the_day_again()
    {
        LastResort resort = new();
        for (long hour = 0; hour < 1000; hour++)
        {
            bool isUp = hour % 5 == 0;
            Assert.False(resort.IsDue(hour * HourMs, isUp, hour % 40 != 39, hour / 20), $"hour {hour}");
        }
    }

    [Fact]
    public void A_board_whose_frames_nobody_acknowledges_restarts_and_counts_it_as_no_crash()
    {
        CommandBench bench = new();
        bench.Run(130);
        for (long linkMs = 130_000; linkMs < LastResort.UnacknowledgedMs; linkMs += 60_000)
        {
            bench.Core.StepUplink(linkMs);
        }

        Assert.False(bench.Core.IsRestartDue);
        bench.Core.StepUplink(LastResort.UnacknowledgedMs + 10_000);
        bench.Core.StepUplink(LastResort.UnacknowledgedMs + 20_000);
        Assert.True(bench.Core.IsRestartDue);
        bench.Start(ResetReason.Software);
        bench.Run(70);

        Assert.Equal(1, bench.State().GetProperty("unheard_restarts").GetInt32());
        Assert.Equal(0, bench.State().GetProperty("crashes").GetInt32());
    }
}
