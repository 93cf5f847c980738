using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using EdgeLogger.Bench.Fleet;

namespace EdgeLogger.Faults.Tests.Gateway;

/// <summary>Years of tests in the book and in the results of a real `edgelogger serve`.</summary>
public sealed class ManyTestsTests
{
    private const int Tests = 1000;
    private const int Cycles = 50;

    [Fact]
    public async Task A_test_among_a_thousand_is_found_by_name_and_cohort_and_shows_its_cycles()
    {
        await using GatewayUnderTest gateway = new();
        await TestArchive.MakeAsync(gateway.Directory, Tests, Cycles, _ => { }, gateway.Token);
        await gateway.StartAsync();

        string name = TestArchive.NameOf(617);
        Assert.Equal([name], await FoundAsync(gateway, name));
        Assert.Equal(Enumerable.Range(600, TestArchive.CohortSize).Select(TestArchive.NameOf),
            (await FoundAsync(gateway, TestArchive.CohortOf(617))).Order(StringComparer.Ordinal));
        using JsonDocument cell = JsonDocument.Parse(await gateway.GetAsync($"/api/book/cells/{name}"));
        string test = cell.RootElement.GetProperty("tests")[0].GetProperty("id").GetString()!;
        using JsonDocument cycles = JsonDocument.Parse(await gateway.GetAsync($"/api/tests/{test}/cycles"));
        Assert.Equal(Cycles - 1, cycles.RootElement.GetArrayLength());
        // The record's capacity falls from cycle to cycle.
        double[] capacity = [.. cycles.RootElement.EnumerateArray()
            .Select(cycle => cycle.GetProperty("dischargeCapacityAh").GetDouble())];
        Assert.Equal(capacity.OrderDescending(), capacity);
        Assert.Contains(name, await gateway.GetAsync($"/cells/{name}?tab=table"), StringComparison.Ordinal);
        await gateway.StopAsync();
    }

    private static async Task<string[]> FoundAsync(GatewayUnderTest gateway, string words)
    {
        using JsonDocument found = JsonDocument.Parse(
            await gateway.GetAsync("/api/book/cells?search=" + Uri.EscapeDataString(words)));
        return [.. found.RootElement.GetProperty("cells").EnumerateArray().Select(cell => cell.GetProperty("name").GetString()!)];
    }
}
