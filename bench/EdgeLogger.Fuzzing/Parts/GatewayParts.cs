using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Alerts;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Engine;
using EdgeLogger.Cells;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Store;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Ingest;
using EdgeLogger.Keys;
using EdgeLogger.Loops;
using EdgeLogger.Sinks;
using EdgeLogger.Sinks.Writing;
using EdgeLogger.Traces;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeLogger.Fuzzing.Parts;

/// <summary>
/// From the broker's messages to results, traces, alerts and points, as a running gateway has them, in a directory of their own
/// and without a network.
/// </summary>
internal sealed class GatewayParts : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<string> _troubles = new();
    private readonly RowBook _rows = new(HonestBoard.Name);
    private readonly FrameLogWriter _log;
    private readonly IngestService _ingest;
    private readonly AlertBook _book;
    private readonly TraceFollower _traceFollower;
    private readonly InfluxSink _sink;
    private readonly TaskCompletionSource _sinkIsUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _ingesting;
    private bool _isStopped;

    public GatewayParts()
    {
        TimeProvider time = TimeProvider.System;
        LoopHealth loops = new(Note);
        _log = FrameLogWriter.Open(DataDirectory, new FrameLogOptions(), time);
        Store = DerivedStore.Open(DataDirectory);
        _book = AlertBook.Open(DataDirectory, time);
        Cells = CellBook.Open(DataDirectory, time);
        Derivation = new DerivationService(
            DataDirectory, Store, new DerivationOptions { StoreEvery = TimeSpan.FromMilliseconds(5) }, time, Note, _log.Tail,
            book: Cells);
        Alerts = new AlertService(DataDirectory, Derivation, _book, new AlertSources(), time);
        Alerts.Problem += Note;
        Traces = TraceStore.Open(DataDirectory);
        _traceFollower = new TraceFollower(DataDirectory, Traces, Store, time, Note, _log.Tail);
        _sink = new InfluxSink(DataDirectory, Store, Points, new AcceptingTarget(), time);
        _ingest = new IngestService(Source, _log, BoardKeys.None, new IngestOptions(), NullLogger<IngestService>.Instance, time)
        { Loops = loops };
        Alerts.Start();
        _rows.Next = Derivation.Rows;
        Derivation.Rows = _rows;
        Derivation.Stored += _sink.ResultsStored;
        Derivation.Dated += _traceFollower.StreamDated;
        _sink.StatusChanged += NoteSink;
        Derivation.Start();
        _traceFollower.Start();
        _sink.Start();
        _log.Start();
        _ingesting = Task.Run(() => _ingest.RunAsync(_stopping.Token));
    }

    public string DataDirectory { get; } = Directory.CreateTempSubdirectory("edgelogger-fuzz-").FullName;

    public MessageSource Source { get; } = new();

    public DerivedStore Store { get; }

    public DerivationService Derivation { get; }

    /// <summary>The book of cells.</summary>
    public CellBook Cells { get; }

    public AlertService Alerts { get; }

    public TraceStore Traces { get; }

    /// <summary>The rows of the honest board.</summary>
    public RowBook Rows => _rows;

    /// <summary>What loops have caught, in words.</summary>
    public IReadOnlyList<string> Troubles =>
        [.. _troubles.Where(trouble => trouble.StartsWith("The work '", StringComparison.Ordinal))];

    /// <summary>Derives what has come, and stops everything but the stores.</summary>
    public async Task StopAsync()
    {
        if (_isStopped)
        {
            return;
        }

        _isStopped = true;
        await _stopping.CancelAsync();
        await _ingesting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        FuzzException.Unless(_ingesting.IsCanceled, $"Ingest has ended: {_ingesting.Exception}");
        await _log.DisposeAsync();
        // It has seen what there was, or says later that it failed; a sink that waits for a schema is never up to date.
        await _sinkIsUp.Task.WaitAsync(TimeSpan.FromMilliseconds(500), TimeProvider.System)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Derivation.DisposeAsync();
        await Alerts.DisposeAsync();
        await _traceFollower.DisposeAsync();
        await _sink.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await StopAsync();
        }
        finally
        {
            _ingest.Dispose();
            Traces.Dispose();
            _book.Dispose();
            Cells.Dispose();
            Store.Dispose();
            _stopping.Dispose();
            Directory.Delete(DataDirectory, recursive: true);
        }
    }

    private static InfluxOptions Points => new()
    {
        Server = new Uri("http://127.0.0.1:9"),
        Database = "fuzz",
        Kind = InfluxKind.Influx1,
        Samples = SamplePolicy.All,
        FlushEvery = TimeSpan.FromMilliseconds(10),
        RecheckEvery = TimeSpan.FromMilliseconds(50),
    };

    private void Note(string trouble) => _troubles.Enqueue(trouble);

    private void NoteSink(SinkStatus status)
    {
        if (status.State is SinkState.Failing or SinkState.Paused)
        {
            Note($"The work 'sink' has failed: {status.Text}");
        }
        else if (status.State == SinkState.UpToDate)
        {
            _sinkIsUp.TrySetResult();
        }
    }
}
