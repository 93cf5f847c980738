using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Faults.Tests.Chains;
using EdgeLogger.VirtualBench.Boards;

namespace EdgeLogger.Faults.Tests;

public sealed class SlowPageTests
{
    private const string Board = "bench-01";
    private const int Pages = 20;
    private const int Changes = 24;
    private const int Cycles = 3;

    // Blazor keeps this many drawings for a page that has confirmed none; from then on only what is newest when there is room
    // again.
    private const int DrawingsKept = 10;
    private const long MostGrowthBytes = 150_000_000;

    private readonly int _seed = Random.Shared.Next(1_000_000);

    [Fact]
    [Trait("Fault", "29")]
    [Trait("verify", "faults")]
    public async Task Pages_that_stop_reading_hold_up_no_frame_get_no_queue_and_are_disconnected()
    {
        await using Chain chain = await Chain.StartAsync(Board);
        RebootingBoard board = new(TestCells.Board(Board, TestCells.Cycles(Cycles), (ulong)_seed), chain.Link(Board));
        await chain.ConnectedAsync(times: 1);
        await using FleetReader reader = FleetReader.Start(chain.Gateway.Page!);
        await chain.RunAsync(board, TestCells.RestS, () => reader.Look.Length > 0);
        List<StuckPage> pages = [];
        try
        {
            for (int i = 0; i < Pages; i++)
            {
                pages.Add(await StuckPage.OpenAsync(chain.Gateway.Page!, chain.Patience));
            }

            long bytesBefore = chain.Gateway.ResidentBytes;
            for (int change = 1; change <= Changes; change++)
            {
                string before = reader.Look;
                double untilS = TestCells.RestS + ((TestCells.EndS(Cycles) - TestCells.RestS) * change / Changes);
                // A page that does read sees each of these changes: those that do not are in nobody's way.
                await chain.RunAsync(board, untilS, () => board.CellTimeUs >= (long)((untilS - 1) * 1e6)
                    && reader.Look != before);
            }

            await chain.DeliverAsync(board);
            long grownBytes = chain.Gateway.ResidentBytes - bytesBefore;

            // Each reads at last what the gateway sent it, to the end of the connection, which is the gateway's doing.
            int[] drawings = await Task.WhenAll(pages.Select(page => page.DrawingsToTheEndAsync(chain.Patience)));

            Assert.All(drawings, count => Assert.InRange(count, 1, DrawingsKept + 2));
            Assert.True(grownBytes < MostGrowthBytes, $"seed {_seed}: the gateway grew by {grownBytes:N0} bytes");
        }
        finally
        {
            pages.ForEach(page => page.Dispose());
        }

        await chain.StopGatewayAsync();
        Assert.Equal(board.Made, chain.Stored(Board));
        Assert.Equal(2 * Cycles, chain.Results(Assert.Single(chain.Streams(Board))).Halves.Count);
    }
}
