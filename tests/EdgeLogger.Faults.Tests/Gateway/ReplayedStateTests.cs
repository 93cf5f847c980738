using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using EdgeLogger.FrameLog;
using EdgeLogger.Keys;

namespace EdgeLogger.Faults.Tests.Gateway;

/// <summary>
/// A client with a board's password, but without its key, sends again what it has heard of the board, around a start of the
/// gateway.
/// </summary>
public sealed class ReplayedStateTests
{
    private const string Board = "board-a";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_state_that_was_heard_before_a_start_of_the_gateway_raises_nothing_when_it_is_sent_again_after_it(
        bool isKilled)
    {
        await using GatewayUnderTest gateway = new();
        BoardKey key = KeyIn(gateway);
        await gateway.StartAsync();
        byte[] older;
        byte[] last;
        byte[] will;
        await using (TestBoard board = await gateway.ConnectAsync(Board))
        {
            older = Signed(key, board.Topics.State, """{"v":1,"online":true,"start":4,"connects":2,"n":7,"streams":[]}""");
            last = Signed(key, board.Topics.State, """{"v":1,"online":true,"start":4,"connects":3,"n":8,"streams":[]}""");
            will = Signed(key, board.Topics.State, """{"v":1,"online":false,"start":4,"connects":2}""");
            await board.PublishAsync(board.Topics.State, older, retain: true);
            await board.PublishAsync(board.Topics.State, last, retain: true);
            await ShownAsync(gateway, "\"n\":8");
        }

        if (isKilled)
        {
            // It is on disk within seconds.
            string marks = Path.Combine(gateway.Directory, "states.jsonl");
            await gateway.HealthUntilAsync(
                (_, _) => File.Exists(marks) && File.ReadAllText(marks).Contains("\"number\":8", StringComparison.Ordinal));
            await gateway.KillAsync();
        }
        else
        {
            await gateway.StopAsync();
        }

        await gateway.StartAsync();
        await using TestBoard thief = await gateway.ConnectAsync(Board);
        await using TestBoard marker = await gateway.ConnectAsync("board-b");
        foreach (byte[] heard in (byte[][])[last, older, will, last])
        {
            await thief.PublishAsync(thief.Topics.State, heard, retain: true);
        }

        await marker.PublishAsync(marker.Topics.State, """{"online":true}"""u8.ToArray());
        await ShownAsync(gateway, "board-b");
        Assert.DoesNotContain(Board, await gateway.GetAsync("/api/boards"), StringComparison.Ordinal);
        // Refusals are written after the answer.
        await gateway.HealthUntilAsync((_, _) => gateway.Refusals().Sum(refusal => refusal.Count) >= 2);
        Assert.Equal([new RefusalCount("old-state", Board, 2)], gateway.Refusals());

        // The board itself goes on.
        await thief.PublishAsync(thief.Topics.State, Signed(key, thief.Topics.State, """{"v":1,"online":true,"start":4,"connects":4,"n":9,"streams":[]}"""));
        await ShownAsync(gateway, "\"n\":9");
    }

    private static BoardKey KeyIn(GatewayUnderTest gateway)
    {
        string broker = Path.Combine(gateway.Directory, "broker");
        Directory.CreateDirectory(broker);
        BoardKeys keys = BoardKeys.Open(broker);
        keys.AddAll([Board]);
        return keys.Find(Board)!;
    }

    private static byte[] Signed(BoardKey key, string topic, string state) =>
        key.SignDocument(topic, Encoding.UTF8.GetBytes(state));

    private static Task<JsonElement> ShownAsync(GatewayUnderTest gateway, string text) => gateway.HealthUntilAsync((_, _) =>
        gateway.GetAsync("/api/boards").GetAwaiter().GetResult().Contains(text, StringComparison.Ordinal));
}
