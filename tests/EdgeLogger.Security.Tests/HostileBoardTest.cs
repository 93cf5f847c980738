using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.Frames;
using EdgeLogger.Harness;
using EdgeLogger.Mqtt;
using EdgeLogger.Mqtt.Choice;
using EdgeLogger.RealProcesses;
using EdgeLogger.Topics;

namespace EdgeLogger.Security.Tests;

/// <summary>A running gateway under a board that does what it may not, beside one that does what it should.</summary>
public abstract class HostileBoardTest : IAsyncDisposable
{
    protected const string Honest = "honest-01";
    protected const string Hostile = "hostile-01";
    protected static readonly BoardTopics HonestTopics = new(Honest);
    protected static readonly BoardTopics HostileTopics = new(Hostile);

    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(8));
    private uint _sequence;

    protected string DataFolder { get; } = Directory.CreateTempSubdirectory("edgelogger-security-").FullName;

    protected ServeProcess Serve { get; private set; } = null!;

    protected IMqttLink HonestLink { get; private set; } = null!;

    protected IMqttLink HostileLink { get; private set; } = null!;

    protected CancellationToken Token => _patience.Token;

    public async ValueTask DisposeAsync()
    {
        await HonestLink.DisposeAsync();
        await HostileLink.DisposeAsync();
        await Serve.DisposeAsync();
        _patience.Dispose();
        Directory.Delete(DataFolder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Starts a gateway with this built-in broker, by another program if that is wanted, and connects both boards.
    /// </summary>
    protected async Task StartAsync(string broker, params string[] under)
    {
        string honestPassword = await AddBoardAsync(Honest);
        string hostilePassword = await AddBoardAsync(Hostile);
        Serve = await ServeProcess.StartAsync(under, DataFolder, Token, "--broker", broker);
        HonestLink = await ConnectAsync(Honest, honestPassword);
        await HonestLink.SubscribeAsync(HonestTopics.Ack, Token);
        HostileLink = await ConnectAsync(Hostile, hostilePassword);
        await HonestFrameIsAcknowledgedAsync();
    }

    /// <summary>The gateway still keeps what an honest board sends.</summary>
    protected async Task HonestFrameIsAcknowledgedAsync()
    {
        uint sequence = ++_sequence;
        await PublishAsync(HonestLink, HonestTopics.Live, Frame(stream: 1, sequence));
        Ack ack = new();
        do
        {
            MqttMessage message = await HonestLink.Messages.ReadAsync(Token);
            HonestLink.Acknowledge(message);
            Assert.True(ack.TryRead(message.Payload, message.Payload.Length));
        }
        while (ack.Contiguous < sequence);

        Assert.Equal((long)sequence, FramesOf(stream: 1));
    }

    protected long FramesOf(ulong stream)
    {
        using FrameLogReader log = FrameLogReader.Open(DataFolder);
        FrameBatch batch = new();
        log.ReadStream(stream, 1, 1000, batch);
        return batch.Count;
    }

    protected Task<long> RefusedCountAsync() => HealthNumberAsync("framesRefused");

    /// <summary>What the broker itself has refused.</summary>
    protected Task<long> BrokerRefusalCountAsync() => HealthNumberAsync("brokerRefusals");

    private async Task<long> HealthNumberAsync(string name)
    {
        using HttpClient http = new();
        using JsonDocument health = JsonDocument.Parse(await http.GetStringAsync(new Uri(Serve.Page!, "/health"), Token));
        return health.RootElement.GetProperty(name).GetInt64();
    }

    /// <summary>Waits until `/health` has this in its answer, ill or not.</summary>
    protected async Task WaitForHealthAsync(string text)
    {
        while (!(await HealthAsync()).Contains(text, StringComparison.Ordinal))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Token);
        }
    }

    /// <summary>The answer of `/health`, ill or not.</summary>
    protected async Task<string> HealthAsync()
    {
        using HttpClient http = new();
        using HttpResponseMessage health = await http.GetAsync(new Uri(Serve.Page!, "/health"), Token);
        return await health.Content.ReadAsStringAsync(Token);
    }

    protected static byte[] Frame(ulong stream, uint sequence, uint schemaHash = 7)
    {
        FrameWriter writer = new();
        writer.BeginRows(stream, bootCount: 1, schemaHash, periodMs: 1000, channelCount: 4, FrameFlags.Restart);
        for (int row = 0; row < 10; row++)
        {
            Assert.True(writer.TryAddRow(row * 1000L, [row, -row, 5, 6], new byte[4]));
        }

        int length = writer.Finish(sequence, TimeQuality.None, 0, new Counters());
        return writer.Buffer[..length];
    }

    protected Task PublishAsync(IMqttLink link, string topic, byte[] payload) =>
        link.PublishAsync(topic, payload, MqttQos.AtLeastOnce, retain: false, Token).AsTask();

    protected async Task<IMqttLink> ConnectAsync(string board, string password)
    {
        IMqttLink link = MqttLinks.Create(MqttLinkOptions.ForBoard("127.0.0.1", Serve.BrokerPort, board, password),
            TimeProvider.System);
        await link.ConnectAsync(Token);
        return link;
    }

    private async Task<string> AddBoardAsync(string board)
    {
        ProgramResult added = await ProgramInProcess.RunAsync(Token, "board", "add", board, "--data", DataFolder);
        Assert.Equal(0, added.ExitCode);
        return added.Output.Split('\n').Single(line => line.StartsWith("password", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1].Trim();
    }
}
