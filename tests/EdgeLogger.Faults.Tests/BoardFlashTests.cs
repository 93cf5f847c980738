using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Faults.Tests.Chains;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.VirtualBench.Boards;
using EdgeLogger.VirtualBench.Cells;

namespace EdgeLogger.Faults.Tests;

/// <summary>What a board keeps in flash, from the flash to the gateway's log.</summary>
public sealed class BoardFlashTests
{
    private const string Board = "bench-01";

    private readonly int _seed = Random.Shared.Next(1_000_000);

    [Fact]
    [Trait("Fault", "20")]
    public async Task A_wiped_flash_or_another_board_in_its_place_continues_the_test_by_a_new_stream_and_doubles_nothing()
    {
        await using Chain chain = await Chain.StartAsync(Board);
        RecordedCell cell = TestCells.Cycles(4);
        RebootingBoard before = new(TestCells.Board(Board, cell, (ulong)_seed), chain.Link(Board));
        double swapS = TestCells.StartS(3) + 600;
        await chain.RunAsync(before, swapS);
        await chain.DeliverAsync(before);
        RebootingBoard after = new(TestCells.Board(Board, new LaterCell(cell, swapS), (ulong)_seed + 1), chain.Link(Board));
        await chain.RunAsync(after, TestCells.EndS(4) - swapS);
        await chain.DeliverAsync(after);
        await chain.StopGatewayAsync();

        IReadOnlyList<ulong> streams = chain.Streams(Board);
        Assert.Equal(2, streams.Count);
        Assert.Equal(before.Made.Frames + after.Made.Frames, chain.Stored(Board).Frames);
        Assert.Equal(0, chain.Refusals());
        CellResults test = chain.Results(streams[0]);
        Assert.Equal(test.Cell.Id, chain.Results(streams[1]).Cell.Id);
        // Of the half cycle that was cut both sides count, and it is known to lack what flowed between them: no CE comes of it.
        HalfCycle cut = Assert.Single(test.Halves, half => half.Partial);
        Assert.True(cut.Index == 3 && cut.Flags.HasFlag(QualityFlags.Gap), $"seed {_seed}");
        Assert.Equal(TestCells.HalfAh, cut.Ah, TestCells.HalfAh * 5e-3);
        Assert.Single(test.Cycles, cycle => cycle.Partial);
        Assert.All(test.Cycles.Where(cycle => cycle.Partial), cycle => Assert.Null(cycle.CoulombicEfficiency));
        Assert.Equal(TestCells.HalfAh * 8, test.Halves.Sum(half => half.Ah), TestCells.HalfAh * 8e-3);
    }

    [Fact]
    [Trait("Fault", "21")]
    public async Task A_ring_that_overflows_loses_its_oldest_frames_reports_which_and_no_charge()
    {
        await using Chain chain = await Chain.StartAsync(Board);
        VirtualBoardOptions options = TestCells.Board(Board, TestCells.LongCharge(hours: 6), (ulong)_seed) with
        {
            MaxBacklogFrames = 0,
            SegmentLength = 8192,
            SegmentsPerSlot = 4,
        };
        RebootingBoard board = new(options, chain.Link(Board));
        // The record begins with its first frame: charge that was lost before that could not be known.
        await chain.RunAsync(board, 1800, () => board.CellTimeUs >= 1799e6 && board.Board.Report().FramesAcknowledged > 20);
        // Without a network: nothing waits in a broker either.
        board.Advance((long)(5 * 3600e6), int.MaxValue);
        await chain.RunAsync(board, 6.2 * 3600);
        await chain.DeliverAsync(board);
        await chain.StopGatewayAsync();

        uint lost = board.Board.Core.Slots[0].Ring.LostFrames;
        Assert.True(lost > 50, $"seed {_seed}: {lost} lost");
        ulong stream = Assert.Single(chain.Streams(Board));
        using FrameLogReader log = FrameLogReader.Open(chain.Data);
        uint newest = board.Board.Core.Slots[0].Ring.NextSequence - 1;
        HashSet<uint> stored = [];
        chain.ForEachFrame(stream, frame => stored.Add(frame.Sequence));
        HashSet<uint> reported = [.. log.ReadGaps()
            .SelectMany(gap => Enumerable.Range((int)gap.First, (int)(gap.Last - gap.First + 1))).Select(number => (uint)number)];
        Assert.Equal(newest, log.FindStream(stream)!.Contiguous);
        Assert.True(newest - stored.Count <= lost, $"seed {_seed}: {stored.Count} of {newest} stored, {lost} lost");
        Assert.Equal(newest, (uint)stored.Union(reported).Count());
        CellResults results = chain.Results(stream);
        Assert.Equal(TestCells.CurrentA * 6, results.Halves.Sum(half => half.Ah), TestCells.CurrentA * 6e-3);
    }

    [Fact]
    [Trait("Fault", "30")]
    public async Task Power_lost_in_the_middle_of_one_write_after_another_costs_what_was_in_memory_and_no_frame_of_the_flash()
    {
        const int cycles = 6;
        await using Chain chain = await Chain.StartAsync(Board);
        RebootingBoard board = new(TestCells.Board(Board, TestCells.Cycles(cycles), (ulong)_seed), chain.Link(Board));
        Random random = new(_seed);
        double everyS = TestCells.EndS(cycles) / 60;
        for (int loss = 0; loss < 60; loss++)
        {
            await chain.RunAsync(board, (loss + 1) * everyS);
            board.LosePowerAfter(loss % 4, random.Next(), writesOfBoot: loss % 3 == 0 ? random.Next(3) : -1);
        }

        await chain.RunAsync(board, TestCells.EndS(cycles));
        await chain.DeliverAsync(board);
        await chain.StopGatewayAsync();

        Assert.True(board.PowerLosses >= 50, $"seed {_seed}: {board.PowerLosses} losses of power");
        Assert.True(board.Made == chain.Stored(Board), $"seed {_seed}: {board.Made} made, {chain.Stored(Board)} stored");
        HashSet<uint> boots = [];
        chain.ForEachFrame(Assert.Single(chain.Streams(Board)), frame => boots.Add(frame.BootCount));
        Assert.True(boots.Count > 50, $"seed {_seed}");
        // A frame is closed after a minute, and that is what a loss of power can cost.
        Assert.InRange(board.RowsGone, 1, 60L * board.PowerLosses);
    }
}
