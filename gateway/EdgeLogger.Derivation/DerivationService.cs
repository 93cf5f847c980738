using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Metadata;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Loops;

namespace EdgeLogger.Derivation;

/// <summary>
/// Derives every test's cycles from the log as it grows. Each stream and each test has a cursor of its own: the log's tail only
/// wakes them, and a start resumes where the checkpoints stand.
/// </summary>
public sealed class DerivationService : IAsyncDisposable
{
    private static readonly TimeSpan MetadataEvery = TimeSpan.FromSeconds(2);

    private readonly string _directory;
    private readonly DerivationWorker[] _workers;
    private readonly TailListener[] _tails;
    private readonly TimeProvider _time;
    private readonly CycleEngineOptions _engine;
    private readonly DerivationShares _shares;
    private readonly CancellationTokenSource _stopping = new();
    private readonly RowTap _rows = new();
    private readonly LoopHealth _loops;
    private readonly Loop _readingBook;
    private Task _running = Task.CompletedTask;
    private bool _isStarted;
    private int _disposed;

    /// <param name="directory">The data directory, which holds the log.</param>
    /// <param name="store">Where results go; the caller's to dispose after this service.</param>
    /// <param name="options">How to derive.</param>
    /// <param name="time">Clock of the transactions.</param>
    /// <param name="problem">Receives, in words, what a person should look at: a schema that cannot be read, a damaged
    /// frame.</param>
    /// <exception cref="System.IO.InvalidDataException">What is known of the cells cannot be read.</exception>
    /// <param name="tail">The log's tail; null if nobody writes the log: what is in it at the start is derived.</param>
    /// <param name="plans">The tests; null: each stream is one.</param>
    public DerivationService(
        string directory, DerivedStore store, DerivationOptions options, TimeProvider time, Action<string> problem,
        LogTail? tail = null, TestPlans? plans = null)
    {
        _directory = directory;
        _time = time;
        Action<string> once = new OnceOnly(problem).Say;
        _loops = new LoopHealth(problem);
        _readingBook = new Loop("reading of cells.jsonl", _loops);
        Store = store;
        Book = CellBook.Open(directory);
        _engine = options.Engine;
        _shares = new DerivationShares(options.Workers, plans ?? new TestPlans());
        TestSource source = new(store, cell => options.For(Book.Of(cell.Name)), _rows);
        _tails = [.. Enumerable.Range(0, options.Workers)
            .Select(worker => new TailListener(stream => _shares.WorkerOf(stream) == worker))];
        _workers = [.. _tails.Select((listener, worker) =>
            new DerivationWorker(directory, options, source, _shares, time, once, _loops, worker, listener))];
        _shares.Begin(_workers);
        Array.ForEach(_tails, listener => tail?.Add(listener));
    }

    /// <summary>Where results are.</summary>
    public DerivedStore Store { get; }

    /// <summary>What the lab knows of the cells; changes made by another process are applied within two seconds.</summary>
    public CellBook Book { get; }

    /// <summary>The tests.</summary>
    public TestPlans Plans => _shares.Plans;

    /// <summary>How every test stands now.</summary>
    public IReadOnlyList<CellSnapshot> Snapshots =>
        [.. _shares.Snapshots.Values.OrderBy(snapshot => snapshot.Cell.Board, StringComparer.Ordinal)
            .ThenBy(snapshot => snapshot.Cell.Slot)];

    /// <summary>The streams whose frames wait for a schema now.</summary>
    public IReadOnlyList<WaitingFrames> Waiting => [.. _shares.Waiting.Values];

    /// <summary>What of all this is not as it should be, in words.</summary>
    public IReadOnlyList<string> Problems => _shares.Snapshots.Values.Where(cell => cell.IsTimeRefused)
        .Select(cell => cell.Cell.Name).Order(StringComparer.Ordinal).ToArray() is { Length: > 0 } cells
        ? [.. _loops.Problems, "These cells give times outside of 2000 to 2199, and their rows have no date: "
            + $"{string.Join(", ", cells)}. Set the boards' clocks, or look who has their accounts."]
        : _loops.Problems;

    /// <summary>Raised, from a worker, after results have been stored.</summary>
    public event Action<CellUpdate>? Stored
    {
        add => Array.ForEach(_workers, worker => worker.Stored += value);
        remove => Array.ForEach(_workers, worker => worker.Stored -= value);
    }

    /// <summary>Shown every row as it is derived; null: nobody is. May be changed at any time.</summary>
    public IRowObserver? Rows
    {
        get => _rows.Observer;
        set => _rows.Observer = value;
    }

    /// <summary>Resumes every stream of the log and goes on until disposed.</summary>
    public void Start()
    {
        Store.Begin(_engine);
        using (FrameLogReader reader = FrameLogReader.Open(_directory))
        {
            foreach (StreamEntry stream in reader.ReadStreams())
            {
                _shares.Streams.Expect(stream.StreamId);
                _tails[_shares.WorkerOf(stream.StreamId)].Mark(stream.StreamId, stream.Contiguous);
            }
        }

        Plans.Changed += _shares.PlansChanged;
        // Tests that were there and are no more.
        foreach (TestKey gone in Store.Cells().Where(cell => Plans.Find(cell.Id) is null && !IsStream(cell.Id)))
        {
            Store.Forget(gone.Id);
        }

        _isStarted = true;
        _running = Task.WhenAll(_workers.Select(worker => Task.Run(() => worker.RunAsync(_stopping.Token)))
            .Append(Task.Run(WatchBookAsync)));
    }

    /// <summary>Adds a change of what the lab knows of a cell to the book, and applies it at once.</summary>
    /// <param name="cell">The cell, BOARD/SLOT.</param>
    /// <param name="change">Makes what is known out of what was known.</param>
    /// <param name="by">Who sets it.</param>
    /// <param name="note">Why; may be empty.</param>
    /// <returns>The change; null if it changes nothing.</returns>
    /// <exception cref="IOException">The file cannot be written, or another process is writing it.</exception>
    public CellChange? SetMetadata(string cell, Func<CellMetadata, CellMetadata> change, string by, string note)
    {
        CellChange? made = Book.Set(cell, change, by, _time.GetUtcNow(), note);
        if (made is not null)
        {
            Array.ForEach(_workers, worker => worker.NotifyMetadata());
        }

        return made;
    }

    /// <summary>Derives what is in the log by now, stores it, and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        Plans.Changed -= _shares.PlansChanged;
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        if (_isStarted)
        {
            // All streams are dated by now: tests on streams of other workers come up too.
            await Task.WhenAll(_workers.Select(worker => Task.Run(worker.Finish))).ConfigureAwait(false);
        }

        Array.ForEach(_workers, worker => worker.Dispose());
        _stopping.Dispose();
    }

    // A stream that is a test by itself, and was when its results were derived.
    private bool IsStream(ulong test) =>
        Plans.IsTest(test) && Store.Reach(test)?.Segments.All(segment => segment.Stream == test) != false;

    private async Task WatchBookAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            await Task.Delay(_readingBook.Pause(MetadataEvery), _time, _stopping.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _readingBook.Turn(ReadBook);
        }
    }

    private void ReadBook()
    {
        if (Book.Refresh())
        {
            Array.ForEach(_workers, worker => worker.NotifyMetadata());
        }
    }
}
