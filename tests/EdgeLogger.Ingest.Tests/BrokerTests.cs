using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Frames;
using EdgeLogger.Keys;
using EdgeLogger.Mqtt;
using EdgeLogger.Mqtt.Brokers;
using EdgeLogger.Mqtt.Choice;
using EdgeLogger.Testing;
using EdgeLogger.Testing.Frames;

namespace EdgeLogger.Ingest.Tests;

/// <summary>Ingest behind a real broker.</summary>
public sealed class BrokerTests
{
    private const string Board = "bench-01";
    private const ulong Stream = 0x8000_0000_0000_0009;

    [Theory]
    [InlineData(BrokerKind.MqttNet)]
    [InlineData(BrokerKind.Mosquitto)]
    public async Task A_board_that_publishes_frames_gets_its_acknowledgement_and_nothing_comes_twice(BrokerKind kind)
    {
        Assert.SkipWhen(kind == BrokerKind.Mosquitto && MosquittoBroker.FindExecutable() is null,
            "mosquitto is not installed: apt-get install mosquitto");
        CancellationToken cancelled = TestContext.Current.CancellationToken;
        string directory = Directory.CreateTempSubdirectory("ingest-broker-").FullName;
        BrokerAccounts accounts = BrokerAccounts.Open(Path.Combine(directory, "accounts"));
        string boardPassword = accounts.Add(Board);
        await using (IBroker broker = MqttBrokers.Create(
            kind, new BrokerOptions { Port = 0, DataDirectory = Path.Combine(directory, "broker") }, accounts,
            TimeProvider.System))
        {
            await broker.StartAsync(cancelled).InTime();
            await PublishAndCheckAsync(broker.Port, accounts.GatewayPassword, boardPassword, directory);
        }

        Directory.Delete(directory, recursive: true);
    }

    private static async Task PublishAndCheckAsync(int port, string gatewayPassword, string boardPassword, string directory)
    {
        CancellationToken cancelled = TestContext.Current.CancellationToken;
        await using MqttSession session = new(
            () => MqttLinks.Create(GatewayOptions(port, gatewayPassword), TimeProvider.System),
            IngestService.Filters, TimeProvider.System, seed: 1);
        await using FrameLogWriter log = FrameLogWriter.Open(directory, new FrameLogOptions(), TimeProvider.System);
        using IngestService ingest =
            new(new SessionSource(session), log, BoardKeys.None, new IngestOptions(), new ListLogger(), TimeProvider.System);
        log.Start();
        using CancellationTokenSource stopping = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        Task running = ingest.RunAsync(stopping.Token);
        TaskCompletionSource up = new(TaskCreationOptions.RunContinuationsAsynchronously);
        session.StateChanged += _ => up.TrySetResult();
        session.Start();
        await up.Task.InTime();
        Assert.True(session.IsUp, session.State);

        await using IMqttLink board =
            MqttLinks.Create(MqttLinkOptions.ForBoard("127.0.0.1", port, Board, boardPassword), TimeProvider.System);
        await board.ConnectAsync(cancelled).InTime();
        await board.SubscribeAsync($"el/1/{Board}/ack", cancelled).InTime();
        for (uint sequence = 1; sequence <= 200; sequence++)
        {
            string name = sequence % 3 == 0 ? "backfill" : "live";
            await board.PublishAsync($"el/1/{Board}/{name}", TestFrames.Rows(Stream, sequence), MqttQos.AtLeastOnce,
                false, cancelled);
        }

        Ack ack = new();
        while (ack.Contiguous < 200)
        {
            MqttMessage message = await board.Messages.ReadAsync(cancelled).AsTask().InTime();
            board.Acknowledge(message);
            Assert.True(ack.TryRead(message.Payload, message.Payload.Length));
        }

        Assert.Equal((200L, 0L), (ingest.Counters.StoredFrames, ingest.Counters.DuplicateFrames));
        Assert.Equal(Stream, ack.StreamId);
        using FrameLogReader reader = FrameLogReader.Open(directory);
        FrameBatch batch = new();
        reader.ReadStream(Stream, 1, 1000, batch);
        Assert.Equal(Enumerable.Range(1, 200).Select(n => (uint)n), batch.Frames.ToArray().Select(f => f.Sequence));
        await stopping.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static MqttLinkOptions GatewayOptions(int port, string password) => new()
    {
        Host = "127.0.0.1",
        Port = port,
        ClientId = BrokerAccounts.GatewayUser,
        Username = BrokerAccounts.GatewayUser,
        Password = password,
    };
}
