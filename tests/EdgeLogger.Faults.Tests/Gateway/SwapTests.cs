using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using EdgeLogger.Harness;

namespace EdgeLogger.Faults.Tests.Gateway;

/// <summary>Cells that are swapped and moved by commands while `edgelogger serve` runs, and days late.</summary>
public sealed class SwapTests
{
    // Three times ten minutes of charge and ten of discharge.
    private const int FramesAnHour = 360;

    private static readonly string[] Cells = ["WJK-1", "WJK-2", "WJK-3"];
    private static readonly string[] MassesMg = ["6.02", "5.4", "7"];

    private readonly TestStream _stream = new(0x5A00);

    [Fact]
    public async Task Two_swaps_in_one_slot_give_three_records_with_three_masses_and_entered_late_the_same_bytes()
    {
        await using GatewayUnderTest inTime = await GatewayUnderTest.StartedAsync();
        await using (TestBoard board = await ConnectedAsync(inTime, _stream))
        {
            for (int hour = 0; hour < Cells.Length; hour++)
            {
                await StartAsync(inTime, hour);
                await board.SendAsync(_stream.Next(FramesAnHour));
                await board.AcknowledgedAsync(_stream.Id, _stream.Last);
            }

            await PageLeadsToAsync(inTime, Cells[^1]);
        }

        await inTime.StopAsync();

        await using GatewayUnderTest late = await GatewayUnderTest.StartedAsync();
        await using (TestBoard board = await ConnectedAsync(late, _stream))
        {
            await board.SendAsync(_stream.Made.Values);
            await board.AcknowledgedAsync(_stream.Id, _stream.Last);
        }

        for (int hour = 0; hour < Cells.Length; hour++)
        {
            await StartAsync(late, hour);
            await late.KillAsync();
            await late.StartAsync();
        }

        await late.StopAsync();

        HashSet<string> times = [];
        for (int hour = 0; hour < Cells.Length; hour++)
        {
            ExportTable samples = await ExportTable.OfAsync(inTime, Cells[hour], "samples");
            // A row belongs to the test in whose time its period ends: the one that ends at a swap to who leaves.
            Assert.Equal(3600, samples.Rows.Count);
            Assert.All(samples.Column("cell"), cell => Assert.Equal(Cells[hour], cell));
            Assert.All(samples.Column("utc"), time => Assert.True(times.Add(time), $"{time} belongs to two cells"));
            Assert.Equal(samples.Text, (await ExportTable.OfAsync(late, Cells[hour], "samples")).Text);

            ExportTable cycles = await ExportTable.OfAsync(inTime, Cells[hour], "cycles");
            Assert.Equal(["1", "2", "3"], cycles.Column("cycle"));
            // 2 mA for ten minutes, 1/3 mA h, per gram of this cell.
            double perGram = 2.0 / 6 / (double.Parse(MassesMg[hour], CultureInfo.InvariantCulture) / 1000);
            Assert.InRange(cycles.Number(1, "discharge_specific_capacity_mah_per_g") / perGram, 0.99, 1.01);
            Assert.Equal(cycles.Text, (await ExportTable.OfAsync(late, Cells[hour], "cycles")).Text);
        }

        await HoldsAsync(inTime);
        await HoldsAsync(late);
    }

    [Fact]
    public async Task A_test_that_moves_over_three_boards_is_one_history_with_an_efficiency_where_both_halves_are_whole()
    {
        string[] boards = ["board-a", "board-b", "board-c"];
        await using GatewayUnderTest gateway = await GatewayUnderTest.StartedAsync();
        for (int hour = 0; hour < boards.Length; hour++)
        {
            string at = At(hour);
            await RunAsync(gateway, hour == 0
                ? ["start", "board-a/0", "--cell", "WJK-1", "--mass-mg", "6.02", "--at", at]
                : ["move", "WJK-1", "--to", $"{boards[hour]}/0", "--at", at]);
            TestStream stream = new((ulong)(0x5B00 + hour), boards[hour], TestStream.StartUtcMs + (hour * 3_600_000L));
            await using TestBoard board = await ConnectedAsync(gateway, stream, boards[hour]);
            await board.SendAsync(stream.Next(FramesAnHour));
            await board.AcknowledgedAsync(stream.Id, stream.Last);
        }

        await gateway.StopAsync();

        Assert.Equal(3 * 3600, (await ExportTable.OfAsync(gateway, "WJK-1", "samples")).Rows.Count);
        ExportTable cycles = await ExportTable.OfAsync(gateway, "WJK-1", "cycles");
        Assert.Equal(Enumerable.Range(1, 9).Select(number => $"{number}"), cycles.Column("cycle"));
        // Each hour begins amid a charge that nobody saw begin, and ends amid a discharge; nothing is joined across a move.
        Assert.Equal(Enumerable.Repeat<string[]>(["", "1", ""], 3).SelectMany(hour => hour),
            cycles.Column("coulombic_efficiency"));
        await HoldsAsync(gateway);
    }

