using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Text.Json;
using System.Threading.Tasks;
using EdgeLogger.Harness;

namespace EdgeLogger.Faults.Tests.Gateway;

/// <summary>Files of the data directory that hold garbage, or are gone, when the gateway starts.</summary>
public sealed class DamagedFileTests : IAsyncLifetime
{
    private readonly TestStream _stream = new(0x5900);
    private GatewayUnderTest _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await GatewayUnderTest.StartedAsync();
        await using (TestBoard board = await _gateway.ConnectAsync())
        {
            await board.PublishAsync(board.Topics.Schema, _stream.Schema, retain: true);
            await board.SendAsync(_stream.Next(200));
            await board.AcknowledgedAsync(_stream.Id, 200);
            await RowsAreThereAsync();
        }

        await _gateway.StopAsync();
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [InlineData("derived.db", "derived again")]
    [InlineData("traces.db", "derived again")]
    [InlineData("alerts.db", "LOST")]
    [Trait("Fault", "59")]
    public async Task A_damaged_file_is_quarantined_named_in_log_health_and_doctor_and_made_again(string name, string words)
    {
        Damage(name);
        ProgramResult before = await _gateway.RunAsync("doctor");
        Assert.Equal(1, before.ExitCode);
        Assert.Contains($"{name}: damaged", before.Output, StringComparison.Ordinal);

        await _gateway.StartAsync();
        await RowsAreThereAsync();
        string quarantined = Path.GetFileNameWithoutExtension(name) + "-damaged-1.db";
        Assert.True(File.Exists(Path.Combine(_gateway.Directory, quarantined)));
        await _gateway.SaidAsync(quarantined);
        JsonElement health = await _gateway.HealthUntilAsync((code, _) => code == HttpStatusCode.ServiceUnavailable);
        string problem = health.GetProperty("problems").EnumerateArray().Select(one => one.GetString()!)
            .Single(one => one.Contains(quarantined, StringComparison.Ordinal));
        Assert.Contains(words, problem, StringComparison.Ordinal);
        Assert.Contains(quarantined, (await _gateway.RunAsync("doctor")).Output, StringComparison.Ordinal);

        File.Delete(Path.Combine(_gateway.Directory, quarantined));
        await _gateway.HealthUntilAsync((code, _) => code == HttpStatusCode.OK);
        await _gateway.StopAsync();
        Assert.Equal(0, (await _gateway.RunAsync("rebuild", "--check")).ExitCode);
    }

    [Fact]
    [Trait("Fault", "59")]
    public async Task A_rebuild_quarantines_damaged_results_and_makes_the_same_ones_from_the_log()
    {
        Damage("derived.db");
        ProgramResult check = await _gateway.RunAsync("rebuild", "--check");
        Assert.NotEqual(0, check.ExitCode);
        Assert.Contains("are damaged", check.Output + check.Errors, StringComparison.Ordinal);
        ProgramResult rebuilt = await _gateway.RunAsync("rebuild");
        Assert.True(rebuilt.ExitCode == 0, rebuilt.Output + rebuilt.Errors);
        Assert.Contains("derived-damaged-1.db", rebuilt.Output + rebuilt.Errors, StringComparison.Ordinal);
        Assert.Equal(0, (await _gateway.RunAsync("rebuild", "--check")).ExitCode);
    }

    [Fact]
    [Trait("Fault", "60")]
    public async Task A_log_that_is_gone_beside_its_results_is_refused_and_nothing_is_begun()
    {
        foreach (string suffix in (string[])["", "-wal", "-shm"])
        {
            File.Delete(Path.Combine(_gateway.Directory, "frames.db" + suffix));
        }

        ProgramResult serve = await _gateway.RunAsync(
            "serve", "--listen", "127.0.0.1", "--port", "0", "--tls-port", "-1", "--web", "0");
        Assert.NotEqual(0, serve.ExitCode);
        Assert.Contains("frames.db is gone", serve.Output + serve.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_gateway.Directory, "frames.db")));

        // As empty as none: what a full disk or a broken copy leaves.
        await File.WriteAllBytesAsync(Path.Combine(_gateway.Directory, "frames.db"), [], _gateway.Token);
        ProgramResult empty = await _gateway.RunAsync("serve", "--web", "-1", "--port", "0");
        Assert.Equal(2, empty.ExitCode);
        Assert.Contains("frames.db is gone or empty", empty.Output + empty.Errors, StringComparison.Ordinal);
    }

    private Task<JsonElement> RowsAreThereAsync() => _gateway.HealthUntilAsync((_, _) =>
        _gateway.GetAsync("/api/cells").GetAwaiter().GetResult().Contains("\"rows\":2000", StringComparison.Ordinal));

    private void Damage(string name)
    {
        File.WriteAllText(Path.Combine(_gateway.Directory, name), new string('x', 20_000));
        File.Delete(Path.Combine(_gateway.Directory, name + "-wal"));
        File.Delete(Path.Combine(_gateway.Directory, name + "-shm"));
    }
}
