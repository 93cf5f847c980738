using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Detectors;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Firmware.Seams;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.Frames;
using EdgeLogger.Harness;
using EdgeLogger.Mqtt;
using EdgeLogger.Mqtt.Brokers;
using EdgeLogger.Mqtt.Choice;
using EdgeLogger.VirtualBench.Boards;

namespace EdgeLogger.Faults.Tests.Chains;

/// <summary>
/// The whole chain on one machine: a gateway and mosquitto in processes of their own on a new folder, and virtual boards in this
/// one that send to them.
/// </summary>
internal sealed class Chain : IAsyncDisposable
{
    private const int StepsATurn = 4096;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(8));
    private readonly List<MqttUplinkLink> _links = [];
    private readonly HttpClient _http = new();
    private readonly long _started = TimeProvider.System.GetTimestamp();
    private readonly BrokerAccounts _accounts;
    private readonly MosquittoBroker _broker;
    private readonly Dictionary<string, string> _passwords;
    private ServeProcess? _gateway;

    private Chain(string[] boards)
    {
        string folder = Path.Combine(Data, "broker");
        _accounts = BrokerAccounts.Open(folder);
        _passwords = boards.ToDictionary(board => board, _accounts.Add);
        _broker = new MosquittoBroker(new BrokerOptions { Address = "127.0.0.1", Port = 0, DataDirectory = folder }, _accounts,
            TimeProvider.System);
    }

    /// <summary>The gateway's folder.</summary>
    public string Data { get; } = Directory.CreateTempSubdirectory("edgelogger-chain-").FullName;

    /// <summary>The running gateway.</summary>
    public ServeProcess Gateway => _gateway ?? throw new InvalidOperationException("No gateway is running.");

    /// <summary>Ends when the test has taken too long.</summary>
    public CancellationToken Patience => _patience.Token;

    /// <summary>Starts broker and gateway, with an account for each board.</summary>
    public static async Task<Chain> StartAsync(params string[] boards)
    {
        Chain chain = new(boards);
        await chain._broker.StartAsync(chain.Patience);
        await chain.StartGatewayAsync();
        return chain;
    }

    /// <summary>Starts a gateway on the folder and the broker.</summary>
    public async Task StartGatewayAsync() =>
        _gateway = await ServeProcess.StartAsync(Data, _broker.Port, _accounts.GatewayPassword, Patience);

    /// <summary>Ends the gateway as a loss of power would.</summary>
    public async Task KillGatewayAsync()
    {
        await Gateway.KillAsync();
        await Gateway.DisposeAsync();
        _gateway = null;
    }

    /// <summary>Lets the gateway store what it knows, and ends it.</summary>
    public async Task StopGatewayAsync()
    {
        Assert.Equal(0, await Gateway.StopAsync(Patience));
        await Gateway.DisposeAsync();
        _gateway = null;
    }

    /// <summary>Kills mosquitto (-9), which is started again by its supervisor, without what it kept on disk.</summary>
    public async Task KillBrokerAsync()
    {
        // 0 while it is being started; to kill 0 is to kill oneself.
        while (_broker.ProcessId == 0)
        {
            await Task.Delay(Pause, TimeProvider.System, Patience);
        }

        using Process broker = Process.GetProcessById(_broker.ProcessId);
        broker.Kill();
        File.Delete(Path.Combine(Data, "broker", "mosquitto.db"));
    }

    /// <summary>Waits until the gateway has connected to the broker so many times.</summary>
    public async Task ConnectedAsync(int times)
    {
        while (Gateway.Said.Split(": connected").Length <= times)
        {
            await Task.Delay(Pause, TimeProvider.System, Patience);
        }
    }

    /// <summary>A board's connection to the gateway's broker.</summary>
    public IUplinkLink Link(string board)
    {
        MqttUplinkLink link = new(board, new MqttLinkOptions
        {
            Host = "127.0.0.1",
            Port = _broker.Port,
            ClientId = board,
            Username = board,
            Password = _passwords[board],
        }, options => MqttLinks.Create(options, TimeProvider.System));
        _links.Add(link);
        return link;
    }

    /// <summary>Has a board live on, as fast as it can, up to a time of its cell.</summary>
    public Task RunAsync(RebootingBoard board, double untilS) =>
        RunAsync(board, untilS, () => board.CellTimeUs >= (long)((untilS - 1) * 1e6));

    /// <summary>Has a board live on until something is so; its cell's time stands still at a limit.</summary>
    public async Task RunAsync(RebootingBoard board, double limitS, Func<bool> until)
    {
        while (!until())
        {
            bool busy = board.Advance((long)(limitS * 1e6), StepsATurn);
            board.StepLink((long)TimeProvider.System.GetElapsedTime(_started).TotalMilliseconds);
            if (Patience.IsCancellationRequested)
            {
                throw new TimeoutException($"{board.BoardId}: {board.Board.Report()}\nThe gateway said:\n{_gateway?.Said}");
            }

            if (!busy)
            {
                await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
            }
        }
    }

    /// <summary>Ends a board's life, and waits until the gateway has all it has made.</summary>
    public Task DeliverAsync(RebootingBoard board)
    {
        board.End();
        return RunAsync(board, 0, () => board.Board.IsDone);
    }

    /// <summary>What the log holds of a board.</summary>
    public FrameTally Stored(string board)
    {
        FrameTally tally = default;
        foreach (ulong stream in Streams(board))
        {
            ForEachFrame(stream, (batch, frame) => tally = tally.With(batch.Buffer, frame.Offset, frame.Length));
        }

        return tally;
    }

    /// <summary>A board's streams, in the order in which the gateway met them.</summary>
    public IReadOnlyList<ulong> Streams(string board)
    {
        using FrameLogReader log = FrameLogReader.Open(Data);
        return [.. log.ReadStreams().Where(stream => stream.Board == board).OrderBy(stream => stream.FirstSeenUtcMs)
            .Select(stream => stream.StreamId)];
    }

    /// <summary>Opens every frame of a stream, in order.</summary>
    public void ForEachFrame(ulong stream, Action<FrameReader> visit)
    {
        FrameReader reader = new();
        ForEachFrame(stream, (batch, frame) =>
        {
            Assert.Equal(FrameError.None, reader.Open(batch.Buffer, frame.Offset, frame.Length));
            visit(reader);
        });
    }

    /// <summary>What a stopped gateway has derived of the test that a stream belongs to.</summary>
    public CellResults Results(ulong stream)
    {
        using DerivedStore store = DerivedStore.Open(Data);
        return CellResults.Load(store, store.Cells().Single(cell => store.StreamsOf(cell.Id).Contains(stream)));
    }

    /// <summary>
    /// What is abnormal about a stream's rows, by name: the detectors that judge a cell row by row, as they are set by default,
    /// on the rows of the log in their order.
    /// </summary>
    public IReadOnlyCollection<string> Abnormal(ulong stream)
    {
        Dictionary<string, ILiveDetector> detectors = DetectorCatalogue.Rows.ToDictionary(
            kind => kind.Name, kind => kind.Create(kind.Name, Subject.Cell("cell"), new Dictionary<string, double>()));
        SortedSet<string> abnormal = [];
        using LogView log = new(Data, problem => Assert.Fail(problem));
        StreamFollower follower = new(stream, 1);
        while (follower.TryPeek(log, uint.MaxValue, out RowBlock? block))
        {
            foreach (ref readonly CellRow row in block.Rows)
            {
                LiveObservation observation = new(
                    row.UptimeMs / 1000.0, row.VoltageV, row.CurrentA, row.TemperatureDegC, row.PressureMpa, row.Saturated,
                    row.SensorError);
                abnormal.UnionWith(detectors.Where(one => one.Value.Take(observation)?.State == DetectionState.Abnormal)
                    .Select(one => one.Key));
            }

            follower.Take(block);
        }

        return abnormal;
    }

    /// <summary>The closed half cycles of the test that a stream belongs to, with the dates that were given to them.</summary>
    public IReadOnlyList<StoredHalf> StoredHalves(ulong stream)
    {
        using DerivedStore store = DerivedStore.Open(Data);
        return store.Halves(store.Cells().Single(cell => store.StreamsOf(cell.Id).Contains(stream)).Id);
    }

    /// <summary>When each frame of a stream has arrived, Unix ms.</summary>
    public IReadOnlyList<long> Arrivals(ulong stream)
    {
        List<long> arrivals = [];
        ForEachFrame(stream, (_, frame) => arrivals.Add(frame.ReceivedUtcMs));
        return arrivals;
    }

    /// <summary>
    /// Waits until the running gateway's list of alerts holds one of a rule, and its log says so; what the list holds then.
    /// </summary>
    public async Task<string> AlertedAsync(string rule)
    {
        while (true)
        {
            string alerts = await AlertsAsync();
            if (alerts.Contains($"\"{rule}\"", StringComparison.Ordinal)
                && Gateway.Said.Contains($"ALERT {rule} on", StringComparison.Ordinal))
            {
                return alerts;
            }

            if (Patience.IsCancellationRequested)
            {
                throw new TimeoutException($"No alert {rule}, but {alerts}\nThe gateway said:\n{Gateway.Said}");
            }

            await Task.Delay(Pause * 10, TimeProvider.System, CancellationToken.None);
        }
    }

    /// <summary>The running gateway's list of alerts.</summary>
    public Task<string> AlertsAsync() => _http.GetStringAsync(new Uri(Gateway.Page!, "/api/alerts"), CancellationToken.None);

    /// <summary>Messages that the gateway has refused.</summary>
    public long Refusals()
    {
        using FrameLogReader log = FrameLogReader.Open(Data);
        return log.ReadRefusals().Sum(refusal => refusal.Count);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (MqttUplinkLink link in _links)
        {
            await link.DisposeAsync();
        }

        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        await _broker.DisposeAsync();
        _patience.Dispose();
        _http.Dispose();
        Directory.Delete(Data, recursive: true);
    }

    private void ForEachFrame(ulong stream, Action<FrameBatch, StoredFrame> visit)
    {
        using FrameLogReader log = FrameLogReader.Open(Data);
        FrameBatch batch = new();
        uint next = 1;
        do
        {
            log.ReadStream(stream, next, 512, batch);
            foreach (StoredFrame frame in batch.Frames)
            {
                visit(batch, frame);
                next = frame.Sequence + 1;
            }
        }
        while (batch.Count > 0);
    }
}
