using System;
using System.Linq;
using System.Net;
using System.Text.Json;
using System.Threading.Tasks;
using EdgeLogger.Harness;

namespace EdgeLogger.Faults.Tests.Gateway;

/// <summary>
/// What a gateway keeps and cannot show, and what it refuses, is shown where people look: health, page, doctor.
/// </summary>
public sealed class VisibleProblemTests
{
    [Fact]
    [Trait("Fault", "70")]
    public async Task Frames_that_wait_for_a_schema_are_reported_with_advice_until_it_comes()
    {
        await using GatewayUnderTest gateway = await GatewayUnderTest.StartedAsync();
        await gateway.SaidAsync(": connected");
        await using TestBoard board = await gateway.ConnectAsync();
        TestStream stream = new(0x7000);
        await board.SendAsync(stream.Next(12));
        await board.AcknowledgedAsync(stream.Id, 12);

        JsonElement waiting = await gateway.HealthUntilAsync((code, health) => code == HttpStatusCode.ServiceUnavailable
            && Problems(health).Contains("wait for a schema", StringComparison.Ordinal));
        Assert.Contains("Board board-a: 12 frames of 1 slot wait for a schema (hash ", Problems(waiting),
            StringComparison.Ordinal);
        Assert.Contains("`edgelogger board reboot board-a`", Problems(waiting), StringComparison.Ordinal);
        Assert.Contains("12 frames of 1 slot wait for a schema", await gateway.GetAsync("/system"), StringComparison.Ordinal);
        ProgramResult doctor = await gateway.RunAsync("doctor");
        Assert.Equal(1, doctor.ExitCode);
        Assert.Contains("the board has not sent it; 12 frames name it, the first of ", doctor.Output, StringComparison.Ordinal);
        Assert.Contains("`edgelogger board reboot board-a`", doctor.Output, StringComparison.Ordinal);

        await board.PublishAsync(board.Topics.Schema, stream.Schema, retain: true);
        await gateway.HealthUntilAsync((code, _) => code == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Refused_messages_are_reported_by_board_and_reason_and_do_not_make_the_gateway_ill()
    {
        await using GatewayUnderTest gateway = await GatewayUnderTest.StartedAsync();
        await gateway.SaidAsync(": connected");
        await using TestBoard board = await gateway.ConnectAsync();
        await board.SendAsync([1, 2, 3]);
        await board.SendAsync([1, 2, 3]);

        JsonElement reported = await gateway.HealthUntilAsync(
            (code, health) => code == HttpStatusCode.OK && Problems(health).Contains("2 messages", StringComparison.Ordinal));
        Assert.Contains("Board board-a: 2 messages refused as frame-too-short since ", Problems(reported),
            StringComparison.Ordinal);
        Assert.Contains("`edgelogger board show board-a`", Problems(reported), StringComparison.Ordinal);
        Assert.Contains("2 messages refused as frame-too-short", await gateway.GetAsync("/system"), StringComparison.Ordinal);
        ProgramResult doctor = await gateway.RunAsync("doctor");
        Assert.Contains("Board board-a: 2 messages refused as frame-too-short since the log was made", doctor.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_board_whose_frames_are_all_refused_is_shown_with_that_problem_and_not_as_online()
    {
        await using GatewayUnderTest gateway = await GatewayUnderTest.StartedAsync();
        await gateway.SaidAsync(": connected");
        await using TestBoard first = await gateway.ConnectAsync();
        TestStream stream = new(0x7100);
        await first.PublishAsync(first.Topics.Schema, stream.Schema, retain: true);
        await first.SendAsync(stream.Next(3));
        await first.AcknowledgedAsync(stream.Id, 3);
        await using TestBoard second = await gateway.ConnectAsync("board-b");
        await second.PublishAsync(second.Topics.State, """{"online":true}"""u8.ToArray(), retain: true);
        await second.SendAsync(stream.Next(2));

        JsonElement reported = await gateway.HealthUntilAsync(
            (_, health) => Problems(health).Contains("Board board-b: 2 messages refused as not-owner", StringComparison.Ordinal));
        Assert.Contains("a copied flash is in use", Problems(reported), StringComparison.Ordinal);
        string boards = await gateway.GetAsync("/boards");
        Assert.Matches("board-b <span class=\"health bad\">has a problem</span>", boards);
        Assert.Contains("Board board-b: 2 messages refused as not-owner", WebUtility.HtmlDecode(boards),
            StringComparison.Ordinal);
        foreach (string[] command in (string[][])[["doctor"], ["board", "list"], ["board", "show", "board-b"]])
        {
            ProgramResult run = await gateway.RunAsync(command[0], command[1..]);
            Assert.Contains("Board board-b: 2 messages refused as not-owner", run.Output, StringComparison.Ordinal);
            Assert.Equal(command[0] == "board", run.Output.Contains("has a problem", StringComparison.Ordinal));
        }
    }

    private static string Problems(JsonElement health) =>
        string.Join(' ', health.GetProperty("problems").EnumerateArray().Select(problem => problem.GetString()));
}
