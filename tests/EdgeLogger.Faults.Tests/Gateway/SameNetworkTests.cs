using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Boards.Commands;
using EdgeLogger.Firmware.Provisioning;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.Frames;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Keys;
using EdgeLogger.Mqtt;
using EdgeLogger.Mqtt.Brokers;
using EdgeLogger.Mqtt.Choice;
using EdgeLogger.Testing;
using EdgeLogger.Topics;
using EdgeLogger.VirtualBench.Boards;
using EdgeLogger.VirtualBench.Cells;
using EdgeLogger.VirtualBench.Flash;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeLogger.Faults.Tests.Gateway;

/// <summary>
/// Somebody on the boards' Wi-Fi, who hears everything, has read a board's password, and can put messages of their own on any
/// topic. The board has a key.
/// </summary>
public sealed class SameNetworkTests : IAsyncDisposable
{
    private const string Board = "bench-01";
    private static readonly BoardTopics Topics = new(Board);

    private readonly ScratchDirectory _folder = new();
    private readonly CancellationTokenSource _patience =
        CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly ConcurrentQueue<MqttMessage> _heard = new();
    private readonly long _began = TimeProvider.System.GetTimestamp();
    private GatewayHost _gateway = null!;
    private ProvisionedBoard _board = null!;
    private IMqttLink _spy = null!;
    private string _password = "";

    public SameNetworkTests() => _patience.CancelAfter(TimeSpan.FromMinutes(8));

    private CancellationToken Token => _patience.Token;

    private EdgeLogger.Firmware.Storage.FrameRing Ring => _board.Core.Slots[0].Ring;

    public async ValueTask DisposeAsync()
    {
        _board?.Dispose();
        await _spy.DisposeAsync();
        await _gateway.DisposeAsync();
        _patience.Dispose();
        _folder.Dispose();
    }

