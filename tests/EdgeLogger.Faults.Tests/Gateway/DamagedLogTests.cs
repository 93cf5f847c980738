using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Text.Json;
using System.Threading.Tasks;
using EdgeLogger.FrameLog;
using EdgeLogger.Harness;

namespace EdgeLogger.Faults.Tests.Gateway;

/// <summary>What a disk does to the log of a gateway that is not running.</summary>
public sealed class DamagedLogTests
{
    private readonly int _seed = Random.Shared.Next();

    [Fact]
    [Trait("Fault", "2")]
    public async Task A_torn_tail_is_left_out_its_bytes_are_reported_and_what_was_acknowledged_is_there()
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {_seed}");
        await using GatewayUnderTest gateway = await GatewayUnderTest.StartedAsync();
        TestStream stream = new(0x2000);
        await using (TestBoard board = await gateway.ConnectAsync())
        {
            await board.SendAsync(stream.Next(50));
            await board.AcknowledgedAsync(stream.Id, 50);
        }

        await gateway.KillAsync();
        int torn = TearTail(Path.Combine(gateway.Directory, "frames.db-wal"), new Random(_seed));
        ProgramResult doctor = await gateway.RunAsync("doctor");
        Assert.Contains($"ends within a transaction, {torn} bytes", doctor.Output, StringComparison.Ordinal);

        await gateway.StartAsync();
        Assert.Contains($"ended within a transaction: its {torn} bytes", gateway.Serve.Said, StringComparison.Ordinal);
        (_, JsonElement health) = await gateway.HealthAsync();
        Assert.Equal(torn, health.GetProperty("detail").GetProperty("log").GetProperty("tornBytes").GetInt64());
        Assert.True(gateway.Stored(stream.Id).Values.Zip(stream.Made.Values).All(pair => pair.First.SequenceEqual(pair.Second)),
            $"seed {_seed}");
        Assert.Equal(50, gateway.Stored(stream.Id).Count);
        await using TestBoard again = await gateway.ConnectAsync();
        await again.SendAsync(stream.Next(1));
        await again.AcknowledgedAsync(stream.Id, 51);
    }

    [Fact]
    [Trait("Fault", "3")]
    public async Task A_flipped_bit_is_found_by_the_running_gateway_quarantined_and_an_alert_and_later_frames_are_kept()
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {_seed}");
        await using GatewayUnderTest gateway = await GatewayUnderTest.StartedAsync();
        TestStream stream = new(0x3000);
        await using (TestBoard board = await gateway.ConnectAsync())
        {
            await board.PublishAsync(board.Topics.Schema, stream.Schema, retain: true);
            await board.SendAsync(stream.Next(20));
            await board.AcknowledgedAsync(stream.Id, 20);
        }

        await gateway.StopAsync();
        FlipABit(Path.Combine(gateway.Directory, "frames.db"), stream.Made[7], new Random(_seed));

        await gateway.StartAsync();
        string alert = await gateway.SaidAsync("ALERT damaged-frame");
        Assert.Contains("frame 7 of stream 0000000000003000", alert, StringComparison.Ordinal);
        Assert.Contains("damaged-frame", await gateway.GetAsync("/api/alerts"), StringComparison.Ordinal);
        (HttpStatusCode code, JsonElement health) = await gateway.HealthAsync();
        Assert.Equal((HttpStatusCode.OK, 1),
            (code, health.GetProperty("detail").GetProperty("log").GetProperty("damagedFrames").GetInt32()));
        Assert.Equal([new RefusalCount("damaged-on-disk", "board-a", 1)], gateway.Refusals());
        Assert.Equal(stream.Made.Keys.Where(sequence => sequence != 7), gateway.Stored(stream.Id).Keys);
        await using TestBoard again = await gateway.ConnectAsync();
        await again.SendAsync(stream.Next(1));
        await again.AcknowledgedAsync(stream.Id, 21);
    }

    // The begin of a transaction that was never finished: a page of this round of the file, and not the whole of it.
    private static int TearTail(string path, Random random)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.ReadWrite);
        byte[] first = new byte[4096 + 24];
        file.Seek(32, SeekOrigin.Begin);
        file.ReadExactly(first);
        int length = random.Next(64, first.Length);
        file.Seek(0, SeekOrigin.End);
        file.Write(first, 0, length);
        return length;
    }

    // As a disk would: in the file, behind SQLite's back.
    private static void FlipABit(string path, byte[] frame, Random random)
    {
        byte[] file = File.ReadAllBytes(path);
        int at = file.AsSpan().IndexOf(frame);
        Assert.True(at > 0);
        file[at + random.Next(frame.Length)] ^= (byte)(1 << random.Next(8));
        File.WriteAllBytes(path, file);
    }
}
