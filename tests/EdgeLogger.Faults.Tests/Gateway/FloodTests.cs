using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.Harness;
using EdgeLogger.Testing.Receivers;

namespace EdgeLogger.Faults.Tests.Gateway;

/// <summary>More boards than there are, or all of them at once.</summary>
public sealed class FloodTests
{
    private readonly int _seed = Random.Shared.Next(1_000_000);

    [Fact]
    [Trait("Fault", "27")]
    [Trait("verify", "faults")]
    public async Task Three_hundred_boards_that_connect_at_once_and_again_after_the_broker_was_killed_all_catch_up()
    {
        ProgramResult storm = await EdgeLoggerProgram.RunAsync(
            TestContext.Current.CancellationToken, "bench", "storm", "--boards", "300", "--seed",
            _seed.ToString(CultureInfo.InvariantCulture));
        Assert.True(storm.ExitCode == 0, storm.Output + storm.Errors);
        Assert.Contains("lost 0, doubled 0; without schema 0", storm.Output, StringComparison.Ordinal);
        Assert.Contains("0 still waiting, 300 connected", storm.Output, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Fault", "28")]
    public async Task A_flood_of_made_up_board_ids_makes_no_more_series_than_allowed_and_known_boards_go_on()
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {_seed}");
        await using MosquittoServer broker = await MosquittoServer.StartAsync(TestContext.Current.CancellationToken);
        int port = broker.Port;
        await using GatewayUnderTest gateway = await GatewayUnderTest.StartedAsync(
            "--mqtt", string.Create(CultureInfo.InvariantCulture, $"mqtt://127.0.0.1:{port}"), "--max-boards", "5");
        await using TestBoard known = await TestBoard.ConnectAsync("board-a", null, port, gateway.Token);
        TestStream stream = new(0x2800);
        await known.PublishAsync(known.Topics.Schema, stream.Schema, retain: true);
        await known.SendAsync(stream.Next());
        await known.AcknowledgedAsync(stream.Id, 1);
        Random random = new(_seed);
        for (int i = 0; i < 300; i++)
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"flood-{random.Next():x8}-{i}");
            TestStream made = new(0xF_0000 + (ulong)i, id);
            await known.PublishAsync($"el/1/{id}/schema", made.Schema);
            await known.PublishAsync($"el/1/{id}/live", made.Next());
        }

        await known.SendAsync(stream.Next(5));
        await known.AcknowledgedAsync(stream.Id, 6);
        using FrameLogReader log = FrameLogReader.Open(gateway.Directory);
        Assert.Equal(5, log.ReadStreams().Count);
        Assert.Equal(2 * 296, log.ReadRefusals().Where(refusal => refusal.Reason == "too-many-boards")
            .Sum(refusal => refusal.Count));
        string cells = await gateway.GetAsync("/api/cells");
        while (!cells.Contains("\"board-a\"", StringComparison.Ordinal))
        {
            // Frames are stored before their results are there.
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, gateway.Token);
            cells = await gateway.GetAsync("/api/cells");
        }

        Assert.InRange(cells.Split("\"cell\"").Length - 1, 1, 5);
        Assert.Equal(HttpStatusCode.OK, (await gateway.HealthAsync()).Code);
    }
}
