using System;
using System.Threading.Tasks;
using EdgeLogger.FrameLog;
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
