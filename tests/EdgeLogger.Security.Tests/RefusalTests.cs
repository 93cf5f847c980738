using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.FrameLog;
using EdgeLogger.Frames;
using EdgeLogger.Mqtt;
using EdgeLogger.RealProcesses;
using EdgeLogger.Topics;

namespace EdgeLogger.Security.Tests;

/// <summary>A running gateway under a board that does what it may not: refused, counted, named, and nobody else disturbed.</summary>
public sealed class RefusalTests : IAsyncLifetime
{
    private const string Honest = "honest-01";
    private const string Hostile = "hostile-01";
    private static readonly BoardTopics HonestTopics = new(Honest);
    private static readonly BoardTopics HostileTopics = new(Hostile);

    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-security-").FullName;
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(8));
    private ServeProcess _serve = null!;
    private IMqttLink _honest = null!;
    private IMqttLink _hostile = null!;
    private uint _sequence;

    public async ValueTask InitializeAsync()
    {
        string honestPassword = await AddBoardAsync(Honest);
        string hostilePassword = await AddBoardAsync(Hostile);
        _serve = await ServeProcess.StartAsync(_directory, _patience.Token);
        _honest = await ConnectAsync(Honest, honestPassword);
        await _honest.SubscribeAsync(HonestTopics.Ack, _patience.Token);
        _hostile = await ConnectAsync(Hostile, hostilePassword);
        await HonestFrameIsAcknowledgedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _honest.DisposeAsync();
        await _hostile.DisposeAsync();
        await _serve.DisposeAsync();
        _patience.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task A_board_with_a_wrong_password_is_refused_and_named()
    {
        MqttRefusedException refused = await Assert.ThrowsAsync<MqttRefusedException>(() => ConnectAsync(Hostile, "wrong"));

        Assert.Contains(Hostile, refused.Message, StringComparison.Ordinal);
        string line = await _serve.WaitForAsync("broker refused Login", _patience.Token);
        Assert.Contains(_serve.BrokerIsMosquitto ? "127.0.0.1" : Hostile, line, StringComparison.Ordinal);
        await HonestFrameIsAcknowledgedAsync();
        Assert.True(await RefusedCountAsync() >= 1);
    }

    [Fact]
    public async Task A_frame_on_another_boards_topic_is_denied_by_the_broker_and_named()
    {
        // The broker cannot say no at MQTT 3.1.1: the hostile board believes that it was heard.
        await PublishAsync(_hostile, HonestTopics.Live, Frame(stream: 99, sequence: 1));

        string line = await _serve.WaitForAsync("broker refused Publish", _patience.Token);
        Assert.Contains(Hostile, line, StringComparison.Ordinal);
        Assert.Contains(HonestTopics.Live, line, StringComparison.Ordinal);
        await HonestFrameIsAcknowledgedAsync();
        Assert.Equal(0, FramesOf(stream: 99));
    }

    [Fact]
    public async Task A_frame_of_another_boards_stream_is_refused_by_the_gateway_and_named()
    {
        await PublishAsync(_hostile, HostileTopics.Live, Frame(stream: 1, sequence: 1000));

        await IsRefusedAsync("not-owner");
    }

    [Fact]
    public async Task A_frame_with_a_flipped_bit_is_refused_and_named()
    {
        byte[] frame = Frame(stream: 2, sequence: 1);
        frame[80] ^= 0x10;
        await PublishAsync(_hostile, HostileTopics.Live, frame);

        await IsRefusedAsync("bad-crc");
    }

    [Fact]
    public async Task A_truncated_frame_is_refused_and_named()
    {
        await PublishAsync(_hostile, HostileTopics.Live, Frame(stream: 2, sequence: 1)[..40]);

        await IsRefusedAsync("frame-too-short");
    }

    [Fact]
    public async Task An_oversized_frame_is_refused_and_named()
    {
        await PublishAsync(_hostile, HostileTopics.Live, new byte[FrameLayout.MaxFrameLength + 1]);

        await IsRefusedAsync("frame-too-long");
    }

    [Fact]
    public async Task Two_megabytes_end_the_senders_connection_and_nothing_else()
    {
        Exception? error = await Record.ExceptionAsync(() => PublishAsync(_hostile, HostileTopics.Live, new byte[2 << 20]));

        Assert.NotNull(error);
        await HonestFrameIsAcknowledgedAsync();
    }

    private async Task IsRefusedAsync(string reason)
    {
        string line = await _serve.WaitForAsync(reason, _patience.Token);
        Assert.Contains(Hostile, line, StringComparison.Ordinal);
        await HonestFrameIsAcknowledgedAsync();
        using FrameLogReader log = FrameLogReader.Open(_directory);
        RefusalCount count = Assert.Single(log.ReadRefusals());
        Assert.Equal((reason, Hostile, 1L), (count.Reason, count.Board, count.Count));
        Assert.Single(log.ReadQuarantine());
        Assert.Equal(0, FramesOf(stream: 2));
        Assert.Equal(1, await RefusedCountAsync());
    }

    /// <summary>The gateway still keeps what an honest board sends.</summary>
    private async Task HonestFrameIsAcknowledgedAsync()
    {
        uint sequence = ++_sequence;
        await PublishAsync(_honest, HonestTopics.Live, Frame(stream: 1, sequence));
        Ack ack = new();
        do
        {
            MqttMessage message = await _honest.Messages.ReadAsync(_patience.Token);
            _honest.Acknowledge(message);
            Assert.True(ack.TryRead(message.Payload, message.Payload.Length));
        }
        while (ack.Contiguous < sequence);

        Assert.Equal((long)sequence, FramesOf(stream: 1));
    }

    private long FramesOf(ulong stream)
    {
        using FrameLogReader log = FrameLogReader.Open(_directory);
        FrameBatch batch = new();
        log.ReadStream(stream, 1, 1000, batch);
        return batch.Count;
    }

    private async Task<long> RefusedCountAsync()
    {
        using HttpClient http = new();
        using JsonDocument health = JsonDocument.Parse(await http.GetStringAsync(new Uri(_serve.Page!, "/health"), _patience.Token));
        return health.RootElement.GetProperty("framesRefused").GetInt64();
    }

    private static byte[] Frame(ulong stream, uint sequence)
    {
        FrameWriter writer = new();
        writer.BeginRows(stream, bootCount: 1, schemaHash: 7, periodMs: 1000, channelCount: 4, FrameFlags.Restart);
        for (int row = 0; row < 10; row++)
        {
            Assert.True(writer.TryAddRow(row * 1000L, [row, -row, 5, 6], new byte[4]));
        }

        int length = writer.Finish(sequence, TimeQuality.None, 0, new Counters());
        return writer.Buffer[..length];
    }

    private Task PublishAsync(IMqttLink link, string topic, byte[] payload) =>
        link.PublishAsync(topic, payload, MqttQos.AtLeastOnce, retain: false, _patience.Token).AsTask();

    private async Task<IMqttLink> ConnectAsync(string board, string password)
    {
        IMqttLink link = MqttLinks.CreateManaged(MqttLinkOptions.ForBoard("127.0.0.1", _serve.BrokerPort, board, password), TimeProvider.System);
        await link.ConnectAsync(_patience.Token);
        return link;
    }

    private async Task<string> AddBoardAsync(string board)
    {
        ProgramResult added = await EdgeLoggerProgram.RunAsync(_patience.Token, "board", "add", board, "--data", _directory);
        Assert.Equal(0, added.ExitCode);
        return added.Output.Split('\n').Single(line => line.StartsWith("password", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1].Trim();
    }
}
