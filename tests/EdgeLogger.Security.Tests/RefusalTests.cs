using System;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.Frames;

namespace EdgeLogger.Security.Tests;

/// <summary>What a board may not send is refused by the gateway: counted, named, and nobody else disturbed.</summary>
public sealed class RefusalTests : HostileBoardTest, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await StartAsync("mqttnet");

    [Fact]
    public async Task A_frame_of_another_boards_stream_is_refused_by_the_gateway_and_named()
    {
        await PublishAsync(HostileLink, HostileTopics.Live, Frame(stream: 1, sequence: 1000));

        await IsRefusedAsync("not-owner");
    }

    [Fact]
    public async Task A_frame_with_a_flipped_bit_is_refused_and_named()
    {
        byte[] frame = Frame(stream: 2, sequence: 1);
        frame[80] ^= 0x10;
        await PublishAsync(HostileLink, HostileTopics.Live, frame);

        await IsRefusedAsync("bad-crc");
    }

    [Fact]
    public async Task A_truncated_frame_is_refused_and_named()
    {
        await PublishAsync(HostileLink, HostileTopics.Live, Frame(stream: 2, sequence: 1)[..40]);

        await IsRefusedAsync("frame-too-short");
    }

    [Fact]
    public async Task An_oversized_frame_is_refused_and_named()
    {
        await PublishAsync(HostileLink, HostileTopics.Live, new byte[FrameLayout.MaxFrameLength + 1]);

        await IsRefusedAsync("frame-too-long");
    }

    [Fact, Trait("Fault", "54")]
    public async Task A_schema_that_names_another_board_is_refused_and_no_row_becomes_that_boards()
    {
        const ulong Stream = 77;
        byte[] schema = Encoding.UTF8.GetBytes($$"""
            {"v":1,"board":"{{Honest}}","firmware":"1","streams":[{"stream":"{{Stream:x16}}","slot":0,"period_ms":1000,"channels":[
            {"quantity":"voltage","unit":"V","scale":1e-6,"offset":0,"conversion":"linear"},
            {"quantity":"current","unit":"A","scale":1e-6,"offset":0,"conversion":"linear"},
            {"quantity":"temperature","unit":"degC","scale":1e-3,"offset":0,"conversion":"linear"},
            {"quantity":"pressure","unit":"MPa","scale":1e-3,"offset":0,"conversion":"linear"}]}]}
            """);
        await PublishAsync(HostileLink, HostileTopics.Schema, schema);
        await PublishAsync(HostileLink, HostileTopics.Live, Frame(Stream, sequence: 1, Crc32.Compute(schema, 0, schema.Length)));

        // Its frames are its own, and wait for a schema of its own; the gateway says so.
        await Serve.WaitForAsync("foreign-schema", Token);
        await WaitForHealthAsync($"{Hostile}: 1 frames");
        using HttpClient http = new();
        Assert.Equal("[]", await http.GetStringAsync(new Uri(Serve.Page!, "/api/cells"), Token));
        using FrameLogReader log = FrameLogReader.Open(DataFolder);
        RefusalCount count = Assert.Single(log.ReadRefusals());
        Assert.Equal(("foreign-schema", Hostile, 1L), (count.Reason, count.Board, count.Count));
    }

    private async Task IsRefusedAsync(string reason)
    {
        string line = await Serve.WaitForAsync(reason, Token);
        Assert.Contains(Hostile, line, StringComparison.Ordinal);
        await HonestFrameIsAcknowledgedAsync();
        using FrameLogReader log = FrameLogReader.Open(DataFolder);
        RefusalCount count = Assert.Single(log.ReadRefusals());
        Assert.Equal((reason, Hostile, 1L), (count.Reason, count.Board, count.Count));
        Assert.Single(log.ReadQuarantine());
        Assert.Equal(0, FramesOf(stream: 2));
        Assert.Equal(1, await RefusedCountAsync());
    }
}
