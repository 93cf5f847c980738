using System;
using System.IO;
using System.Net;
using System.Text.Json;
using System.Threading.Tasks;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.Harness;
using EdgeLogger.Testing;

namespace EdgeLogger.Faults.Tests.Gateway;

/// <summary>A log with a limit of size, in small: what goes, what stays, and what can still be made of the rest.</summary>
public sealed class RetentionTests
{
    private static readonly string[] SmallLog = ["--keep-log-gib", "0.0003", "--segment-mib", "0.05"];

    [Fact]
    public async Task A_log_beyond_its_limit_drops_whole_segments_that_results_stand_on_and_rebuild_doctor_and_backup_go_on()
    {
        await using GatewayUnderTest gateway = await GatewayUnderTest.StartedAsync(SmallLog);
        TestStream stream = new(0xE000);
        await using (TestBoard board = await gateway.ConnectAsync())
        {
            await board.PublishAsync(board.Topics.Schema, stream.Schema, retain: true);
            await board.SendAsync(stream.Next(3000));
            await board.AcknowledgedAsync(stream.Id, 3000);
            await gateway.HealthUntilAsync((_, health) =>
                health.GetProperty("detail").GetProperty("log").GetProperty("bytes").GetInt64() < 330_000
                && FirstLeft(gateway, stream) > 1);
            // Old numbers that come again are neither stored once more nor reported lost.
            await board.SendAsync(stream.Made[1]);
            await gateway.HealthUntilAsync((_, _) => gateway.Refusals().Count > 0);
        }

        Assert.Equal([new RefusalCount("expired", "board-a", 1)], gateway.Refusals());
        Assert.Contains("dropped a segment", gateway.Serve.Said, StringComparison.Ordinal);
        ProgramResult early = await gateway.RunAsync("cell", "start", "board-a/0", "--cell", "WJK-1", "--at", "2026-01-01T00:01");
        Assert.NotEqual(0, early.ExitCode);
        Assert.Contains(
            "cannot be corrected: the log has this slot's rows from 2026-01-01 ", early.Errors, StringComparison.Ordinal);
        string cells = await gateway.GetAsync("/api/cells");
        Assert.Contains($"\"rows\":{3000 * TestStream.RowsAFrame},", cells, StringComparison.Ordinal);
        await gateway.StopAsync();
        await IsIdenticalAsync(gateway.Directory, gateway);
        using ScratchDirectory elsewhere = new();
        await using GatewayUnderTest copy = new(elsewhere.File("copy"));
        ProgramResult backup = await gateway.RunAsync("backup", copy.Directory);
        Assert.True(backup.ExitCode == 0, backup.Output + backup.Errors);
        Assert.Contains("derived.db", backup.Output, StringComparison.Ordinal);
        Assert.Contains("alerts.db", backup.Output, StringComparison.Ordinal);
        ProgramResult rebuild = await copy.RunAsync("rebuild");
        Assert.True(rebuild.ExitCode == 0, rebuild.Output + rebuild.Errors);
        Assert.DoesNotContain("no results", rebuild.Errors, StringComparison.Ordinal);
        await IsIdenticalAsync(copy.Directory, copy);
        Assert.Equal(
            await File.ReadAllTextAsync(await ResultsAsync(gateway.Directory), gateway.Token),
            await File.ReadAllTextAsync(await ResultsAsync(copy.Directory), gateway.Token));
    }

    [Fact]
    public async Task What_a_sink_still_needs_stays_beyond_the_limit_and_that_is_said()
    {
        await using GatewayUnderTest gateway = await GatewayUnderTest.StartedAsync(
            [.. SmallLog, "--influx", "http://127.0.0.1:9/?db=cells&samples=all"]);
        await using TestBoard board = await gateway.ConnectAsync();
        TestStream stream = new(0xE100);
        await board.PublishAsync(board.Topics.Schema, stream.Schema, retain: true);
        await board.SendAsync(stream.Next(3000));
        await board.AcknowledgedAsync(stream.Id, 3000);
        JsonElement health = await gateway.HealthUntilAsync((code, health) =>
            code == HttpStatusCode.ServiceUnavailable && health.ToString()
            .Contains("nothing is dropped", StringComparison.Ordinal));
        Assert.Contains("127.0.0.1:9", health.ToString(), StringComparison.Ordinal);
        Assert.Equal(stream.Made, gateway.Stored(stream.Id));
    }

    private static uint FirstLeft(GatewayUnderTest gateway, TestStream stream)
    {
        using FrameLogReader log = FrameLogReader.Open(gateway.Directory);
        FrameBatch batch = new();
        log.ReadStream(stream.Id, 0, 1, batch);
        return batch.Frames[0].Sequence;
    }

    private static async Task IsIdenticalAsync(string directory, GatewayUnderTest gateway)
    {
        ProgramResult check = await gateway.RunAsync("rebuild", "--check");
        Assert.True(check.ExitCode == 0, $"{directory}: {check.Output}{check.Errors}");
        ProgramResult doctor = await gateway.RunAsync("doctor");
        Assert.Contains("older frames of 1 streams have been dropped", doctor.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("BAD", doctor.Output, StringComparison.Ordinal);
    }

    private static Task<string> ResultsAsync(string directory)
    {
        string path = Path.Combine(directory, "results.txt");
        using Derivation.Store.DerivedStore store = Derivation.Store.DerivedStore.Open(directory);
        foreach (Derivation.Plans.TestKey cell in store.Cells())
        {
            File.WriteAllLines(path,
                System.Linq.Enumerable.Select(store.ResultTexts(cell.Id), result => $"{result.Name} {result.Text}"));
        }

        return Task.FromResult(path);
    }
}
