using System;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using EdgeLogger.FrameLog.Sqlite;

namespace EdgeLogger.FrameLog.Writing;

/// <summary>
/// The one writer of a frame log. What is given to it waits in a bounded queue; a thread of its own puts all that waits into one
/// transaction, waits for the disk, and then raises <see cref="Committed"/>. Nothing is reported before it is on disk.
/// </summary>
public sealed class FrameLogWriter : IAsyncDisposable
{
    // A checkpoint copies the write-ahead log into the main file, about every 4 MiB of it.
    private const int CommitsPerCheckpoint = 256;
    private const int FramesPerCheckpoint = 4096;

    private static readonly TimeSpan FilesEvery = TimeSpan.FromSeconds(1);

    private readonly Channel<LogItem> _queue;
    private readonly LogItem[] _items;
    private readonly CommittedBatch _batch = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly FrameLogOptions _options;
    private readonly TimeProvider _time;
    private readonly DirectoryLock _lock;
    private readonly LogStore _store;
    private readonly Thread _thread;
    private int _itemCount;
    private int _commitsSinceCheckpoint;
    private int _itemsSinceCheckpoint;
    private int _disposed;
    private volatile FrameLogHealth _health = FrameLogHealth.Good;
    private volatile LogSize _size;

    private FrameLogWriter(string directory, FrameLogOptions options, TimeProvider time, DirectoryLock directoryLock,
        LogStore store)
    {
        Directory = directory;
        _options = options;
        _time = time;
        _lock = directoryLock;
        _store = store;
        _items = new LogItem[options.BatchItems];
        _queue = Channel.CreateBounded<LogItem>(new BoundedChannelOptions(options.QueueLength) { SingleReader = true });
        _size = store.Size;
        _thread = new Thread(Run) { Name = "frame log", IsBackground = true };
    }

    /// <summary>
    /// Reports what is on disk now, on the writer's thread: return soon, do not keep the batch. An exception from here stops the
    /// writer, because acknowledgements would be lost in silence.
    /// </summary>
    public event Action<CommittedBatch>? Committed;

    /// <summary>Reports that <see cref="Health"/> has changed, on the writer's thread.</summary>
    public event Action<FrameLogHealth>? HealthChanged;

    public string Directory { get; }

    /// <summary>Where followers of the log are woken.</summary>
    public LogTail Tail { get; } = new();

    /// <summary>Whether frames are taken, and if not, why.</summary>
    public FrameLogHealth Health => _health;

    /// <summary>How much the log holds.</summary>
    public LogSize Size => _size;

    /// <summary>Items that wait for a commit.</summary>
    public int Waiting => _queue.Reader.Count;

    /// <summary>Items that may wait; then those who bring more wait.</summary>
    public int WaitingMost => _options.QueueLength;

    /// <summary>Bytes of a transaction that was under way when the log's last writer was ended; they were left out.</summary>
    public long TornBytes { get; private init; }

    /// <summary>Takes hold of a directory and makes the log in it if there is none. Call <see cref="Start"/> next.</summary>
    /// <exception cref="FrameLogException">
    /// The directory is missing, not writable or in use, or what is in it is not a frame log, a newer one, or a damaged one.
    /// </exception>
    public static FrameLogWriter Open(string directory, FrameLogOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        directory = System.IO.Path.GetFullPath(directory);
        DirectoryLock directoryLock = DirectoryLock.Take(directory);
        try
        {
            long tornBytes = WalTail.TornBytes(directory);
            return new FrameLogWriter(directory, options, time, directoryLock, LogStore.Open(directory, options))
            { TornBytes = tornBytes };
        }
        catch (SqliteFault fault)
        {
            directoryLock.Dispose();
            throw new FrameLogException(fault.IsDiskFull
                ? $"The frame log in {directory} cannot be opened: its disk is full. Make room there, or name another directory."
                : $"The frame log in {directory} cannot be opened. {fault.Message}", fault);
        }
        catch
        {
            directoryLock.Dispose();
            throw;
        }
    }

    /// <summary>Begins to write. Subscribe to <see cref="Committed"/> before.</summary>
    public void Start() => _thread.Start();

    /// <summary>
    /// Gives a frame to the writer; waits while the queue is full. Its outcome comes by <see cref="Committed"/>.
    /// </summary>
    /// <exception cref="FrameLogException">The writer is broken or closed: the frame is not taken.</exception>
    public ValueTask AppendAsync(in FrameAppend frame, CancellationToken cancellationToken) =>
        EnqueueAsync(new LogItem(frame), cancellationToken);

