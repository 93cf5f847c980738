using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Cells;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Frames;

namespace EdgeLogger.Testing.Frames;

/// <summary>A gateway's log and its derivation, as a running gateway has them, without network.</summary>
public sealed class LiveLog : IAsyncDisposable
{
    private const string Board = "bench-01";

    private readonly FrameLogWriter _log;
    private readonly DerivedStore _store;
    private readonly DerivationService _derivation;

    /// <param name="directory">The data directory.</param>
    /// <param name="time">Clock of the derivation; default: the real one.</param>
    /// <param name="plans">The tests; default: each stream is one.</param>
    /// <param name="workers">Workers of the derivation; default: as a gateway has.</param>
    /// <param name="book">The book of cells, which says what tests there are; default: none.</param>
    /// <param name="log">Limits of the log; default: as a gateway has.</param>
    /// <param name="starting">Given the derivation before it starts; default: nobody follows it from its start.</param>
    public LiveLog(
        string directory, TimeProvider? time = null, TestPlans? plans = null, int? workers = null, FrameLogOptions? log = null,
        CellBook? book = null, Action<DerivationService>? starting = null)
    {
        _log = FrameLogWriter.Open(directory, log ?? new FrameLogOptions(), TimeProvider.System);
        _store = DerivedStore.Open(directory);
        DerivationOptions options = new() { StoreEvery = TimeSpan.FromMilliseconds(5) };
        _derivation = new DerivationService(
            directory, _store, options with { Workers = workers ?? options.Workers }, time ?? TimeProvider.System, _ => { },
            _log.Tail, plans, book);
        _log.Committed += OnCommitted;
        starting?.Invoke(_derivation);
        _derivation.Start();
        _log.Start();
    }

    public DerivationService Derivation => _derivation;

    /// <summary>
    /// Appends frames as they come from a board with a backlog: the log commits together what has arrived meanwhile.
    /// </summary>
    public Task<List<Outcome>> AppendAsync(IEnumerable<byte[]> frames) =>
        AppendAsync(frames.Select(frame => (frame, ReceivedUtcMs: 1000L)));

    /// <summary>Appends frames, each with the time of its arrival, Unix ms.</summary>
    public async Task<List<Outcome>> AppendAsync(IEnumerable<(byte[] Frame, long ReceivedUtcMs)> frames)
    {
        List<TaskCompletionSource<Outcome>> reported = [];
        FrameReader reader = new();
        foreach ((byte[] bytes, long receivedUtcMs) in frames)
        {
            Assert.Equal(FrameError.None, reader.Open(bytes, 0, bytes.Length));
            TaskCompletionSource<Outcome> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await _log.AppendAsync(new FrameAppend(Board, "el/1/bench-01/live", bytes, reader, receivedUtcMs, outcome), default);
            reported.Add(outcome);
        }

        return [.. await Task.WhenAll(reported.Select(outcome => outcome.Task))];
    }

    public Task AddSchemaAsync() => AddSchemaAsync(CodedCell.SchemaBytes);

    public async Task AddSchemaAsync(byte[] document)
    {
        TaskCompletionSource<Outcome> reported = new(TaskCreationOptions.RunContinuationsAsynchronously);
        uint hash = Crc32.Compute(document, 0, document.Length);
        await _log.AddSchemaAsync(new SchemaArrival(Board, "el/1/bench-01/schema", hash, document, 1000, reported), default);
        await reported.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await _log.DisposeAsync();
        await _derivation.DisposeAsync();
        _store.Dispose();
    }

    private void OnCommitted(CommittedBatch batch)
    {
        foreach (CommittedItem item in batch.Items)
        {
            (item.Token as TaskCompletionSource<Outcome>)?.SetResult(item.Outcome);
        }
    }
}