    [Fact]
    [Trait("Fault", "72")]
    public async Task Somebody_with_a_boards_password_but_not_its_key_changes_nothing_and_no_row_is_lost()
    {
        await StartAsync();
        await LiveUntilAsync(() => StoredUpTo() >= 5);
        uint first = GiveKey();
        await LiveUntilAsync(() => StoredUpTo() >= first + 5);
        MqttMessage oldState = await LaterStateAsync();
        (int boots, int version, int connects) = (_board.Boots, _board.Core.Settings.Version, _board.Core.Uplink.Connects);

        // In the board's name, which ends the board's own connection.
        byte[] schema = Encoding.UTF8.GetBytes($$"""{"v":1,"board":"{{Board}}","streams":[{"stream":"{{Ring.StreamId:x16}}","slot":0,"channels":[]}]}""");
        await using (IMqttLink thief = MqttLinks.Create(
            MqttLinkOptions.ForBoard("127.0.0.1", _gateway.Broker!.Port, Board, _password), TimeProvider.System))
        {
            await thief.ConnectAsync(Token);
            await PublishAsync(thief, Topics.Live, FalseFrame(Ring.StreamId, Ring.NextSequence));
            await PublishAsync(thief, Topics.Live, FalseFrame(0xBAD, 1));
            await PublishAsync(thief, Topics.Schema, schema, retain: true);
            await PublishAsync(thief, Topics.State, """{"v":1,"online":true,"start":99,"n":1,"streams":[{"lost_frames":777}]}"""u8.ToArray(), retain: true);
            await PublishAsync(thief, Topics.State, oldState.Payload);
            await PublishAsync(thief, Topics.CommandResult, """{"v":1,"id":"1","cmd":"tare","ok":true}"""u8.ToArray());
            await LiveUntilAsync(() => Refused(RefusalReason.Unsigned) >= 5 && Refused(RefusalReason.OldState) >= 1);
        }

        // In the gateway's name. An acknowledgement within ten seconds of a new key is refused, and not counted.
        await LiveUntilAsync(() => _board.Core.Uplink.Connects > connects);
        int refused = _board.Core.Uplink.RefusedMessages;
        await PublishAsync(_spy, Topics.Ack, FalseAck(Ring.StreamId, Ring.NextSequence - 1));
        await PublishAsync(_spy, Topics.Command, """{"v":1,"id":"1","cmd":"reboot"}"""u8.ToArray());
        await PublishAsync(_spy, Topics.Command, """{"v":1,"id":"2","cmd":"calibrate","slot":0,"channel":"voltage","zero_code":0,"gain_ppb":90000000,"date":"2026-01-01"}"""u8.ToArray());
        await PublishAsync(_spy, Topics.Config, Configuration(99));
        await LiveUntilAsync(() => _board.Core.Uplink.RefusedMessages >= refused + 3);

        // A command of the gateway is done; heard and sent again, it is not.
        Assert.True((await CommandAsync(new BoardCommand("identify"))).GetProperty("ok").GetBoolean());
        MqttMessage done = _heard.Last(message => message.Topic == Topics.Command && SignedDocument.IsSigned(message.Payload));
        Assert.True((await CommandAsync(new BoardCommand("report"))).GetProperty("ok").GetBoolean());
        refused = _board.Core.Uplink.RefusedMessages;
        await PublishAsync(_spy, Topics.Command, done.Payload);
        await LiveUntilAsync(() => _board.Core.Uplink.RefusedMessages > refused);

        uint made = Ring.NextSequence;
        await LiveUntilAsync(() => StoredUpTo() >= made + 5 && Ring.FreedUpTo >= made);
        Assert.Equal((boots, version), (_board.Boots, _board.Core.Settings.Version));
        ExpectAllFramesOfTheBoardAndNoOther(first);
        using FrameLogReader log = FrameLogReader.Open(_folder.Path);
        Assert.Null(log.FindSchema(Board, Crc32.Compute(schema, 0, schema.Length)));
        Assert.NotNull(log.FindSchema(Board, _board.Core.SchemaHash));
        Assert.DoesNotContain("777", Encoding.UTF8.GetString(_gateway.Ingest.States.Find(Board)!.Json.Span),
            StringComparison.Ordinal);
        Assert.Contains(_gateway.Status().Problems, problem => problem.StartsWith("Board bench-01: ", StringComparison.Ordinal)
            && problem.Contains("refused as unsigned", StringComparison.Ordinal)
            && problem.Contains("docs/guides/same-wifi.md", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_gateway_that_lacks_a_boards_key_says_so_before_the_flash_is_full_and_takes_its_frames_all_the_same()
    {
        await StartAsync();
        await LiveUntilAsync(() => StoredUpTo() >= 1);
        GiveKey();
        _gateway.Keys.Remove(Board);
        uint made = Ring.NextSequence;
        await LiveUntilAsync(() => StoredUpTo() >= made + 1
            && _gateway.Status().Problems.Any(problem =>
                problem.StartsWith("Board bench-01 has a key that this gateway does not know.", StringComparison.Ordinal)));
        Assert.True(Ring.FreedUpTo < made);
        GiveKey();
        await LiveUntilAsync(() => Ring.FreedUpTo > made && _gateway.Status().Problems.Count == 0);
    }

    private async Task StartAsync()
    {
        _gateway = await GatewayHost.StartAsync(new GatewayOptions { DataDirectory = _folder.Path }, NullLoggerFactory.Instance,
            TimeProvider.System, Token);
        OwnBroker broker = _gateway.Broker!;
        _password = broker.Accounts.Add(Board);
        await broker.ReloadAsync(Token);
        _spy = MqttLinks.Create(broker.GatewayLink() with { ClientId = "spy", Username = BrokerAccounts.CommandUser(7) },
            TimeProvider.System);
        await _spy.ConnectAsync(Token);
        await _spy.SubscribeAsync(BoardTopics.Root + "+/#", Token);
        _ = Task.Run(ListenAsync, CancellationToken.None);
        MemoryFlash settings = new(ConfigStore.Segments, ConfigStore.LeastSegmentLength);
        byte[] document = Configuration(1);
        Assert.Equal("", new BoardConfiguration(settings, ResetReason.PowerOn, "new-board").Set(document, document.Length));
        _board = new ProvisionedBoard(new ProvisionedBoardOptions
        {
            SettingsFlash = settings,
            Flash = new MemoryFlash(32, 65536),
            Cells = [.. Enumerable.Range(0, 4).Select(_ => new SuppliedCell { VoltageV = 3.7 })],
            Connect = running => new MqttUplinkLink(
                Board, MqttLinkOptions.ForBoard(running.BrokerHost, running.BrokerPort, Board, running.Password),
                options => MqttLinks.Create(options, TimeProvider.System)),
            Seed = 5,
        }, TimeProvider.System);
    }

    private async Task ListenAsync()
    {
        try
        {
            await foreach (MqttMessage message in _spy.Messages.ReadAllAsync(CancellationToken.None))
            {
                _spy.Acknowledge(message);
                _heard.Enqueue(message);
            }
        }
        catch (MqttUnreachableException)
        {
            // The test is over.
        }
    }

    // Over the cable; the answer is the first number of its stream that is signed.
    private uint GiveKey()
    {
        byte[] key = _gateway.Keys.Begin(Board);
        byte[] command = Encoding.UTF8.GetBytes($$"""{"cmd":"key","key":"{{Convert.ToHexStringLower(key)}}"}""");
        _board.Core.Desk.TakeSerial(command, 0, command.Length);
        using JsonDocument answer = JsonDocument.Parse(_board.Core.Desk.SerialAnswer!);
        _board.Core.Desk.SerialAnswerSent();
        Dictionary<ulong, uint> first = answer.RootElement.GetProperty("streams").EnumerateArray().ToDictionary(
            stream => ulong.Parse(stream.GetProperty("stream").GetString()!, NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture),
            stream => stream.GetProperty("first").GetUInt32());
        _gateway.Keys.Finish(Board, key, first);
        return first[Ring.StreamId];
    }

    private async Task<MqttMessage> LaterStateAsync()
    {
        IEnumerable<MqttMessage> Signed() =>
            _heard.Where(message => message.Topic == Topics.State && SignedDocument.IsSigned(message.Payload));
        await LiveUntilAsync(() => Signed().Any());
        MqttMessage old = Signed().First();
        _board.Core.Uplink.StateChanged();
        await LiveUntilAsync(() => NumberOf(_gateway.Ingest.States.Find(Board)!.Json) > NumberOf(old.Payload));
        return old;
    }

    private static long NumberOf(ReadOnlyMemory<byte> state)
    {
        using JsonDocument document = JsonDocument.Parse(state);
        return BoardStatus.Number(document.RootElement, "n");
    }

    private async Task<JsonElement> CommandAsync(BoardCommand command)
    {
        await using MqttBoardWire wire = await MqttBoardWire.ConnectAsync(
            _gateway.Broker!.GatewayLink() with
            {
                ClientId = BrokerAccounts.CommandUser(1),
                Username = BrokerAccounts.CommandUser(
                1)
            }, _gateway.Keys, null, TimeProvider.System, Token);
        using BoardCommands commands = new(wire, _gateway.Keys, TimeProvider.System);
        Task<JsonElement> answer = commands.DoAsync(Board, command, Token);
        await LiveUntilAsync(() => answer.IsCompleted);
        return await answer;
    }

    private async Task LiveUntilAsync(Func<bool> isSo, [CallerArgumentExpression(nameof(isSo))] string what = "")
    {
        while (!isSo())
        {
            if (Token.IsCancellationRequested)
            {
                throw new TimeoutException(
                    $"It did not come to {what}. The board: {Encoding.UTF8.GetString(LastState())}\nRefusals: "
                    + $"{string.Join(", ", Refusals())}\nProblems: {string.Join(' ', _gateway.Status().Problems)}");
            }

            TimeSpan elapsed = TimeProvider.System.GetElapsedTime(_began);
            _board.Step((long)elapsed.TotalMicroseconds, (long)elapsed.TotalMilliseconds);
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, CancellationToken.None);
        }
    }

    private uint StoredUpTo()
    {
        using FrameLogReader log = FrameLogReader.Open(_folder.Path);
        return log.FindStream(Ring.StreamId)?.Contiguous ?? 0;
    }

    private long Refused(RefusalReason reason) => _gateway.Ingest.Counters.Refused(reason);

    private byte[] LastState() => _heard.LastOrDefault(message => message.Topic == Topics.State)?.Payload ?? [];

    private IEnumerable<string> Refusals() => Enum.GetValues<RefusalReason>().Where(reason => Refused(reason) > 0)
        .Select(reason => $"{Refused(reason)} {reason}");

    private void ExpectAllFramesOfTheBoardAndNoOther(uint firstSigned)
    {
        using FrameLogReader log = FrameLogReader.Open(_folder.Path);
        Assert.Equal([Ring.StreamId], log.ReadStreams().Select(stream => stream.StreamId));
        FrameBatch batch = new();
        log.ReadStream(Ring.StreamId, 1, 100_000, batch);
        Assert.Equal(Enumerable.Range(1, batch.Count), batch.Frames.ToArray().Select(frame => (int)frame.Sequence));
        byte[] made = new byte[FrameLayout.MaxFrameLength];
        foreach (StoredFrame frame in batch.Frames)
        {
            Assert.True(Ring.TryRead(frame.Sequence, made, out int length));
            Assert.True(batch.Buffer.AsSpan(frame.Offset, frame.Length).SequenceEqual(made.AsSpan(0, length)),
                $"frame {frame.Sequence}");
            Assert.Equal(frame.Sequence >= firstSigned, (made[FrameLayout.FlagsAt] & FrameFlags.Authenticated) != 0);
        }
    }

    private async Task PublishAsync(IMqttLink link, string topic, byte[] payload, bool retain = false) =>
        await link.PublishAsync(topic, payload, MqttQos.AtLeastOnce, retain, Token);

    private byte[] Configuration(int version) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["v"] = 1,
        ["version"] = version,
        ["board"] = Board,
        ["broker"] = version == 1
            ? new JsonObject { ["host"] = "127.0.0.1", ["port"] = _gateway.Broker!.Port, ["password"] = _password }
            : new JsonObject { ["host"] = "thief.example" },
        ["sampling"] = new JsonObject { ["period_ms"] = 100, ["rows_per_frame"] = 5 },
        ["slots"] = new JsonArray(new JsonObject { ["slot"] = 0 }),
    }.ToJsonString());

    private static byte[] FalseFrame(ulong stream, uint sequence)
    {
        FrameWriter writer = new();
        writer.BeginRows(stream, 1, 7, 1000, 4, 0);
        Assert.True(writer.TryAddRow(1000, [1, 2, 3, 4], new byte[4]));
        return writer.Buffer[..writer.Finish(sequence, TimeQuality.None, 0, new Counters())];
    }

    private static byte[] FalseAck(ulong stream, uint contiguous)
    {
        byte[] buffer = new byte[Ack.MaxLength];
        return buffer[..new Ack { StreamId = stream, Contiguous = contiguous }.Write(buffer)];
    }
}