    /// <summary>Gives a schema document to the writer, as <see cref="AppendAsync"/> does a frame.</summary>
    /// <exception cref="FrameLogException">The writer is broken or closed.</exception>
    public ValueTask AddSchemaAsync(in SchemaArrival schema, CancellationToken cancellationToken) =>
        EnqueueAsync(new LogItem(schema), cancellationToken);

    /// <summary>Has a message counted and quarantined, as <see cref="AppendAsync"/> does a frame.</summary>
    /// <exception cref="FrameLogException">The writer is broken or closed.</exception>
    public ValueTask RefuseAsync(in RefusedMessage message, CancellationToken cancellationToken) =>
        EnqueueAsync(new LogItem(message), cancellationToken);

    /// <summary>
    /// Drops the oldest frames of the log, not beyond an id and not more than a slice of some thousand: to be called until it
    /// gives 0. It is for the caller to know that nobody needs them any more.
    /// </summary>
    /// <returns>How many were dropped; on disk.</returns>
    /// <exception cref="FrameLogException">The writer is broken or closed.</exception>
    public Task<long> ExpireAsync(long lastId, CancellationToken cancellationToken) =>
        DoAsync(new ExpiryTask(lastId), cancellationToken);

    /// <summary>
    /// Moves a frame that the disk has changed to quarantine, counts it as refused and books it as lost, if it is still found
    /// changed; not the newest one of the log.
    /// </summary>
    /// <returns>Whether it was moved; on disk.</returns>
    /// <exception cref="FrameLogException">The writer is broken or closed.</exception>
    public async Task<bool> QuarantineDamagedAsync(DamagedFrame frame, CancellationToken cancellationToken) =>
        await DoAsync(new DamageTask(frame, _time.GetUtcNow().ToUnixTimeMilliseconds()),
            cancellationToken).ConfigureAwait(false) > 0;

    /// <summary>Commits what waits, unless there is no room for it, and lets go of the directory.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        _queue.Writer.TryComplete();
        await _stopping.CancelAsync().ConfigureAwait(false);
        if (_thread.ThreadState.HasFlag(ThreadState.Unstarted))
        {
            _store.Dispose();
        }
        else
        {
            await Task.Run(_thread.Join).ConfigureAwait(false);
        }

