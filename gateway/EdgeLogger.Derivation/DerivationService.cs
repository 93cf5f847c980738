using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Cells;
using EdgeLogger.Cycles;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Assignment;
using EdgeLogger.Derivation.Dating;
using EdgeLogger.Derivation.Following;
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
    private readonly string _directory;
    private readonly DerivationWorker[] _workers;
    private readonly TailListener[] _tails;
    private readonly CycleEngineOptions _engine;
    private readonly DerivationShares _shares;
    private readonly Action<string> _problem;
    private readonly CancellationTokenSource _stopping = new();
    private readonly RowTap _rows = new();
    private readonly LoopHealth _loops;
    private readonly AssignedTests? _assigned;
    private Task _running = Task.CompletedTask;
    private bool _isStarted;
    private int _disposed;

    /// <param name="directory">The data directory, which holds the log.</param>
    /// <param name="store">Where results go; the caller's to dispose after this service.</param>
    /// <param name="options">How to derive.</param>
    /// <param name="time">Clock of the transactions.</param>
    /// <param name="problem">Receives, in words, what a person should look at: a schema that cannot be read, a damaged
    /// frame.</param>
    /// <param name="tail">The log's tail; null if nobody writes the log: what is in it at the start is derived.</param>
    /// <param name="plans">The tests, if there is no book; null: each stream is one.</param>
    /// <param name="book">The book of cells, which says what tests there are. Its caller disposes of it, after this.</param>
    public DerivationService(
        string directory, DerivedStore store, DerivationOptions options, TimeProvider time, Action<string> problem,
        LogTail? tail = null, TestPlans? plans = null, CellBook? book = null)
    {
        _directory = directory;
        Action<string> once = new OnceOnly(problem).Say;
        _problem = once;
        _loops = new LoopHealth(problem);
        Store = store;
        _engine = options.Engine;
        _shares = new DerivationShares(
            options.Workers, plans ?? new TestPlans { StreamsAreTests = book is null });
        TestSource source = new(store, cell => options.For(Plans.MetadataOf(cell.Id)), _rows);
        _tails = [.. Enumerable.Range(0, options.Workers)
            .Select(worker => new TailListener(stream => _shares.WorkerOf(stream) == worker))];
        _workers = [.. _tails.Select((listener, worker) =>
            new DerivationWorker(directory, options, source, _shares, time, once, _loops, worker, listener))];
        _shares.Begin(_workers);
        Array.ForEach(_tails, listener => tail?.Add(listener));
        if (book is not null)
        {
            _assigned = new AssignedTests(
                book, directory, Plans, _shares.Streams, stream => DatedStream.Resume(stream, store), time, _loops, once);
            _shares.StreamDated = _assigned.Advanced;
        }
    }

    /// <summary>Where results are.</summary>
    public DerivedStore Store { get; }

    /// <summary>The tests.</summary>
    public TestPlans Plans => _shares.Plans;

    /// <summary>How every test stands now.</summary>
    public IReadOnlyList<CellSnapshot> Snapshots =>
        [.. _shares.Snapshots.Values.OrderBy(snapshot => snapshot.Cell.Board, StringComparer.Ordinal)
            .ThenBy(snapshot => snapshot.Cell.Slot)];

    /// <summary>The tests that are in a slot now, and imported files whose test goes on: what is looked at day by day.</summary>
    public IEnumerable<CellSnapshot> Current => Snapshots.Where(one => IsCurrent(one.Cell));

    /// <summary>The tests with results, each with the name that it has now.</summary>
    public IReadOnlyList<TestKey> Tests => [.. Store.Cells().Select(Plans.Named)];

    /// <summary>A test under the name that it has now; null if it has no results.</summary>
    public TestKey? Find(ulong test) => Store.Find(test) is { } known ? Plans.Named(known) : null;

    /// <summary>How a test stands now; null while none of its rows has been derived.</summary>
    public CellSnapshot? SnapshotOf(ulong test) => _shares.Snapshots.GetValueOrDefault(test);

    /// <summary>The test that is in a slot now, else the one that was there last; null if none was.</summary>
    public TestKey? In(string board, int slot) => Tests.Where(test => test.Board == board && test.Slot == slot)
        .MaxBy(test => IsCurrent(test) ? long.MaxValue : Plans.Find(test.Id)?.Name?.EndUtcMs ?? 0);

    /// <summary>The streams whose frames wait for a schema now.</summary>
    public IReadOnlyList<WaitingFrames> Waiting => [.. _shares.Waiting.Values];

    /// <summary>What of all this is not as it should be, in words.</summary>
    public IReadOnlyList<string> Problems =>
    [
        .. _loops.Problems,
        .. _assigned?.Problems ?? [],
        .. _shares.Snapshots.Values.Where(cell => cell.IsTimeRefused).Select(cell => cell.Cell.Name).Order(StringComparer.Ordinal)
            .ToArray() is { Length: > 0 } cells
            ? (string[])["These cells give times outside of 2000 to 2199, and their rows have no date: "
                + $"{string.Join(", ", cells)}. Set the boards' clocks, or look who has their accounts."]
            : [],
    ];

    /// <summary>Raised, from a worker, after results have been stored.</summary>
    public event Action<CellUpdate>? Stored
    {
        add => Array.ForEach(_workers, worker => worker.Stored += value);
        remove => Array.ForEach(_workers, worker => worker.Stored -= value);
    }

    /// <summary>Raised, from the worker that derives a test, before it is derived on, or again.</summary>
    public event Action<TestBegun>? Begun
    {
        add => Array.ForEach(_workers, worker => worker.Begun += value);
        remove => Array.ForEach(_workers, worker => worker.Begun -= value);
    }

    /// <summary>
    /// Raised, from the worker that derives a test, when it has caught up with the log since it was begun: what it has given by
    /// then is stored, and was passed on. Given the test.
    /// </summary>
    public event Action<ulong>? CaughtUp
    {
        add => Array.ForEach(_workers, worker => worker.CaughtUp += value);
        remove => Array.ForEach(_workers, worker => worker.CaughtUp -= value);
    }

    /// <summary>
    /// Raised, from a worker, after rows of a stream have been dated, whether or not a test has them yet. Given the stream.
    /// </summary>
    public event Action<ulong>? Dated
    {
        add => Array.ForEach(_workers, worker => worker.Dated += value);
        remove => Array.ForEach(_workers, worker => worker.Dated -= value);
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
        if (Store.KeepOfOtherEngine() is { } other)
        {
            _problem(string.Create(CultureInfo.InvariantCulture,
                $"Results were derived by version {other.Version} of the cycle engine, and this program has version "
                + $"{CycleEngine.Version}: they are derived again, and what they were is kept in {other.Copy}."));
        }

        List<ulong> streams = [];
        using (FrameLogReader reader = FrameLogReader.Open(_directory))
        {
            foreach (StreamEntry stream in reader.ReadStreams())
            {
                streams.Add(stream.StreamId);
                _shares.Streams.Expect(stream.StreamId, stream.Contiguous);
                _tails[_shares.WorkerOf(stream.StreamId)].Mark(stream.StreamId, stream.Contiguous);
            }
        }

        _assigned?.Begin();
        foreach (ulong stream in streams)
        {
            // Rows of a slot whose test was begun just before a stop are derived, although no frame comes.
            _assigned?.Advanced(stream);
        }

        Plans.Changed += _shares.PlansChanged;
        // Tests that were there and are no more.
        foreach (TestKey gone in Store.Cells().Where(cell => Plans.Find(cell.Id) is null && !IsStream(cell.Id)))
        {
            Store.Forget(gone.Id);
        }

        _isStarted = true;
        _running = Task.WhenAll(_workers.Select(worker => Task.Run(() => worker.RunAsync(_stopping.Token)))
            .Append(_assigned is { } assigned ? Task.Run(() => assigned.RunAsync(_stopping.Token)) : Task.CompletedTask));
    }

    /// <summary>The book of cells has been changed by this process: the change is applied at once.</summary>
    public void BookChanged() => _assigned?.Wake();

    /// <summary>Derives what is in the log by now, stores it, and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        if (_isStarted)
        {
            // All streams are dated by now: tests on streams of other workers come up too.
            await FinishAsync().ConfigureAwait(false);
            // What came last may need tests.
            while (_assigned?.Turn() == true)
            {
                await FinishAsync().ConfigureAwait(false);
            }
        }

        Plans.Changed -= _shares.PlansChanged;
        _assigned?.Dispose();

        Array.ForEach(_workers, worker => worker.Dispose());
        _stopping.Dispose();
    }

    // A stream that is a test by itself, and was when its results were derived.
    private bool IsStream(ulong test) =>
        Plans.IsTest(test) && Store.Reach(test)?.Segments.All(segment => segment.Stream == test) != false;

    private bool IsCurrent(TestKey test) => Plans.Find(test.Id)?.Name is not { IsInSlot: false } name
        || (name.Board is null && name.EndUtcMs is null);

    private Task FinishAsync() => Task.WhenAll(_workers.Select(worker => Task.Run(worker.Finish)));
}