    // By its name, by the slot that it is in, and by itself.
    private static async Task PageLeadsToAsync(GatewayUnderTest gateway, string cell)
    {
        // Its rows, and not only its name: what is applied is stored within a second.
        while (!await AnswersAsync(gateway, "/api/cells/board-a/0/cycles"))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, gateway.Token);
        }

        Assert.Contains($"href=\"/tests/{cell}/1\"", await gateway.GetAsync("/"), StringComparison.Ordinal);
        foreach (string address in (string[])[$"/cells/{cell}", "/slots/board-a/0", $"/tests/{cell}/1"])
        {
            string page = await gateway.GetAsync(address);
            Assert.Contains($"<h1>{cell}</h1>", page, StringComparison.Ordinal);
            Assert.Contains("aria-label=\"Of this cell\"", page, StringComparison.Ordinal);
        }

        string slot = await gateway.GetAsync("/slots/board-a/0");
        Assert.All(Cells, other => Assert.Contains($"href=\"/tests/{other}/1\"", slot, StringComparison.Ordinal));
        Assert.Contains($"\n{cell},", await gateway.GetAsync("/api/cells/board-a/0/export?what=cycles&format=csv"),
            StringComparison.Ordinal);
        await EndedTestHasItsOwnRowsAsync(gateway, Cells[0]);
    }

    private static async Task<bool> AnswersAsync(GatewayUnderTest gateway, string path)
    {
        try
        {
            await gateway.GetAsync(path);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    // The slot is another cell's by now.
    private static async Task EndedTestHasItsOwnRowsAsync(GatewayUnderTest gateway, string cell)
    {
        string page = await gateway.GetAsync($"/cells/{cell}?tab=table");
        Assert.Contains($"<h1>{cell}</h1>", page, StringComparison.Ordinal);
        Assert.Contains("This test ended at", page, StringComparison.Ordinal);
        string link = Regex.Match(page, "/api/tests/[0-9a-f]{16}/export").Value;
        string[] lines = (await gateway.GetAsync($"{link}?what=cycles&format=csv"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.All(lines.Skip(1), line => Assert.StartsWith($"{cell},", line, StringComparison.Ordinal));
        using JsonDocument cycles = JsonDocument.Parse(
            await gateway.GetAsync(link.Replace("export", "cycles", StringComparison.Ordinal)));
        // The swap cut the last discharge.
        Assert.Equal([false, false, true],
            cycles.RootElement.EnumerateArray().Select(cycle => cycle.GetProperty("provisional").GetBoolean()));
    }

    private static string At(int hour) => DateTimeOffset.FromUnixTimeMilliseconds(TestStream.StartUtcMs + (hour * 3_600_000L))
        .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static async Task<TestBoard> ConnectedAsync(
        GatewayUnderTest gateway, TestStream stream, string board = "board-a")
    {
        TestBoard connected = await gateway.ConnectAsync(board);
        await connected.PublishAsync(connected.Topics.Schema, stream.Schema, retain: true);
        return connected;
    }

    private static Task StartAsync(GatewayUnderTest gateway, int hour) => RunAsync(gateway,
        "start", "board-a/0", "--cell", Cells[hour], "--mass-mg", MassesMg[hour], "--at", At(hour), "--end-previous");

    private static async Task RunAsync(GatewayUnderTest gateway, params string[] arguments)
    {
        ProgramResult result = await gateway.RunAsync("cell", arguments);
        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
    }

    private static async Task HoldsAsync(GatewayUnderTest gateway)
    {
        ProgramResult check = await gateway.RunAsync("rebuild", "--check");
        Assert.True(check.ExitCode == 0, check.Output + check.Errors);
    }
}