        _lock.Dispose();
        _stopping.Dispose();
    }

    private async Task<long> DoAsync(LogTask task, CancellationToken cancellationToken)
    {
        await EnqueueAsync(new LogItem(task), cancellationToken).ConfigureAwait(false);
        return await task.Done.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private ValueTask EnqueueAsync(LogItem item, CancellationToken cancellationToken) =>
        _queue.Writer.TryWrite(item) ? ValueTask.CompletedTask : WaitAndEnqueueAsync(item, cancellationToken);

    private async ValueTask WaitAndEnqueueAsync(LogItem item, CancellationToken cancellationToken)
    {
        try
        {
            await _queue.Writer.WriteAsync(item, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException e)
        {
            FrameLogHealth health = _health;
            throw new FrameLogException(
                health.State == FrameLogState.Broken ? health.Cause : $"The frame log in {Directory} is closed.", e);
        }
    }

    private void Run()
    {
        try
        {
            while (Drain())
            {
                // Once more after the commit: what is in a file that nobody finds again must not be acknowledged.
                if (!CommitBatch() || !HasItsFiles())
                {
                    break;
                }

                _options.Probe?.Invoke(CommitStep.AfterCommit);
                _size = _store.Size;
                Committed?.Invoke(_batch);
                CompleteTasks();
                Tail.Advance(_batch);
                _options.Probe?.Invoke(CommitStep.AfterCallback);
                CheckpointIfDue();
            }
        }
#pragma warning disable CA1031 // Whatever it is: it must be seen as the log's state, and must not end the process.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _store.LeaveAsItIs();
            Break($"The frame log in {Directory} has stopped: {e.Message} Nothing is taken or acknowledged until the "
                + "program is started again.", e);
        }
        finally
        {
            CloseStore();
        }
    }

    // Closing moves the write-ahead log to the main file: not if another program has written to either.
    private void CloseStore()
    {
        if (_health.State != FrameLogState.Broken)
        {
            HasItsFiles();
        }

        _store.Dispose();
    }

    private void CompleteTasks()
    {
        bool any = false;
        for (int i = 0; i < _itemCount; i++)
        {
            if (_items[i].Task is { } task)
            {
                task.Complete();
                any = true;
            }
        }

        if (any)
        {
            _store.ShrinkIfWorthwhile();
        }
    }

    // Takes all that waits, within the limits of a batch; waits if nothing does. False when closed and empty.
    private bool Drain()
    {
        _batch.Clear();
        Array.Clear(_items, 0, _itemCount);
        _itemCount = 0;
        int bytes = 0;
        while (_itemCount < _items.Length && bytes < _options.BatchBytes)
        {
            if (_queue.Reader.TryRead(out LogItem item))
            {
                _items[_itemCount++] = item;
                bytes += item.Bytes;
            }
            else if (_itemCount > 0 || !WaitForItem())
            {
                break;
            }
        }

        return _itemCount > 0;
    }

    // False when closed and empty, or when the log's files were taken away meanwhile.
    private bool WaitForItem()
    {
        Task<bool> waiting = _queue.Reader.WaitToReadAsync().AsTask();
        while (!waiting.Wait(FilesEvery))
        {
            if (!HasItsFiles())
            {
                return false;
            }
        }

        return waiting.Result;
    }

    private bool HasItsFiles()
    {
        if (_store.LookAtFile() is not { } taken)
        {
            return true;
        }

        string problem = taken.Problem;
        const string Stopped = "Nothing is taken or acknowledged until the gateway is started again.";
        _store.LeaveAsItIs();
        FrameLogException error = new(problem);
        if (!taken.CanBeRescued)
        {
            Break($"{problem} {Stopped} Stop the gateway and run `edgelogger doctor`; if you restored a backup, delete "
                + "frames.db-wal and frames.db-shm and copy the backup once more.", error);
            return false;
        }

        Break($"{problem} {Stopped} What was in it is being copied to a new file; let the gateway run until it says which.",
            error);
        SetHealth(new FrameLogHealth(FrameLogState.Broken, $"{problem} {Stopped} {RescueInWords()}"));
        return false;
    }

    private string RescueInWords()
    {
        try
        {
            string rescued = _store.Rescue();
            return $"All of the log is in {rescued}: stop the gateway, rename that file to frames.db, delete frames.db-wal and "
                + "frames.db-shm if they are there, and start again.";
        }
        catch (Exception error) when (error is SqliteFault or System.IO.IOException or UnauthorizedAccessException)
        {
            return $"The log could NOT be copied from the open file: {error.Message} Restore the newest backup; frames that "
                + "were acknowledged since are lost.";
        }
    }

    // False when closed while there was no room.
    private bool CommitBatch()
    {
        TimeSpan wait = _options.RetryFirst;
        while (true)
        {
            try
            {
                _store.Commit(_items.AsSpan(0, _itemCount), _batch);
                SetHealth(FrameLogHealth.Good);
                return true;
            }
            catch (SqliteFault fault) when (fault.IsDiskFull || fault.IsBusy)
            {
                SetHealth(new FrameLogHealth(FrameLogState.Waiting, WaitingCause(fault)));
            }

            if (!Wait(wait))
            {
                return false;
            }

            wait = wait * 2 < _options.RetryMost ? wait * 2 : _options.RetryMost;
        }
    }

    private string WaitingCause(SqliteFault fault) => fault.IsDiskFull
        ? $"The disk under {Directory} is full: nothing is acknowledged, boards keep their frames. Free some space; it goes on "
        + $"by itself. {fault.Message}"
        : $"Another process holds the frame log in {Directory}: nothing is acknowledged until it lets go. {fault.Message}";

    private bool Wait(TimeSpan wait)
    {
        try
        {
            Task.Delay(wait, _time, _stopping.Token).GetAwaiter().GetResult();
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private void CheckpointIfDue()
    {
        _itemsSinceCheckpoint += _itemCount;
        if (++_commitsSinceCheckpoint < CommitsPerCheckpoint && _itemsSinceCheckpoint < FramesPerCheckpoint)
        {
            return;
        }

        _commitsSinceCheckpoint = 0;
        _itemsSinceCheckpoint = 0;
        try
        {
            _store.Checkpoint();
        }
        catch (SqliteFault fault) when (fault.IsDiskFull || fault.IsBusy)
        {
            // The frames are safe in the write-ahead log. If it cannot grow either, the next commit says so.
        }
    }

    private void Break(string cause, Exception e)
    {
        SetHealth(new FrameLogHealth(FrameLogState.Broken, cause));
        _queue.Writer.TryComplete(e);
        for (int i = 0; i < _itemCount; i++)
        {
            _items[i].Task?.Fail(new FrameLogException(cause, e));
        }
    }

    private void SetHealth(FrameLogHealth health)
    {
        if (health != _health)
        {
            _health = health;
            HealthChanged?.Invoke(health);
        }
    }
}
