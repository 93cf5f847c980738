using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Mqtt;

namespace EdgeLogger.Faults.Tests.Gateway;

public sealed class KilledGatewayTests
{
    private const int Boards = 3;
    private const int Kills = 4;

    private readonly int _seed = Random.Shared.Next();

    [Fact]
    [Trait("Fault", "1")]
    public async Task Every_acknowledged_frame_is_readable_exactly_once_after_the_gateway_is_killed_while_boards_send()
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {_seed}");
        Random random = new(_seed);
        TestStream[] streams = [.. Enumerable.Range(0, Boards).Select(i => new TestStream(0x1000 + (ulong)i, Name(i)))];
        uint[] known = new uint[Boards];
        await using GatewayUnderTest gateway = new();
        for (int kill = 0; kill < Kills; kill++)
        {
            await gateway.StartAsync();
            List<TestBoard> boards = [];
            for (int i = 0; i < Boards; i++)
            {
                boards.Add(await gateway.ConnectAsync(Name(i)));
            }

            Task[] sending = [.. boards.Select((board, i) => SendUntilCutAsync(board, streams[i], known[i]))];
            await boards[0].AcknowledgedAsync(streams[0].Id, known[0] + (uint)random.Next(20, 200));
            await gateway.KillAsync();
            for (int i = 0; i < Boards; i++)
            {
                await boards[i].DisposeAsync();
                await sending[i];
                known[i] = Math.Max(known[i], boards[i].AcknowledgedTo(streams[i].Id));
                Check(gateway.Stored(streams[i].Id), streams[i], known[i], $"seed {_seed}, kill {kill}, {Name(i)}");
            }
        }
    }

    private static string Name(int board) => $"board-{(char)('a' + board)}";

    // As a board does after a reconnect: what is not known to be on disk, then what is new.
    private static async Task SendUntilCutAsync(TestBoard board, TestStream stream, uint known)
    {
        try
        {
            await board.SendAsync(stream.Made.Where(frame => frame.Key > known).Select(frame => frame.Value).ToArray());
            while (true)
            {
                await board.SendAsync(stream.Next());
            }
        }
        catch (Exception error) when (error is MqttUnreachableException or OperationCanceledException)
        {
            // Cut, as wanted.
        }
    }

    private static void Check(SortedDictionary<uint, byte[]> stored, TestStream stream, uint known, string when)
    {
        for (uint sequence = 1; sequence <= known; sequence++)
        {
            Assert.True(stored.TryGetValue(sequence, out byte[]? bytes),
                $"{when}: frame {sequence} was acknowledged and is not there");
            Assert.True(stream.Made[sequence].AsSpan().SequenceEqual(bytes), $"{when}: frame {sequence} is another one");
        }
    }
}
