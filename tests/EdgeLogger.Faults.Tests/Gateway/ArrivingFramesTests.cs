using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.Frames;

namespace EdgeLogger.Faults.Tests.Gateway;

/// <summary>Frames as networks and strangers deliver them: twice, late, broken, hostile, huge, and from long ago.</summary>
public sealed class ArrivingFramesTests : IAsyncLifetime
{
    private readonly int _seed = Random.Shared.Next();
    private readonly TestStream _stream = new(0xA000);
    private GatewayUnderTest _gateway = null!;
    private TestBoard _board = null!;

    public async ValueTask InitializeAsync()
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {_seed}");
        _gateway = await GatewayUnderTest.StartedAsync();
        _board = await _gateway.ConnectAsync();
        await _board.PublishAsync(_board.Topics.Schema, _stream.Schema, retain: true);
    }

    public async ValueTask DisposeAsync()
    {
        await _board.DisposeAsync();
        await _gateway.DisposeAsync();
    }

    [Fact]
    [Trait("Fault", "15")]
    public async Task Frames_that_come_twice_are_stored_and_derived_once_and_acknowledged_again()
    {
        foreach (byte[] frame in _stream.Next(30))
        {
            await _board.SendAsync(frame);
            await _board.PublishAsync(_board.Topics.Backfill, frame);
        }

        await _board.AcknowledgedAsync(_stream.Id, 30);
        await _gateway.HealthUntilAsync((_, health) => Detail(health, "ingest").GetProperty("duplicates").GetInt32() == 30);
        Assert.Equal(_stream.Made, _gateway.Stored(_stream.Id));
        await RowsAreAsync(30 * TestStream.RowsAFrame);
    }

    [Fact]
    [Trait("Fault", "16")]
    public async Task Frames_out_of_order_are_stored_the_gap_holds_up_results_until_it_is_filled_and_they_are_in_order_then()
    {
        byte[][] frames = [.. _stream.Next(40)];
        byte[] missing = frames[4];
        byte[][] others = [.. frames.Where(frame => frame != missing)];
        new Random(_seed).Shuffle(others);
        await _board.SendAsync(others);
        await _board.AcknowledgedAsync(_stream.Id, 4);
        await RowsAreAsync(4 * TestStream.RowsAFrame);
        Assert.Equal(39, _gateway.Stored(_stream.Id).Count);
        Assert.Equal(4u, _board.AcknowledgedTo(_stream.Id));
        await _board.SendAsync(missing);
        await _board.AcknowledgedAsync(_stream.Id, 40);
        await RowsAreAsync(40 * TestStream.RowsAFrame);
        Assert.Equal(0, (await _gateway.RunAsync("rebuild", "--check")).ExitCode);
    }

    [Fact]
    [Trait("Fault", "17")]
    public async Task Truncated_corrupt_and_unknown_frames_are_refused_counted_and_quarantined_and_whole_ones_go_on()
    {
        byte[] frame = _stream.Next();
        Random random = new(_seed);
        byte[] truncated = frame.AsSpan(0, FrameLayout.HeaderLength).ToArray();
        await _board.SendAsync(truncated);
        byte[] corrupt = [.. frame];
        corrupt[random.Next(FrameLayout.HeaderLength, frame.Length)] ^= (byte)(1 << random.Next(8));
        await _board.SendAsync(corrupt);
        byte[] unknown = [.. frame];
        unknown[2] = 9;
        await _board.SendAsync(unknown);
        await _board.SendAsync(frame);
        await _board.AcknowledgedAsync(_stream.Id, 1);
        Assert.Equal(["bad-crc", "frame-too-short", "unknown-version"], _gateway.Refusals()
            .Select(refusal => refusal.Reason).Order());
        Assert.All(_gateway.Refusals(), refusal => Assert.Equal(1, refusal.Count));
        using FrameLogReader log = FrameLogReader.Open(_gateway.Directory);
        Assert.Equal([truncated, corrupt, unknown], log.ReadQuarantine().Select(entry => entry.Bytes.ToArray()));
        Assert.Equal(_stream.Made, _gateway.Stored(_stream.Id));
    }

    [Fact]
    [Trait("Fault", "18")]
    public async Task Hostile_counts_and_varints_cost_no_memory_and_nobody_else_anything()
    {
        Random random = new(_seed);
        await _board.SendAsync(_stream.Next());
        await _board.AcknowledgedAsync(_stream.Id, 1);
        long before = _gateway.Serve.ResidentBytes;
        for (int i = 0; i < 500; i++)
        {
            await _board.SendAsync(Hostile(random));
        }

        await _board.SendAsync(_stream.Next());
        await _board.AcknowledgedAsync(_stream.Id, 2);
        Assert.Equal(2, _gateway.Stored(_stream.Id).Count);
        Assert.InRange(_gateway.Serve.ResidentBytes - before, long.MinValue, 64 << 20);
        Assert.Equal(500, _gateway.Refusals().Sum(refusal => refusal.Count));
    }

    [Fact]
    [Trait("Fault", "19")]
    public async Task Two_megabytes_are_refused_by_size_and_another_board_does_not_notice()
    {
        await using TestBoard other = await _gateway.ConnectAsync("board-b");
        TestStream stream = new(0xB000, "board-b");
        await _gateway.SendRawAsync("board-a", _board.Topics.Live, new byte[2 << 20]);
        await other.SendAsync(stream.Next(5));
        await other.AcknowledgedAsync(stream.Id, 5);
        // What the broker still lets through is refused by the gateway.
        await other.SendAsync(new byte[40 * 1024]);
        await _gateway.HealthUntilAsync(
            (_, _) => _gateway.Refusals().Any(refusal => refusal is { Reason: "too-large", Count: 1 }));
        using FrameLogReader log = FrameLogReader.Open(_gateway.Directory);
        Assert.Equal((40 * 1024, 4096), (log.ReadQuarantine()[0].Length, log.ReadQuarantine()[0].Bytes.Length));
    }

    [Fact]
    [Trait("Fault", "22")]
    public async Task An_old_capture_replayed_changes_nothing_and_other_bytes_under_an_old_number_are_quarantined()
    {
        await _board.SendAsync(_stream.Next(20));
        await _board.AcknowledgedAsync(_stream.Id, 20);
        await RowsAreAsync(20 * TestStream.RowsAFrame);
        string results = await _gateway.GetAsync("/api/cells");
        await _board.SendAsync(_stream.Made.Values);
        await _board.SendAsync(new TestStream(_stream.Id, startUtcMs: 0).Next(20));
        await _gateway.HealthUntilAsync((_, health) =>
            Detail(health, "ingest").GetProperty("duplicates").GetInt32() == 20 && _gateway.Refusals()
            .Sum(refusal => refusal.Count) == 20);
        Assert.Equal([new RefusalCount("conflict", "board-a", 20)], _gateway.Refusals());
        Assert.Equal(_stream.Made, _gateway.Stored(_stream.Id));
        Assert.Equal(results, await _gateway.GetAsync("/api/cells"));
    }

    private static JsonElement Detail(JsonElement health, string part) => health.GetProperty("detail").GetProperty(part);

    /// <summary>Waits until so many rows have gone into the cell's results.</summary>
    private async Task RowsAreAsync(int rows)
    {
        string cells;
        do
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, _gateway.Token);
            cells = await _gateway.GetAsync("/api/cells");
        }
        while (!cells.Contains($"\"rows\":{rows},", StringComparison.Ordinal));
    }

    // A sound header and CRC around counts and varints of chance.
    private static byte[] Hostile(Random random)
    {
        TestStream made = new(0xA000 + (ulong)random.Next(1, 1000));
        byte[] frame = [.. made.Next(), .. new byte[random.Next(200)]];
        random.NextBytes(frame.AsSpan(FrameLayout.HeaderLength));
        frame[FrameLayout.RowCountAt] = (byte)random.Next(200, 256);
        frame[FrameLayout.ChannelCountAt] = (byte)random.Next(1, 256);
        LittleEndian.WriteUInt32(frame, frame.Length - 4, Crc32.Compute(frame, 0, frame.Length - 4));
        return frame;
    }
}
