using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Alerts;
using EdgeLogger.Boards.Commands;
using EdgeLogger.Cells;
using EdgeLogger.Derivation;
using EdgeLogger.FrameLog;
using EdgeLogger.Ingest;
using EdgeLogger.Loops;
using EdgeLogger.Traces;
using EdgeLogger.Web;
using EdgeLogger.Web.Access;
using EdgeLogger.Web.Server;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>The page, if it is wanted, and what it sees of the gateway.</summary>
internal sealed class PagePart(
    GatewayOptions options, DerivationService derivation, CellBook book, AlertService alerts, TraceStore traces,
    BrokerPart broker,
    BoardViews boards,
    BoardCommands commands, InfluxSinks sinks, IngestService ingest, StatusReport status, LoopHealth loops,
    TimeProvider time) : IAsyncDisposable
{
    /// <summary>The page; null if none is served.</summary>
    public PageServer? Server { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Web is { } web)
        {
            Server = await PageServer.StartAsync(web, View(), cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Server is { } server)
        {
            Server = null;
            await server.DisposeAsync().ConfigureAwait(false);
        }
    }

    private GatewayView View()
    {
        string directory = options.DataDirectory;
        SinkDesk desk = new(directory, options.Influx, sinks.All, time);
        AccessBook access = AccessBook.Open(directory);
        return new GatewayView
        {
            Derivation = derivation,
            Book = book,
            Alerts = alerts,
            DataDirectory = directory,
            OpenTraces = () => new TraceReader(directory, traces, derivation.Store, derivation.Plans),
            Status = () => Status(access),
            Broker = BoardsBroker.Of(options, broker.Own),
            Boards = boards.Read,
            Commands = commands,
            Sinks = () => sinks.Views,
            DeadLetters = desk.DeadLetters,
            ResendDeadLetters = desk.ResendAsync,
            SinkCursors = desk.Cursors,
            Counts = Counts,
            Access = access,
            Audit = new AuditLog(directory, time),
            Loops = loops,
            Time = time,
        };
    }

    // Rows are kept all the same: it is reported, and no reason to be ill.
    private GatewayStatus Status(AccessBook access)
    {
        GatewayStatus now = status.Now();
        return access.Damage is { } damage ? now with { Problems = [.. now.Problems, damage] } : now;
    }

    private GatewayCounts Counts()
    {
        IngestCounters counters = ingest.Counters;
        return new GatewayCounts(
            counters.Messages, counters.StoredFrames, counters.DuplicateFrames, counters.StoredRows, counters.StoredBytes,
            counters.AcksPublished,
            [.. Enum.GetValues<RefusalReason>().Select(reason => (RefusalNames.Of(reason), counters.Refused(reason)))]);
    }
}
