using System;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Faults.Tests.Chains;
using EdgeLogger.VirtualBench.Boards;

namespace EdgeLogger.Faults.Tests;

public sealed class BrokerLossTests
{
    private const string Board = "bench-01";

    private readonly int _seed = Random.Shared.Next(1_000_000);

    [Fact]
    [Trait("Fault", "7")]
    [Trait("verify", "faults")]
    public async Task A_broker_killed_with_all_it_kept_costs_no_frame()
    {
        await using Chain chain = await Chain.StartAsync(Board);
        RebootingBoard board = new(TestCells.Board(Board, TestCells.Cycles(3), (ulong)_seed), chain.Link(Board));
        for (int half = 1; half <= 5; half++)
        {
            await chain.ConnectedAsync(times: half);
            await chain.RunAsync(board, TestCells.StartS(half));
            await chain.KillBrokerAsync();
        }

        await chain.RunAsync(board, TestCells.EndS(3));
        await chain.DeliverAsync(board);
        await chain.StopGatewayAsync();

        Assert.Equal(board.Made, chain.Stored(Board));
        CellResults results = chain.Results(Assert.Single(chain.Streams(Board)));
        Assert.Equal(6, results.Halves.Count);
        Assert.All(results.Halves, half => Assert.False(half.Partial, $"seed {_seed}: {half}"));
    }

    [Fact]
    [Trait("Fault", "8")]
    public async Task A_gateway_away_for_hours_while_the_brokers_queue_overflows_leaves_no_gap()
    {
        await using Chain chain = await Chain.StartAsync(Board);
        VirtualBoardOptions options = TestCells.Board(Board, TestCells.Cycles(8), (ulong)_seed) with { MaxBacklogFrames = 0 };
        // As impatient as to fill the broker's queue of 10,000 messages, which drops what comes after.
        options.Uplink.ResendAfterMs = 5;
        options.Uplink.ResendAtMostMs = 5;
        RebootingBoard board = new(options, chain.Link(Board));
        await chain.RunAsync(board, TestCells.StartS(1));
        await chain.KillGatewayAsync();
        await chain.RunAsync(board, TestCells.EndS(8));
        Assert.True(board.CellTimeUs > 5 * 3600e6);
        await chain.RunAsync(board, TestCells.EndS(8), () => board.FramesSent > 12_000);
        long sentWhileAway = board.FramesSent;
        options.Uplink.ResendAfterMs = 500;
        await chain.StartGatewayAsync();
        await chain.DeliverAsync(board);
        await chain.StopGatewayAsync();

        Assert.True(sentWhileAway > 12_000, $"seed {_seed}: {sentWhileAway} sent");
        Assert.Equal(0, board.Board.Report().FramesLost);
        Assert.Equal(board.Made, chain.Stored(Board));
        CellResults results = chain.Results(Assert.Single(chain.Streams(Board)));
        Assert.Equal(16, results.Halves.Count);
        Assert.All(results.Halves.SkipLast(1), half => Assert.Equal(TestCells.HalfAh, half.Ah, TestCells.HalfAh * 1e-3));
    }
}
