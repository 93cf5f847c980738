using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Metadata;
using EdgeLogger.Derivation.Store;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Loops;

namespace EdgeLogger.Derivation;

/// <summary>
/// Derives every cell's cycles from the log as it grows. It follows each stream by its own cursor: the log's tail only wakes it,
/// and a start resumes where the checkpoints stand.
/// </summary>
public sealed class DerivationService : IAsyncDisposable
{
    private static readonly TimeSpan MetadataEvery = TimeSpan.FromSeconds(2);

    private readonly string _directory;
    private readonly DerivationWorker[] _workers;
    private readonly TailListener[] _tails;
    private readonly TimeProvider _time;
    private readonly CycleEngineOptions _engine;
    private readonly ConcurrentDictionary<ulong, CellSnapshot> _snapshots = new();
    private readonly ConcurrentDictionary<ulong, WaitingFrames> _waiting = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly RowTap _rows = new();
    private readonly LoopHealth _loops;
    private readonly Loop _readingBook;
    private Task _running = Task.CompletedTask;
    private int _disposed;

    /// <param name="directory">The data directory, which holds the log.</param>
    /// <param name="store">Where results go; the caller's to dispose after this service.</param>
    /// <param name="options">How to derive.</param>
    /// <param name="time">Clock of the transactions.</param>
    /// <param name="problem">Receives, in words, what a person should look at: a schema that cannot be read, a damaged
    /// frame.</param>
    /// <exception cref="System.IO.InvalidDataException">What is known of the cells cannot be read.</exception>
    /// <param name="tail">The log's tail; null if nobody writes the log: what is in it at the start is derived.</param>
    public DerivationService(
        string directory, DerivedStore store, DerivationOptions options, TimeProvider time, Action<string> problem,
        LogTail? tail = null)
    {
        _directory = directory;
        _time = time;
        Action<string> once = new OnceOnly(problem).Say;
        _loops = new LoopHealth(problem);
        _readingBook = new Loop("reading of cells.jsonl", _loops);
        Store = store;
        Book = CellBook.Open(directory);
        _engine = options.Engine;
        _tails = [.. Enumerable.Range(0, options.Workers)
            .Select(worker => new TailListener(stream => WorkerOf(stream, options.Workers) == worker))];
        _workers = [.. _tails.Select((listener, worker) =>
            new DerivationWorker(directory, store, options, Book, time, once,
                snapshot => _snapshots[snapshot.Cell.StreamId] = snapshot, _waiting, _rows, _loops, worker + 1, listener))];
        Array.ForEach(_tails, listener => tail?.Add(listener));
    }

    /// <summary>Where results are.</summary>
    public DerivedStore Store { get; }

    /// <summary>What the lab knows of the cells; changes made by another process are applied within two seconds.</summary>
    public CellBook Book { get; }

    /// <summary>How every cell stands now.</summary>
    public IReadOnlyList<CellSnapshot> Snapshots =>
        [.. _snapshots.Values.OrderBy(snapshot => snapshot.Cell.Board, StringComparer.Ordinal)
            .ThenBy(snapshot => snapshot.Cell.Slot)];

    /// <summary>The streams whose frames wait for a schema now.</summary>
    public IReadOnlyList<WaitingFrames> Waiting => [.. _waiting.Values];

    /// <summary>What of all this is not as it should be, in words.</summary>
    public IReadOnlyList<string> Problems => _snapshots.Values.Where(cell => cell.IsTimeRefused).Select(cell => cell.Cell.Name)
        .Order(StringComparer.Ordinal).ToArray() is { Length: > 0 } cells
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
                _tails[WorkerOf(stream.StreamId, _tails.Length)].Mark(stream.StreamId, stream.Contiguous);
            }
        }

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

        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        Array.ForEach(_workers, worker => worker.Dispose());
        _stopping.Dispose();
    }

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

    // Ids are random, but for their low bits in tests: spread all of them.
    private static int WorkerOf(ulong streamId, int workers) => (int)(((streamId * 0x9E3779B97F4A7C15) >> 32) % (ulong)workers);
}
