using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Alerts;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Engine;
using EdgeLogger.Boards.Commands;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Store;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Ingest;
using EdgeLogger.Keys;
using EdgeLogger.Loops;
using EdgeLogger.Mirrors;
using EdgeLogger.Mirrors.Sparkplug;
using EdgeLogger.Mqtt;
using EdgeLogger.Mqtt.Choice;
using EdgeLogger.Sinks;
using EdgeLogger.Sinks.Reading;
using EdgeLogger.Sinks.Writing;
using EdgeLogger.Traces;
using EdgeLogger.Web;
using EdgeLogger.Web.Access;
using EdgeLogger.Web.Server;
using Microsoft.Extensions.Logging;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>
/// A whole gateway in this process: broker (unless there is one), session, ingest, log, derivation, alerts, page. Parts are started
/// from the end of the data path to its beginning, and stopped the other way round, so that nothing falls between two.
/// </summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    // Past alerts that a new server gets; the open ones it gets in any case.
    private const int AlertsMirrored = 500;

    private readonly Stack<IAsyncDisposable> _parts = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly ILogger<GatewayHost> _logger;
    private readonly LoopHealth _loops;
    private readonly Loop _tellingFollowers;
    private readonly Loop _askingAlerts;
    private readonly List<InfluxSink> _sinks = [];
    private TraceStore? _traces;
    private TraceFollower? _traceFollower;
    private volatile BoardWatch? _boards;
    private LogRetention _retention = null!;
    private DamageWatch _damage = null!;
    private IngestRate _rate = null!;
    private RefusalWatch _refusals = null!;
    private BoardCommands _commands = null!;
    private BoardKeys _keys = BoardKeys.None;
    private TimeProvider _time = TimeProvider.System;
    private readonly BoardHealthPoints _boardHealth = new();
    private Task _ingesting = Task.CompletedTask;
    private string _problem = "";

    private GatewayHost(ILogger<GatewayHost> logger)
    {
        _logger = logger;
        _loops = new LoopHealth(trouble => logger.LogError("{Trouble}", trouble));
        _tellingFollowers = new Loop("telling followers of the log", _loops);
        _askingAlerts = new Loop("asking how the alerts are", _loops);
    }

    /// <summary>The built-in broker; null if it uses someone else's.</summary>
    public OwnBroker? Broker { get; private set; }

    /// <summary>The boards' keys.</summary>
    public BoardKeys Keys => _keys;

    public MqttSession Session { get; private set; } = null!;

    public FrameLogWriter Log { get; private set; } = null!;

    public IngestService Ingest { get; private set; } = null!;

    public DerivationService Derivation { get; private set; } = null!;

    public AlertService Alerts { get; private set; } = null!;

    /// <summary>The page; null if none is served.</summary>
    public PageServer? Page { get; private set; }

    /// <summary>Starts everything.</summary>
    /// <exception cref="UserErrorException">A part cannot start; the message says which, why, and what to do.</exception>
    public static async Task<GatewayHost> StartAsync(
        GatewayOptions options, ILoggerFactory loggers, TimeProvider time, CancellationToken cancellationToken)
    {
        GatewayHost host = new(loggers.CreateLogger<GatewayHost>());
        try
        {
            await host.StartPartsAsync(options, loggers, time, cancellationToken).ConfigureAwait(false);
            return host;
        }
        catch (Exception error)
        {
            await host.DisposeAsync().ConfigureAwait(false);
            if (error is not UserErrorException && StartFailure.Words(error, options.DataDirectory) is { } words)
            {
                throw new UserErrorException(words, error);
            }

            throw;
        }
    }

    /// <summary>How it is.</summary>
    public GatewayStatus Status()
    {
        List<string> problems = [];
        if (Log.Health.State != FrameLogState.Good)
        {
            problems.Add(Log.Health.Cause);
        }

        if (!Session.IsUp)
        {
            problems.Add($"No connection to the broker: {Session.State}.");
        }

        problems.AddRange(_sinks.Where(sink => sink.Status.State is SinkState.Paused or SinkState.Failing).Select(sink => sink.Status.Text));
        _askingAlerts.Turn(() => problems.AddRange(Alerts.Problems));
        problems.AddRange(StoreGuard.Problems(Log.Directory));
        problems.AddRange(Derivation.Problems);
        problems.AddRange(_traceFollower!.Problems);
        problems.AddRange(_loops.Problems);
        problems.AddRange(SchemaWaits.Problems(Derivation.Waiting, _time));
        string[] others = [Broker?.AccountsProblem ?? "", Broker?.CertificateProblem ?? "", _problem, _retention.Problem];
        problems.AddRange(others.Where(problem => problem.Length > 0).Distinct().Except(problems));
        // Told, and no reason to be ill: a board that sends rubbish must not make the gateway look broken.
        bool isHealthy = problems.Count == 0;
        problems.AddRange(_refusals.Problems());
        problems.AddRange(UnknownKeys.Problems(Ingest.States.All, _keys));
        return new GatewayStatus(isHealthy, problems, Ingest.Counters.StoredFrames, Refused())
        {
            BrokerRefusals = Broker?.Refusals ?? 0,
            Detail = HealthFigures.Of(this, _rate, _damage, _sinks, _time),
        };
    }

    /// <summary>Messages refused by ingest.</summary>
    public long Refused() => Enum.GetValues<RefusalReason>().Sum(Ingest.Counters.Refused);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _ingesting.ConfigureAwait(false);
        Ingest?.Dispose();
        while (_parts.TryPop(out IAsyncDisposable? part))
        {
            await part.DisposeAsync().ConfigureAwait(false);
        }

        _stopping.Dispose();
    }

    private async Task StartPartsAsync(
        GatewayOptions options, ILoggerFactory loggers, TimeProvider time, CancellationToken cancellationToken)
    {
        _time = time;
        StoreGuard.RefuseLostLog(options.DataDirectory);
        _keys = BoardKeys.Open(DataDirectory.Broker(options.DataDirectory));
        Log = FrameLogWriter.Open(
            options.DataDirectory, new FrameLogOptions { MaxBoards = options.MaxBoards, SegmentBytes = options.Retention.SegmentBytes }, time);
        _parts.Push(Log);
        _parts.Push(new BoardKeysWatch(_keys, _loops, time));
        if (OwnFiles.Close(Log.Directory) is > 0 and { } open)
        {
            _logger.LogWarning("{Count} files and folders of {Directory} could be read by other users of this machine; from now on only by {User}.",
                open, Log.Directory, Environment.UserName);
        }

        if (Log.TornBytes > 0)
        {
            _logger.LogWarning("The frame log in {Directory} ended within a transaction: its {Bytes} bytes are left out. Nothing in them was acknowledged; boards send it again.",
                Log.Directory, Log.TornBytes);
        }

        await StartBrokerAsync(options, loggers, time, cancellationToken).ConfigureAwait(false);
        StartResults(options, loggers, time);
        StartMirrors(options, time);
        StartIngest(options, loggers, time);
        if (options.Web is { } web)
        {
            Page = await PageServer.StartAsync(web, View(options, time), cancellationToken).ConfigureAwait(false);
            _parts.Push(Page);
        }
    }

    private GatewayView View(GatewayOptions options, TimeProvider time)
    {
        string directory = options.DataDirectory;
        SinkDesk desk = new(directory, options.Influx, _sinks, time);
        return new GatewayView
        {
            Derivation = Derivation,
            Alerts = Alerts,
            DataDirectory = directory,
            OpenTraces = () => new TraceReader(directory, _traces!, Derivation.Store),
            Status = Status,
            Broker = BoardsBroker.Of(options, Broker),
            Boards = Boards,
            Commands = _commands,
            Sinks = () => [.. _sinks.Select(sink => SinkViewOf(sink.Status))],
            DeadLetters = desk.DeadLetters,
            ResendDeadLetters = desk.ResendAsync,
            SinkCursors = desk.Cursors,
            Counts = Counts,
            Access = AccessBook.Open(directory),
            Audit = new AuditLog(directory, time),
            Loops = _loops,
            Time = time,
        };
    }

    private BoardView[] Boards()
    {
        ILookup<string, string> refused = _refusals.ProblemsByBoard();
        ILookup<string, WaitingFrames> waiting = Derivation.Waiting.ToLookup(stream => stream.Board, StringComparer.Ordinal);
        return [.. Ingest.States.All.OrderBy(state => state.Board, StringComparer.Ordinal)
            .Select(state => BoardViewOf(state, [.. SchemaWaits.Problems(waiting[state.Board], _time), .. refused[state.Board], .. UnknownKeys.Problems([state], _keys)]))];
    }

    private BoardView BoardViewOf(BoardState state, IReadOnlyList<string> problems)
    {
        using JsonDocument document = JsonDocument.Parse(state.Json);
        return new BoardView(state.Board, state.ReceivedUtcMs, state.WasRetained, document.RootElement.Clone())
        {
            Problems = problems,
            Authenticated = KeyStanding.Of(_keys.Find(state.Board)),
        };
    }

    private static SinkView SinkViewOf(SinkStatus status) => new(
        status.Name, status.State.ToString(), status.Text, status.Points, status.PointsSetAside, status.FramesBehind, status.AcceptedAt);

    private GatewayCounts Counts()
    {
        IngestCounters counters = Ingest.Counters;
        return new GatewayCounts(
            counters.Messages, counters.StoredFrames, counters.DuplicateFrames, counters.StoredRows, counters.StoredBytes, counters.AcksPublished,
            [.. Enum.GetValues<RefusalReason>().Select(reason => (RefusalNames.Of(reason), counters.Refused(reason)))]);
    }

    private async Task StartBrokerAsync(
        GatewayOptions options, ILoggerFactory loggers, TimeProvider time, CancellationToken cancellationToken)
    {
        if (options.ExternalBroker is null)
        {
            Broker = await OwnBroker.StartAsync(
                options.Broker, options.DataDirectory, options.Listening, loggers, time, cancellationToken)
                .ConfigureAwait(false);
            _parts.Push(Broker);
        }
    }

    private void StartResults(GatewayOptions options, ILoggerFactory loggers, TimeProvider time)
    {
        StoreGuard.SetDamagedAside(options.DataDirectory);
        foreach (string problem in StoreGuard.Problems(options.DataDirectory))
        {
            _logger.LogError("{Problem}", problem);
        }

        DerivedStore store = DerivedStore.Open(options.DataDirectory);
        _parts.Push(new Closing(store));
        if (store.KeptAside is { } kept)
        {
            _logger.LogError("Results of frames that are no longer in the log were made by another version; they are kept in {File}, and new ones begin with the frames that are left.", kept);
        }

        AlertBook book = AlertBook.Open(options.DataDirectory, time);
        _parts.Push(new Closing(book));
        Derivation = new DerivationService(options.DataDirectory, store, options.Derivation, time,
            problem => _logger.LogWarning("{Problem}", problem), Log.Tail);
        Alerts = new AlertService(options.DataDirectory, Derivation, book, new AlertSources { CohortOf = cell => Derivation.Book.Of(cell).Cohort, Boards = () => _boards?.Read() ?? [] }, time);
        AlertLog alertLog = new(loggers.CreateLogger<AlertLog>());
        Alerts.Changed += alertLog.Tell;
        Alerts.Problem += alertLog.TellProblem;
        foreach (InfluxOptions influx in options.Influx)
        {
            StartSink(options, store, influx, new AlertPoints(() => book.Latest(AlertsMirrored).SelectMany(AlertEvents.Of)), time);
        }

        _traces = TraceStore.Open(options.DataDirectory);
        _parts.Push(new Closing(_traces));
        _traceFollower = new TraceFollower(options.DataDirectory, _traces, store, time, problem => _logger.LogWarning("{Problem}", problem), Log.Tail);
        _parts.Push(_traceFollower);
        Derivation.Stored += _traceFollower.ResultsStored;

        // Popped first: derivation stores its last results while alerts still listen, then alerts end.
        _parts.Push(Alerts);
        _parts.Push(Derivation);
        Alerts.Start();
        Derivation.Start();
        _traceFollower.Start();
    }

    private void StartSink(GatewayOptions options, DerivedStore store, InfluxOptions influx, AlertPoints alerts, TimeProvider time)
    {
        InfluxSink sink = InfluxSink.Create(options.DataDirectory, store, influx, [_boardHealth, alerts], time);
        sink.StatusChanged += status => _logger.Log(
            status.State is SinkState.Paused or SinkState.Failing ? LogLevel.Error : LogLevel.Information, "sink {Status}", status.Text);
        Derivation.Stored += sink.ResultsStored;
        sink.Start();
        _sinks.Add(sink);
        _parts.Push(sink);
    }

    private void StartMirrors(GatewayOptions options, TimeProvider time)
    {
        if (options.MirrorBroker is not { } broker)
        {
            return;
        }

        if (options.Mirrors.Json || options.Mirrors.HomeAssistant)
        {
            JsonMirror json = new(options.Mirrors, broker, () => Derivation.Snapshots, time, _loops);
            json.Start();
            _parts.Push(json);
        }

        if (options.Mirrors.Sparkplug)
        {
            SparkplugMirror sparkplug = new(options.Mirrors, broker, () => Derivation.Snapshots, time, _loops);
            sparkplug.Start();
            _parts.Push(sparkplug);
        }
    }

    private void StartIngest(GatewayOptions options, ILoggerFactory loggers, TimeProvider time)
    {
        MqttLinkOptions link = options.ExternalBroker ?? Broker!.GatewayLink();
        Session = new MqttSession(() => MqttLinks.Create(link, time), IngestService.Filters, time, seed: Environment.ProcessId);
        Session.StateChanged += state => _logger.LogInformation("broker {Host}:{Port}: {State}", link.Host, link.Port, state);
        Ingest = new IngestService(new SessionSource(Session), Log, _keys, new IngestOptions { MaxBoards = options.MaxBoards }, loggers.CreateLogger<IngestService>(), time)
        {
            Loops = _loops,
        };
        _damage = new DamageWatch(Log, _loops, time);
        _boards = new BoardWatch(Ingest.States, _damage, _loops, time);
        _boardHealth.Watch(Ingest.States);
        _refusals = new RefusalWatch(time);
        Log.Committed += TellFollowers;
        Log.HealthChanged += health => _logger.LogError("frame log: {Health}", health.Cause.Length > 0 ? health.Cause : "good again");
        RetainedTopics retained = new((topic, payload, token) => Session.PublishAsync(topic, payload, MqttQos.AtLeastOnce, retain: true, token), Ingest.States, _keys, _loops);
        Ingest.StateOverwritten += retained.PutBack;
        Log.Start();
        _ingesting = Task.Run(IngestAsync);
        Session.Start();
        _parts.Push(Session);
        _parts.Push(retained);
        if (Broker is { } own)
        {
            own.Revoked += retained.Clear;
        }

        SessionBoardWire wire = new(Session, Ingest);
        _parts.Push(new Closing(wire));
        _commands = new BoardCommands(wire, _keys, time);
        _parts.Push(new Closing(_commands));
        _rate = new IngestRate(Ingest.Counters, time);
        _retention = new LogRetention(options.Retention, Log, Derivation.Store, Needs(), _loops, loggers.CreateLogger<LogRetention>(), time);
        _parts.Push(_rate);
        _parts.Push(_retention);
        _parts.Push(_damage);
        _retention.Start();
        _damage.Start();
    }

    private List<LogNeed> Needs() =>
    [
        .. _sinks.Select(sink => new LogNeed(sink.Status.Name, sink.NeededFrom)),
        new LogNeed("the store of traces", () => _traces?.Cursors()),
    ];

    // On the log's own thread: what a follower throws must not end the log.
    private void TellFollowers(CommittedBatch batch) => _tellingFollowers.Turn(() =>
    {
        _refusals.Note(batch);
        _boards?.Heard(batch);
    });

    private async Task IngestAsync()
    {
        try
        {
            await Ingest.RunAsync(_stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
        catch (FrameLogException error)
        {
            // The page stays up and says so; nothing is acknowledged any more, and boards keep what they have.
            _problem = error.Message;
            _logger.LogCritical("ingest has stopped: {Problem}", error.Message);
        }
    }

    private sealed class Closing(IDisposable part) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            part.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
