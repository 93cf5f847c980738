using System;
using System.IO;
using System.Threading.Tasks;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Frames;
using EdgeLogger.Harness;

namespace EdgeLogger.Faults.Tests.Gateway;

/// <summary>A stream whose gap frame has the last number that there is, so that no number follows.</summary>
public sealed class LastNumberTests
{
    [Fact]
    [Trait("Fault", "58")]
    public async Task After_a_gap_frame_of_the_last_number_exports_end_results_are_those_of_the_rows_and_a_rebuild_is_identical()
    {
        await using GatewayUnderTest gateway = await GatewayUnderTest.StartedAsync();
        await using TestBoard board = await gateway.ConnectAsync();
        TestStream stream = new(0x5800);
        await board.PublishAsync(board.Topics.Schema, stream.Schema, retain: true);
        await board.SendAsync(stream.Next(20));
        await board.AcknowledgedAsync(stream.Id, 20);
        await board.SendAsync(LastGap(stream));
        await board.AcknowledgedAsync(stream.Id, uint.MaxValue);
        await gateway.HealthUntilAsync((_, _) =>
            gateway.GetAsync("/api/cells").GetAwaiter().GetResult().Contains("\"rows\":200", StringComparison.Ordinal));
        // Shown as derived; exports want it stored, too.
        await gateway.HealthUntilAsync((_, _) => IsStored(gateway));
        foreach (string what in (string[])["samples", "steps", "cycles", "samples", "samples"])
        {
            string csv = await gateway.GetAsync($"/api/cells/board-a/0/export?what={what}&format=csv");
            Assert.True(what != "samples" || csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length == 201, csv);
        }

        string file = Path.Combine(gateway.Directory, "exported.csv");
        ProgramResult exported = await gateway.RunAsync("export", "board-a/0", "--out", file);
        Assert.True(exported.ExitCode == 0, exported.Output + exported.Errors);
        await gateway.StopAsync();
        Assert.Equal(0, (await gateway.RunAsync("rebuild", "--check")).ExitCode);
        await gateway.StartAsync();
        Assert.Contains("\"rows\":200", await gateway.GetAsync("/api/cells"), StringComparison.Ordinal);
    }

    private static bool IsStored(GatewayUnderTest gateway)
    {
        using DerivedStore store = DerivedStore.Open(gateway.Directory);
        return store.Cells().Count == 1;
    }

    private static byte[] LastGap(TestStream stream)
    {
        FrameWriter writer = new();
        writer.BeginGap(stream.Id, 1, Crc32.Compute(stream.Schema, 0, stream.Schema.Length), 1_000_000, 21, uint.MaxValue - 1);
        int length = writer.Finish(uint.MaxValue, TimeQuality.Synchronised, stream.UtcMinusUptimeMs, new Counters());
        return writer.Buffer[..length];
    }
}
