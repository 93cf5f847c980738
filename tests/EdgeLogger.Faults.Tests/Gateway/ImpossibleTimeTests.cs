using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using EdgeLogger.Harness;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Faults.Tests.Gateway;

/// <summary>Whole frames of a board whose clock, or whose owner, says that it is the year 10000.</summary>
public sealed class ImpossibleTimeTests : IAsyncLifetime
{
    // 10000-01-01: the first moment that no date of .NET can be.
    private const long BeyondTheCalendarMs = 253_402_300_800_000;

    private readonly TestStream _bad = new(0x5300);
    private readonly TestStream _good = new(0x5301, "board-b");
    private GatewayUnderTest _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await GatewayUnderTest.StartedAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    [Trait("Fault", "53")]
    public async Task Frames_of_the_year_10000_are_kept_and_date_nothing_and_pages_exports_stop_and_start_go_on()
    {
        await using (TestBoard hostile = await _gateway.ConnectAsync("board-a"))
        await using (TestBoard honest = await _gateway.ConnectAsync("board-b"))
        {
            await hostile.PublishAsync(hostile.Topics.Schema, _bad.Schema, retain: true);
            await honest.PublishAsync(honest.Topics.Schema, _good.Schema, retain: true);
            _bad.UtcMinusUptimeMs = BeyondTheCalendarMs;
            await hostile.SendAsync(_bad.Next(400));
            await hostile.AcknowledgedAsync(_bad.Id, 400);
            await CellIsThereAsync("board-a/0");
            await honest.SendAsync(_good.Next());
            await CellIsThereAsync("board-b/0");
            // Both are on the page, so that it goes on beside the bad cell.
            await PageHoldsAsync(">board-a/0</a>", ">board-b/0</a>");
            JsonElement health = await _gateway.HealthUntilAsync(
                (_, now) => now.GetProperty("problems").GetRawText().Contains("board-a/0", StringComparison.Ordinal));
            Assert.DoesNotContain("board-b/0", health.GetProperty("problems").GetRawText(), StringComparison.Ordinal);
        }

        Assert.Equal(400, _gateway.Stored(_bad.Id).Count);
        string csv = await ExportAsync();
        Assert.Equal(400 * TestStream.RowsAFrame, csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length - 1);
        Assert.DoesNotContain("10000-", csv, StringComparison.Ordinal);
        await _gateway.GetAsync("/api/cells/board-a/0/samples?width=100");
        foreach (string tab in (string[])["traces", "cycles", "curves", "events"])
        {
            await _gateway.GetAsync("/cells/board-a/0?tab=" + tab);
        }

        await _gateway.StopAsync();
        Assert.Equal(0, (await _gateway.RunAsync("rebuild", "--check")).ExitCode);
        ProgramResult doctor = await _gateway.RunAsync("doctor");
        Assert.Contains("cell board-a/0: 400 frames give a time outside of 2000 to 2199", doctor.Output,
            StringComparison.Ordinal);
        Assert.DoesNotContain("cell board-b/0", doctor.Output, StringComparison.Ordinal);
        await _gateway.StartAsync();
        await PageHoldsAsync(">board-a/0</a>", ">board-b/0</a>");
    }

    [Fact]
    [Trait("Fault", "53")]
    public async Task Impossible_times_that_an_earlier_version_stored_are_not_dates_and_the_traces_are_gathered_again()
    {
        await using (TestBoard board = await _gateway.ConnectAsync("board-a"))
        {
            await board.PublishAsync(board.Topics.Schema, _bad.Schema, retain: true);
            await board.SendAsync(_bad.Next(400));
            await board.AcknowledgedAsync(_bad.Id, 400);
            await CellIsThereAsync("board-a/0");
        }

        await _gateway.StopAsync();
        Change("derived.db", $"UPDATE date SET utc_minus_uptime_ms = {BeyondTheCalendarMs}");
        Change("traces.db", $"UPDATE span SET end_ms = {BeyondTheCalendarMs}");
        await _gateway.StartAsync();
        using JsonDocument halves = JsonDocument.Parse(await _gateway.GetAsync("/api/cells/board-a/0/half-cycles"));
        Assert.NotEmpty(halves.RootElement.EnumerateArray());
        Assert.All(halves.RootElement.EnumerateArray(),
            half => Assert.Equal(JsonValueKind.Null, half.GetProperty("endUtcMs").ValueKind));
        await _gateway.GetAsync("/cells/board-a/0?tab=events");
        await _gateway.HealthUntilAsync(
            (_, _) => Count("traces.db", $"SELECT COUNT(*) FROM span WHERE level = 0 AND end_ms < {BeyondTheCalendarMs}") == 400);
        Assert.Equal(0, Count("traces.db", $"SELECT COUNT(*) FROM span WHERE end_ms >= {BeyondTheCalendarMs}"));
    }

    /// <summary>Waits until a cell is shown, and stored: commands read what is stored.</summary>
    private async Task CellIsThereAsync(string cell)
    {
        using HttpClient http = new();
        await _gateway.HealthUntilAsync((_, _) =>
        {
            using HttpResponseMessage samples = http.GetAsync(new Uri(_gateway.Serve.Page!, $"/api/cells/{cell}/samples?rows=1"))
                .GetAwaiter().GetResult();
            return samples.IsSuccessStatusCode;
        });
    }

    private async Task PageHoldsAsync(params string[] cells)
    {
        string page;
        do
        {
            page = await _gateway.GetAsync("/");
        }
        while (!cells.All(cell => page.Contains(cell, StringComparison.Ordinal))
            && !_gateway.Token.IsCancellationRequested);

        Assert.All(cells, cell => Assert.Contains(cell, page, StringComparison.Ordinal));
    }

    private async Task<string> ExportAsync()
    {
        string file = Path.Combine(_gateway.Directory, "exported.csv");
        ProgramResult exported = await _gateway.RunAsync("export", "board-a/0", "--out", file);
        Assert.True(exported.ExitCode == 0, exported.Output + exported.Errors);
        return await File.ReadAllTextAsync(file, _gateway.Token);
    }

    private void Change(string file, string sql)
    {
        using SqliteConnection connection = Open(file);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.True(command.ExecuteNonQuery() > 0, sql);
    }

    private long Count(string file, string sql)
    {
        using SqliteConnection connection = Open(file);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private SqliteConnection Open(string file)
    {
        SqliteConnection connection = new(new SqliteConnectionStringBuilder
        { DataSource = Path.Combine(_gateway.Directory, file), Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
