using System;
using System.Threading.Tasks;
using EdgeLogger.Alerts.Book;

namespace EdgeLogger.Alerts.Tests.Swaps;

/// <summary>Another cell comes into a slot, on a real log and its derivation.</summary>
public sealed class AnotherCellOfALogTests : IAsyncDisposable
{
    private readonly LabUnderTest _lab = new(alsoAtWork: "another-cell");

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task Another_cell_is_asked_about_once_and_the_question_goes_when_the_test_is_started_late_at_that_moment()
    {
        await _lab.StartAsync();
        _lab.Begin("WJK-1", -10);
        for (int cycle = 0; cycle < 3; cycle++)
        {
            await _lab.RunAsync(0.01, 250);
            await _lab.RunAsync(0, 100);
            await _lab.RunAsync(-0.01, 250);
            await _lab.RunAsync(0, 100);
        }

        // The stop is longer than the test rests.
        await _lab.RunAsync(0, 600);
        double swapS = _lab.Swap(offS: 600, restV: 3.1);
        await _lab.RunAsync(0, 120);
        await _lab.RunAsync(-0.01, 60);
        await _lab.StandsAsync("another-cell WJK-1 open");
        Alert asked = Assert.Single(_lab.Alerts.OpenAlerts());
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1_767_225_600_000 + (long)(swapS * 1000)), asked.Since);
        Assert.Equal("looks like another cell: at rest 3.500 V before, 3.100 V after an open circuit of 24 min, "
            + "since 2026-01-01 00:54 UTC", asked.Sentence);

        _lab.Begin("WJK-2", swapS);
        await _lab.StandsAsync("another-cell WJK-1 withdrawn");
    }
}
