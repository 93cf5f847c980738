using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Faults.Tests.Chains;
using EdgeLogger.Frames;
using EdgeLogger.VirtualBench.Boards;

namespace EdgeLogger.Faults.Tests;

public sealed class BoardTimeTests
{
    private const string Board = "bench-01";
    private const long HourMs = 3_600_000;

    private readonly int _seed = Random.Shared.Next(1_000_000);

    [Fact]
    [Trait("Fault", "23")]
    public async Task What_was_measured_before_UTC_was_known_is_dated_by_the_anchor_of_the_same_boot_and_its_charge_is_the_same()
    {
        await using Chain chain = await Chain.StartAsync(Board);
        VirtualBoardOptions options = TestCells.Board(Board, TestCells.Cycles(2), (ulong)_seed)
            with
        { UtcKnownAfterS = TestCells.StartS(1) };
        RebootingBoard board = new(options, chain.Link(Board));
        await RunToEndAsync(chain, board, cycles: 2);

        ulong stream = Assert.Single(chain.Streams(Board));
        List<TimeQuality> qualities = [];
        chain.ForEachFrame(stream, frame => qualities.Add(frame.TimeQuality));
        Assert.Equal(TimeQuality.None, qualities[0]);
        Assert.Equal(TimeQuality.Synchronised, qualities[^1]);
        IReadOnlyList<StoredHalf> halves = chain.StoredHalves(stream);
        // The first half cycle closes only when UTC has become known.
        Assert.Equal(options.StartUnixMs + (TestCells.StartS(0) * 1000), Assert.NotNull(halves[0].StartUtcMs), 2000.0);
        IsWhole(chain.Results(stream), cycles: 2);
    }

    [Fact]
    [Trait("Fault", "24")]
    public async Task A_clock_that_steps_by_an_hour_in_mid_charge_changes_no_charge_and_the_log_holds_the_step()
    {
        await using Chain chain = await Chain.StartAsync(Board);
        VirtualBoardOptions options = TestCells.Board(Board, TestCells.Cycles(2), (ulong)_seed);
        RebootingBoard board = new(options, chain.Link(Board));
        await chain.RunAsync(board, TestCells.StartS(0) + 600);
        board.SetUtc(options.StartUnixMs + (board.CellTimeUs / 1000) + HourMs);
        await chain.RunAsync(board, TestCells.StartS(1) + 600);
        board.SetUtc(options.StartUnixMs + (board.CellTimeUs / 1000) - HourMs);
        await RunToEndAsync(chain, board, cycles: 2);

        ulong stream = Assert.Single(chain.Streams(Board));
        List<long> offsets = [];
        chain.ForEachFrame(stream, frame =>
        {
            if (frame.Kind == FrameKind.Anchor)
            {
                offsets.Add(frame.UtcMinusUptimeMs - options.StartUnixMs);
            }
        });
        Assert.Equal([0, HourMs, -HourMs], offsets);
        IsWhole(chain.Results(stream), cycles: 2);
    }

    [Fact]
    [Trait("Fault", "25")]
    public async Task A_board_that_reboots_before_it_ever_knew_UTC_keeps_its_charge_and_its_results_have_no_date_yet()
    {
        await using Chain chain = await Chain.StartAsync(Board);
        VirtualBoardOptions options = TestCells.Board(Board, TestCells.Cycles(3), (ulong)_seed)
            with
        { UtcKnownAfterS = double.PositiveInfinity };
        RebootingBoard board = new(options, chain.Link(Board)) { UtcKnownLateS = double.PositiveInfinity };
        long before = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        await chain.RunAsync(board, TestCells.StartS(2) + 600);
        board.LosePowerAfter(0, _seed);
        await RunToEndAsync(chain, board, cycles: 3);
        Assert.Equal(1, board.PowerLosses);

        ulong stream = Assert.Single(chain.Streams(Board));
        chain.ForEachFrame(stream, frame => Assert.Equal(TimeQuality.None, frame.TimeQuality));
        Assert.All(chain.Arrivals(stream),
            arrival => Assert.InRange(arrival, before, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()));
        IReadOnlyList<StoredHalf> halves = chain.StoredHalves(stream);
        // The second boot may still learn UTC, and the first one ended before it.
        Assert.NotEmpty(halves);
        Assert.All(halves, half => Assert.Equal(DateQuality.Unknown, half.EndQuality));
        Assert.All(halves, half => Assert.Null(half.EndUtcMs));
        CellResults results = chain.Results(stream);
        // The half cycle in which the power went says so; the others are whole.
        Assert.Equal([false, false, true, false], results.Halves.Take(4).Select(half => half.Partial));
        Assert.All(results.Halves.Where(half => !half.Partial),
            half => Assert.Equal(TestCells.HalfAh, half.Ah, TestCells.HalfAh * 1e-3));
    }

    private static async Task RunToEndAsync(Chain chain, RebootingBoard board, int cycles)
    {
        await chain.RunAsync(board, TestCells.EndS(cycles));
        await chain.DeliverAsync(board);
        await chain.StopGatewayAsync();
    }

    private void IsWhole(CellResults results, int cycles)
    {
        Assert.Equal(cycles * 2, results.Halves.Count);
        Assert.All(results.Halves, half =>
        {
            Assert.Equal(TestCells.HalfAh, half.Ah, TestCells.HalfAh * 1e-3);
            Assert.True(half.Flags == QualityFlags.None, $"seed {_seed}: {half.Flags}");
        });
    }
}
