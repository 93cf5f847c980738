using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;

namespace EdgeLogger.Faults.Tests.Gateway;

/// <summary>The disk gives garbage for a page of the log of a gateway that runs.</summary>
public sealed class UnreadablePageTests
{
    private const int PageBytes = 4096;

    [Fact]
    [Trait("Fault", "3")]
    [Trait("verify", "faults")]
    public async Task A_page_that_becomes_garbage_stays_a_problem_that_names_what_was_lost_and_other_cells_go_on()
    {
        await using GatewayUnderTest gateway = await GatewayUnderTest.StartedAsync();
        TestStream hurt = new(0x3100);
        TestStream sound = new(0x3200, "board-b");
        await SendAsync(gateway, "board-a", hurt, 300);
        await SendAsync(gateway, "board-b", sound, 300);
        await RowsAsync(gateway, 3000);
        await gateway.StopAsync();

        await gateway.StartAsync();
        // The reading at the start is over, and found nothing.
        await gateway.SaidAsync("read whole");
        string log = Path.Combine(gateway.Directory, "frames.db");
        (long at, byte[] page) = Spoil(log, hurt.Made[150]);
        using (HttpClient client = new() { BaseAddress = gateway.Serve.Page })
        {
            using HttpResponseMessage answer =
                await client.GetAsync(new Uri("/api/cells/board-a/0/export?what=samples", UriKind.Relative), gateway.Token);
            Assert.False(answer.IsSuccessStatusCode);
        }

        JsonElement health = await gateway.HealthUntilAsync((code, health) => code == HttpStatusCode.ServiceUnavailable
            && Problems(health).Contains("frames between number", StringComparison.Ordinal));
        Assert.Contains(log, Problems(health), StringComparison.Ordinal);
        Assert.Contains("of stream 0000000000003100 of board-a", Problems(health), StringComparison.Ordinal);
        Assert.Contains("backup", Problems(health), StringComparison.Ordinal);
        Assert.DoesNotContain("board-b", Problems(health), StringComparison.Ordinal);

        await SendAsync(gateway, "board-b", sound, 20);
        await RowsAsync(gateway, 3200);
        Assert.Contains("frames between number", Problems((await gateway.HealthAsync()).Health), StringComparison.Ordinal);

        // It is one until it is repaired, also after a start.
        await gateway.StopAsync();
        await gateway.StartAsync();
        await gateway.HealthUntilAsync((code, health) => code == HttpStatusCode.ServiceUnavailable
            && Problems(health).Contains("frames between number", StringComparison.Ordinal));
        await gateway.StopAsync();
        Write(log, at, page);
        await gateway.StartAsync();
        await gateway.SaidAsync("read whole");
        Assert.Equal(HttpStatusCode.OK, (await gateway.HealthAsync()).Code);
    }

    private static string Problems(JsonElement health) =>
        string.Join('\n', health.GetProperty("problems").EnumerateArray().Select(problem => problem.GetString()));

    private static Task<JsonElement> RowsAsync(GatewayUnderTest gateway, int rows) => gateway.HealthUntilAsync((_, _) =>
        gateway.GetAsync("/api/cells").GetAwaiter().GetResult().Contains($"\"rows\":{rows}", StringComparison.Ordinal));

    private static async Task SendAsync(GatewayUnderTest gateway, string name, TestStream stream, int frames)
    {
        await using TestBoard board = await gateway.ConnectAsync(name);
        await board.PublishAsync(board.Topics.Schema, stream.Schema, retain: true);
        await board.SendAsync(stream.Next(frames));
        await board.AcknowledgedAsync(stream.Id, stream.Last);
    }

    // The page that a frame begins in, as a disk would: in the file, behind SQLite's back.
    private static (long At, byte[] Page) Spoil(string path, byte[] frame)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] all = new byte[file.Length];
        file.ReadExactly(all);
        int found = all.AsSpan().IndexOf(frame);
        Assert.True(found > 0);
        int at = found / PageBytes * PageBytes;
        byte[] garbage = new byte[PageBytes];
        Array.Fill(garbage, (byte)0xA5);
        Write(path, at, garbage);
        return (at, all[at..(at + PageBytes)]);
    }

    private static void Write(string path, long at, byte[] page)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.Seek(at, SeekOrigin.Begin);
        file.Write(page);
    }
}
