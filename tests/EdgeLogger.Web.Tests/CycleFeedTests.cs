using System.Threading.Tasks;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Testing;
using EdgeLogger.Testing.Frames;
using EdgeLogger.Web.Components.Cell;

namespace EdgeLogger.Web.Tests;

/// <summary>What an open view has read of a test's cycles follows the test.</summary>
public sealed class CycleFeedTests
{
    private const ulong Test = 7;

    [Fact]
    public async Task A_cycle_that_the_end_of_its_test_cut_short_is_read_again_when_the_test_goes_on()
    {
        await using ServedPage page = await ServedPage.StartAsync();
        SlotStream slot = new(0xA1, 0);
        byte[][] frames = [.. slot.Run(0.01, 70), .. slot.Run(-0.01, 70), .. slot.Run(0.01, 70), .. slot.Run(-0.01, 35)];
        RowPoint end = new(1, slot.UptimeMs);
        frames = [.. frames, .. slot.Run(-0.01, 35), .. slot.Run(0.01, 70)];
        TestPlan goesOn = new(Test, [new TestSegment(slot.Id)]);
        page.Seen.Derivation.Plans.Change([new TestPlan(Test, [new TestSegment(slot.Id) { To = end }]) { IsEnded = true }]);
        await page.AppendAsync(slot.Schema, frames);
        page.Seen.Derivation.Start();
        CycleFeed feed = new(page.Seen, Test);
        await Soon.Until(() => feed.Refresh() && feed.Points.Count == 2);
        double cutAh = feed.Points[1].DischargeCapacityAh!.Value;

        page.Seen.Derivation.Plans.Change([goesOn]);
        await Soon.Until(() => feed.Refresh() && feed.Points.Count >= 2 && feed.Points[1].DischargeCapacityAh != cutAh);

        Assert.Equal(2 * cutAh, feed.Points[1].DischargeCapacityAh!.Value, 1e-9);
    }
}
