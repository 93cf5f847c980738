using System;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Cells.Model;
using EdgeLogger.Testing;

namespace EdgeLogger.Alerts.Tests;

/// <summary>What is known late of who was in a slot reaches the alerts, on a real log and its derivation.</summary>
public sealed class DerivedAgainTests : IAsyncDisposable
{
    private readonly LabUnderTest _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task A_swap_that_is_entered_late_withdraws_what_was_raised_on_the_wrong_cell_once_and_raises_what_is_so_now()
    {
        double swapS = await SwappedAsync();
        _lab.Begin("WJK-2", swapS);
        await _lab.StandsAsync(
            "capacity-retention WJK-1 withdrawn", "voltage-limits WJK-1 withdrawn", "voltage-limits WJK-2 open");
        Assert.All(_lab.Alerts.PastAlerts(9), alert => Assert.Contains(
            "bench-01/0 held WJK-2 from 2026-01-01 00:39 UTC on", alert.Withdrawn!.Why, StringComparison.Ordinal));
        await _lab.StopAsync();
        Assert.Equal(
            [
                "Opened capacity-retention WJK-1 (bench-01/0)", "Opened voltage-limits WJK-1 (bench-01/0)",
                "Opened voltage-limits WJK-2 (bench-01/0)", "Withdrawn capacity-retention WJK-1 (bench-01/0)",
                "Withdrawn voltage-limits WJK-1 (bench-01/0)",
            ], _lab.Notices.Order());
    }

    [Fact]
    public async Task A_kill_between_derivation_and_alerts_leaves_the_same_book_after_the_next_start()
    {
        double swapS = await SwappedAsync();
        await _lab.StopAsync();
        await _lab.StartAsync(withAlerts: false);
        TestRun second = _lab.Begin("WJK-2", swapS);
        await Soon.Until(() => _lab.Live.Derivation.SnapshotOf(second.Id)?.Rows == 1200);
        await _lab.StopAsync();

        await _lab.StartAsync();
        await _lab.StandsAsync("capacity-retention WJK-1 withdrawn", "voltage-limits WJK-1 withdrawn");
        // Its detectors saw no row since the start: what holds is found with the next ones.
        await _lab.RunAsync(0.01, 400);
        await _lab.StandsAsync(
            "capacity-retention WJK-1 withdrawn", "voltage-limits WJK-1 withdrawn", "voltage-limits WJK-2 open");
    }

    [Fact]
    public async Task An_alert_that_is_still_true_after_its_test_was_derived_again_is_the_same_one_with_the_numbers_of_now()
    {
        await SwappedAsync();
        Alert[] before = [.. _lab.Alerts.OpenAlerts().OrderBy(alert => alert.Rule, StringComparer.Ordinal)];
        Assert.Equal(9, before[0].Cycle);
        _lab.Correct("WJK-1", fromS: 405);
        await Soon.Until(() => _lab.Alerts.Find(before[0].Id)!.Cycle == 8);
        await _lab.StopAsync();
        Assert.Equal(before.Select(alert => alert.Id).Order(), _lab.Alerts.OpenAlerts().Select(alert => alert.Id));
        Assert.Empty(_lab.Alerts.PastAlerts(9));
        Assert.Equal(2, _lab.Notices.Length);
    }

    [Fact]
    public async Task A_history_that_a_test_gets_late_raises_nothing_that_has_ended_in_it()
    {
        const string unnamed = "bench-01/0";
        await _lab.StartAsync();
        await _lab.CycleAsync(6, 200);
        await _lab.CycleAsync(4, 100);
        await _lab.StandsAsync($"capacity-retention {unnamed} open");
        await _lab.CycleAsync(6, 200);
        await _lab.CycleAsync(1, 400);
        await _lab.StandsAsync($"capacity-retention {unnamed} over", $"voltage-limits {unnamed} open");
        await _lab.StopAsync();
        string[] sent = _lab.Notices;

        await _lab.StartAsync();
        TestRun named = _lab.Begin("WJK-1", -10);
        await Soon.Until(() => _lab.Live.Derivation.Store.Cycles(named.Id).Count == 16);
        await _lab.StandsAsync($"capacity-retention {unnamed} withdrawn", $"voltage-limits {unnamed} withdrawn");
        await _lab.StopAsync();
        // One that was over was reported as over: only the open one is reported as withdrawn.
        Assert.Equal(["Withdrawn"], _lab.Notices.Except(sent).Select(notice => notice.Split(' ')[0]));
    }

    /// <summary>
    /// Six cycles of one cell and four of another, with half the capacity and a voltage that is too high at last.
    /// </summary>
    /// <returns>When they were swapped, s.</returns>
    private async Task<double> SwappedAsync()
    {
        await _lab.StartAsync();
        _lab.Begin("WJK-1", -10);
        await _lab.CycleAsync(6, 200);
        double swapS = _lab.NowS;
        await _lab.CycleAsync(4, 100);
        await _lab.RunAsync(0.01, 400);
        await _lab.StandsAsync("capacity-retention WJK-1 open", "voltage-limits WJK-1 open");
        return swapS;
    }
}
