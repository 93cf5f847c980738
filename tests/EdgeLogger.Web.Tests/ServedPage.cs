using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using EdgeLogger.Alerts;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Engine;
using EdgeLogger.Boards.Commands;
using EdgeLogger.Cells;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Frames;
using EdgeLogger.Keys;
using EdgeLogger.Loops;
using EdgeLogger.Testing;
using EdgeLogger.Testing.Frames;
using EdgeLogger.Traces;
using EdgeLogger.Web.Access;
using EdgeLogger.Web.Server;

namespace EdgeLogger.Web.Tests;

/// <summary>A page over an empty gateway's parts, on a free port.</summary>
internal sealed class ServedPage : IAsyncDisposable
{
    private readonly HttpClientHandler _handler = new() { AllowAutoRedirect = false };
    private FrameLogWriter _log = null!;
    private DerivationService _derivation = null!;
    private TraceStore _traces = null!;
    private PageServer _server = null!;
    private TimeProvider _time = null!;

    private ServedPage() => Http = new HttpClient(_handler);

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("edgelogger-web-").FullName;

    public HttpClient Http { get; }

    public IReadOnlyList<string> Problems { get; set; } = [];

    /// <summary>Whether asking how the gateway is throws.</summary>
    public bool IsStatusBroken { get; set; }

    public LoopHealth Loops { get; } = new(_ => { });

    /// <summary>What the page sees.</summary>
    public GatewayView Seen { get; private set; } = null!;

    public DerivedStore Store { get; private set; } = null!;

    public AlertBook Book { get; private set; } = null!;

    public AccessBook Access { get; private set; } = null!;

    public Uri Url => _server.Url;

    /// <summary>The book of cells.</summary>
    public CellBook Cells { get; private set; } = null!;

    public static async Task<ServedPage> StartAsync(
        Action<AccessBook>? prepare = null, WebOptions? options = null, BrokerAddress? broker = null, TimeProvider? time = null)
    {
        ServedPage page = new() { _time = time ?? TimeProvider.System };
        page._log = FrameLogWriter.Open(page.Directory, new FrameLogOptions(), TimeProvider.System);
        page._log.Start();
        page.Store = DerivedStore.Open(page.Directory);
        page._traces = TraceStore.Open(page.Directory);
        page.Book = AlertBook.Open(page.Directory, TimeProvider.System);
        page.Access = AccessBook.Open(page.Directory);
        prepare?.Invoke(page.Access);
        page.Cells = CellBook.Open(page.Directory, TimeProvider.System);
        page._derivation = new DerivationService(
            page.Directory, page.Store, new DerivationOptions(), TimeProvider.System, _ => { }, page._log.Tail);
        AlertService alerts = new(page.Directory, page._derivation, page.Book, new AlertSources(), TimeProvider.System);
        page.Seen = page.View(alerts, broker ?? new BrokerAddress("10.0.0.5", "127.0.0.1", 1883, IsOwn: true));
        page._server = await PageServer.StartAsync(
            options ?? new WebOptions { Port = 0 }, page.Seen, TestContext.Current.CancellationToken);
        return page;
    }

    /// <summary>Puts a cell of that many frames, bench-01/0, into the log, and its name into the results.</summary>
    public async Task RecordAsync(int frames)
    {
        TestKey cell = new(CodedCell.StreamId, "bench-01", 0);
        await AppendAsync(CodedCell.SchemaBytes, new CodedCell(seed: 1).Run(0.1, frames));
        CellUpdate known = new(cell, [], [], [])
        {
            Segments = [new TestSegment(cell.Id)],
            Reached = [new SegmentReach(frames + 1, false, null)],
            Places = [new BootPlace(0, cell.Id, 1, 1, 0, 0)],
        };
        Store.Write([known], [new StreamUpdate(cell.Id, frames + 1, [],
            [new BootDate(1, 1, 0, null, DateQuality.Unknown, 1)])]);
        using FrameLogReader log = FrameLogReader.Open(Directory);
        await Soon.Until(() => log.FindStream(cell.Id)?.Contiguous == frames);
    }

    /// <summary>Puts frames of bench-01 into the log.</summary>
    public async Task AppendAsync(byte[] schema, IEnumerable<byte[]> frames)
    {
        FrameReader reader = new();
        await _log.AddSchemaAsync(
            new SchemaArrival("bench-01", "", Crc32.Compute(schema, 0, schema.Length), schema, 1000, null), default);
        foreach (byte[] frame in frames)
        {
            reader.Open(frame, 0, frame.Length);
            await _log.AppendAsync(new FrameAppend("bench-01", "", frame, reader, 1000, null), default);
        }
    }

    public Task<HttpResponseMessage> GetAsync(string path) =>
        Http.GetAsync(new Uri(Url, path), TestContext.Current.CancellationToken);

    public async Task<string> TextAsync(string path)
    {
        using HttpResponseMessage answer = await GetAsync(path);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _derivation.DisposeAsync();
        Cells.Dispose();
        _traces.Dispose();
        Book.Dispose();
        Store.Dispose();
        await _log.DisposeAsync();
        Http.Dispose();
        _handler.Dispose();
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    private GatewayView View(AlertService alerts, BrokerAddress broker) => new()
    {
        Derivation = _derivation,
        Book = Cells,
        Alerts = alerts,
        DataDirectory = Directory,
        OpenTraces = () => new TraceReader(Directory, _traces, Store),
        Status = () => IsStatusBroken
            ? throw new InvalidOperationException("made to fail")
            : new GatewayStatus(Problems.Count == 0, Problems, 3, 4),
        Loops = Loops,
        Broker = broker,
        Boards = () => [new BoardView("bench-01", 1_700_000_000_000, false, JsonDocument.Parse("""{"online":true}""").RootElement)],
        Commands = new BoardCommands(new SilentWire(), BoardKeys.None, TimeProvider.System),
        Sinks = () => [new SinkView("lab \"one\"", "Waiting", "lab: waiting", 17, 0, 5, null)],
        Counts = () => new GatewayCounts(9, 3, 1, 180, 900, 2, [("bad-crc", 4)]),
        Access = Access,
        Audit = new AuditLog(Directory, TimeProvider.System),
        Time = _time,
    };
}
