using System;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Testing;
using Microsoft.Extensions.Logging;

namespace EdgeLogger.Faults.Tests.Gateway;

/// <summary>A gateway whose computer's clock is set while it runs.</summary>
public sealed class JumpingClockTests : IDisposable
{
    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("edgelogger-clock-").FullName;
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(8));
    private readonly JumpingTime _time = new();
    private readonly LogLines _lines = new();

    public void Dispose()
    {
        _lines.Dispose();
        _patience.Dispose();
        System.IO.Directory.Delete(_directory, recursive: true);
    }

    [Theory]
    [InlineData(10 * 365.0)]
    [InlineData(2 / 24.0)]
    [InlineData(-2 / 24.0)]
    [Trait("Fault", "26")]
    public async Task A_gateway_whose_clock_jumps_keeps_its_frames_its_pauses_and_its_word(double days)
    {
        using ILoggerFactory loggers = LoggerFactory.Create(logging => logging.AddProvider(_lines));
        GatewayOptions options = new()
        {
            DataDirectory = _directory,
            Retention = new RetentionOptions
            { Age = TimeSpan.FromDays(30), SegmentBytes = 4096, CheckEvery = TimeSpan.FromMilliseconds(100) },
        };
        await using GatewayHost gateway = await GatewayHost.StartAsync(options, loggers, _time, _patience.Token);
        // A board of this test sends once: what comes before the gateway listens is nobody's.
        await _lines.WaitForAsync(": connected", _patience.Token);
        string password = gateway.Broker!.Accounts.Add("board-a");
        await gateway.Broker.ReloadAsync(_patience.Token);
        await using TestBoard board = await TestBoard.ConnectAsync("board-a", password, gateway.Broker.Port, _patience.Token);
        TestStream stream = new(0x2600);
        await board.PublishAsync(board.Topics.Schema, stream.Schema, retain: true);
        await board.SendAsync(stream.Next(200));
        await board.AcknowledgedAsync(stream.Id, 200);
        await board.SendAsync([1, 2, 3]);
        await _lines.WaitForAsync("frame-too-short", _patience.Token);

        _time.Jump(TimeSpan.FromDays(days));
        await board.SendAsync([1, 2, 3]);
        await board.SendAsync(stream.Next(200));
        await board.AcknowledgedAsync(stream.Id, 400);
        // The limit of age is looked at every 100 ms: several times with the clock where it is now.
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, _patience.Token);
        Assert.Equal(400, gateway.Log.Size.Frames);
        Assert.True(gateway.Status().Healthy, string.Join(' ', gateway.Status().Problems));
        Assert.InRange(gateway.Status().Detail!.Ingest.LastFrameAgeS!.Value, 0, 60);
        // One line a minute for what is refused, by a clock that nobody sets.
        Assert.Single(_lines.All, line => line.Contains("frame-too-short", StringComparison.Ordinal));
    }

    /// <summary>The system's clocks, of which only the one on the wall is set.</summary>
    private sealed class JumpingTime : TimeProvider
    {
        private long _offsetTicks;

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _offsetTicks));

        public void Jump(TimeSpan by) => Interlocked.Add(ref _offsetTicks, by.Ticks);
    }
}
