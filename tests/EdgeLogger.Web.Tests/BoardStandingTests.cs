using System;
using System.Text.Json;
using EdgeLogger.Web.Components.Boards;

namespace EdgeLogger.Web.Tests;

/// <summary>What the boards' view reads from a state document.</summary>
public sealed class BoardStandingTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddDays(20_000);

    [Fact]
    public void A_backlog_is_reported_in_hours_of_the_flash_and_exactly_once_the_ring_has_been_filled()
    {
        BoardStanding filled = Read("""{"online":true,"streams":[{"backlog":250,"oldest":501,"newest":1500,"capacity_h":24}]}""");
        Assert.Equal(6, filled.BacklogHours!.Value, 9);
        Assert.True(filled.Streams[0].HasFilled);
        BoardStanding young = Read("""{"online":true,"streams":[{"backlog":10,"oldest":1,"newest":100,"capacity_h":24}]}""");
        Assert.Equal(2.4, young.BacklogHours!.Value, 9);
        Assert.False(young.Streams[0].HasFilled);
    }

    [Fact]
    public void A_board_that_just_began_has_no_more_to_send_than_it_has_lived()
    {
        BoardStanding fresh = Read("""{"online":true,"uptime_ms":720000,"streams":[{"boot":1,"backlog":11,"oldest":1,"newest":11,"capacity_h":27}]}""");
        Assert.Equal(0.2, fresh.BacklogHours!.Value, 9);
        BoardStanding restarted = Read("""{"online":true,"uptime_ms":720000,"streams":[{"boot":2,"backlog":11,"oldest":1,"newest":11,"capacity_h":27}]}""");
        Assert.Equal(27, restarted.BacklogHours!.Value, 9);
    }

    [Theory]
    [InlineData("""{"online":true}""", 10, "online")]
    [InlineData("""{"online":true}""", 400, "silent")]
    [InlineData("""{"online":false}""", 10, "offline")]
    [InlineData("""{"online":true,"safe_mode":true}""", 10, "in safe mode")]
    [InlineData("""{"online":true,"streams":[{"lost_frames":3,"lost_first":7,"lost_last":9}]}""", 10, "has lost data")]
    public void A_board_is_called_what_it_is(string state, double ageS, string expected) =>
        Assert.Equal(expected, Read(state, ageS).Health(Now));

    [Fact]
    public void A_board_whose_frames_are_refused_is_not_called_online_and_says_why()
    {
        BoardView view = new("bench-01", Now.ToUnixTimeMilliseconds(), false, JsonDocument.Parse("""{"online":true}""").RootElement)
        {
            Problems = ["3 messages refused"],
        };
        Assert.Equal("has a problem", BoardStanding.Of(view).Health(Now));
        Assert.Equal(["3 messages refused"], BoardStanding.Of(view).Problems);
    }

    [Fact]
    public void A_board_says_whether_it_is_authenticated_and_what_it_refused()
    {
        BoardView view = new("bench-01", 0, false, JsonDocument.Parse("""{"online":true,"refused_messages":3}""").RootElement) { Authenticated = "yes" };
        Assert.Equal(("yes", 3L), (BoardStanding.Of(view).Authenticated, BoardStanding.Of(view).RefusedMessages));
        Assert.Equal(("no", null), (Read("""{"online":true}""").Authenticated, Read("""{"online":true}""").RefusedMessages));
    }

    [Fact]
    public void A_refused_configuration_is_reported_with_its_reason() =>
        Assert.Equal("version 3; version 4 was rolled back: the gateway was not reached in time",
            Read("""{"online":true,"config":{"version":3,"trial":false,"last_version":4,"last":"rolled-back","reason":"the gateway was not reached in time"}}""")
                .Configuration!.ToString());

    [Fact]
    public void A_document_with_wrong_fields_is_read_as_far_as_it_goes()
    {
        BoardStanding board = Read("""{"online":"yes","uptime_ms":"long","streams":[7,{"backlog":"many"}],"config":[]}""");
        Assert.Equal((false, null, null, 1), (board.IsOnline, board.Uptime, board.Configuration, board.Streams.Count));
        Assert.Null(board.BacklogHours);
    }

    private static BoardStanding Read(string state, double ageS = 1) => BoardStanding.Of(
        new BoardView("bench-01", Now.AddSeconds(-ageS).ToUnixTimeMilliseconds(), false, JsonDocument.Parse(state).RootElement));
}
