using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Text.Json;
using System.Threading.Tasks;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Harness;
using EdgeLogger.Testing;

namespace EdgeLogger.Faults.Tests.Gateway;

/// <summary>Somebody takes results and alerts away from a gateway that runs.</summary>
public sealed class TakenStoreTests : IAsyncLifetime
{
    private static readonly string[] Stores = ["derived", "traces", "alerts"];

    private readonly TestStream _stream = new(0x5b00);
    private GatewayUnderTest _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "an open file cannot be removed there");
        _gateway = await GatewayUnderTest.StartedAsync();
        await using TestBoard board = await _gateway.ConnectAsync();
        await board.PublishAsync(board.Topics.Schema, _stream.Schema, retain: true);
        await board.SendAsync(_stream.Next(20));
        await board.AcknowledgedAsync(_stream.Id, 20);
        await RowsAreThereAsync();
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [InlineData("removed")]
    [InlineData("replaced")]
    [Trait("Fault", "59")]
    public async Task What_was_in_stores_that_were_removed_or_replaced_is_rescued_and_said_until_it_is_put_back(string how)
    {
        await SilenceAsync();
        Array.ForEach(Stores, store => Take(Path.Combine(_gateway.Directory, store + ".db"), how));
        await SaysAllAsync("rescued");
        await _gateway.StopAsync();

        // The next start finds other files in their place, or none.
        await _gateway.StartAsync();
        await SaysAllAsync("rescued");
        await _gateway.StopAsync();
        foreach (string store in Stores)
        {
            string path = Path.Combine(_gateway.Directory, store + ".db");
            File.Delete(path + "-wal");
            File.Delete(path + "-shm");
            File.Move(Path.Combine(_gateway.Directory, store + "-rescued-1.db"), path, overwrite: true);
        }

        await _gateway.StartAsync();
        await _gateway.HealthUntilAsync((code, _) => code == HttpStatusCode.OK);
        Assert.Contains("board-a", (await _gateway.RunAsync("alerts", "list")).Output, StringComparison.Ordinal);
        await RowsAreThereAsync();
    }

    [Fact]
    [Trait("Fault", "59")]
    public async Task Stores_that_were_overwritten_are_quarantined_and_derived_again_at_the_next_start()
    {
        Array.ForEach(Stores, store =>
            File.WriteAllText(Path.Combine(_gateway.Directory, store + ".db"), new string('x', 40_000)));
        await SaysAllAsync("damaged");
        await _gateway.StopAsync();

        await _gateway.StartAsync();
        await SaysAllAsync("damaged");
        await RowsAreThereAsync();
        Array.ForEach(Stores, store => File.Delete(Path.Combine(_gateway.Directory, store + "-damaged-1.db")));
        await _gateway.HealthUntilAsync((code, _) => code == HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("removed", "rescued")]
    [InlineData("replaced", "rescued")]
    [InlineData("overwritten", "damaged")]
    [Trait("Fault", "59")]
    public async Task A_book_of_cells_that_was_taken_away_is_named_and_no_start_begins_an_empty_one_in_its_place(
        string how, string word)
    {
        string path = Path.Combine(_gateway.Directory, CellBook.FileName);
        string kept = Path.Combine(_gateway.Directory, $"cells-{word}-1.db");
        using (CellBook book = CellBook.Open(_gateway.Directory, TimeProvider.System))
        {
            book.Add(new Cell { Name = CellName.Parse("WJK-0412") }, new Author("ana"));
        }

        using ScratchDirectory elsewhere = new();
        string backup = elsewhere.File("backup");
        Assert.Equal(0, (await _gateway.RunAsync("backup", backup)).ExitCode);
        Take(path, how);
        await _gateway.HealthUntilAsync((code, health) => code == HttpStatusCode.ServiceUnavailable
            && Problems(health).Contains(Path.GetFileName(kept), StringComparison.Ordinal));
        await _gateway.StopAsync();

        ProgramResult refused = await _gateway.RunAsync(
            "serve", "--listen", "127.0.0.1", "--port", "0", "--tls-port", "-1", "--web", "0");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains(Path.GetFileName(kept), refused.Errors, StringComparison.Ordinal);
        Assert.Matches("rename|restore", refused.Errors);
        File.Delete(path + "-wal");
        File.Delete(path + "-shm");
        File.Move(how == "overwritten" ? Path.Combine(backup, CellBook.FileName) : kept, path, overwrite: true);
        File.Delete(kept);

        await _gateway.StartAsync();
        await _gateway.HealthUntilAsync((code, _) => code == HttpStatusCode.OK);
        using CellBook again = CellBook.Open(_gateway.Directory, TimeProvider.System);
        Assert.NotNull(again.Find(CellName.Parse("WJK-0412")));
    }

    [Fact]
    [Trait("Fault", "59")]
    public async Task Stores_that_are_touched_and_used_by_commands_go_on()
    {
        Array.ForEach(Stores, store => File.SetLastWriteTimeUtc(
            Path.Combine(_gateway.Directory, store + ".db"), new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc)));
        for (int i = 0; i < 3; i++)
        {
            await SilenceAsync();
        }

        // The watch has looked since: it looks at all three in turn, and finds the one that is taken now.
        File.Delete(Path.Combine(_gateway.Directory, "alerts.db"));
        JsonElement health = await _gateway.HealthUntilAsync(
            (_, health) => health.ToString().Contains("alerts-rescued-1.db", StringComparison.Ordinal));
        Assert.DoesNotContain("derived", Problems(health), StringComparison.Ordinal);
        Assert.DoesNotContain("traces", Problems(health), StringComparison.Ordinal);
    }

    private async Task SilenceAsync() => Assert.Equal(
        0, (await _gateway.RunAsync("alerts", "silence", "board-a/0", "--for", "2h", "--note", "maintenance")).ExitCode);

    private Task<JsonElement> SaysAllAsync(string word) =>
        _gateway.HealthUntilAsync((code, health) => code == HttpStatusCode.ServiceUnavailable
        && Stores.All(store => Problems(health).Contains($"{store}-{word}-1.db", StringComparison.Ordinal)));

    private static string Problems(JsonElement health) => health.GetProperty("problems").ToString();

    private Task<JsonElement> RowsAreThereAsync() => _gateway.HealthUntilAsync((_, _) =>
        _gateway.GetAsync("/api/cells").GetAwaiter().GetResult().Contains("\"rows\":200", StringComparison.Ordinal));

    private static void Take(string path, string how)
    {
        if (how == "removed")
        {
            File.Delete(path);
        }
        else if (how == "overwritten")
        {
            File.WriteAllText(path, new string('x', 40_000));
        }
        else
        {
            File.Copy(path, path + ".new");
            File.Move(path + ".new", path, overwrite: true);
        }
    }
}
