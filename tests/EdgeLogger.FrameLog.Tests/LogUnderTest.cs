using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Frames;
using EdgeLogger.Testing;

namespace EdgeLogger.FrameLog.Tests;

/// <summary>A started writer that remembers what it has reported.</summary>
internal sealed class LogUnderTest : IAsyncDisposable
{
    private readonly Dictionary<ulong, Ack> _acks = [];

    public LogUnderTest(string directory, FrameLogOptions? options = null, TimeProvider? time = null)
    {
        Writer = FrameLogWriter.Open(directory, options ?? new FrameLogOptions(), time ?? TimeProvider.System);
        Writer.Committed += Note;
        Writer.Start();
    }

    public FrameLogWriter Writer { get; }

    /// <summary>Items in the order of their commits.</summary>
    public List<CommittedItem> Reported { get; } = [];

    /// <summary>Appends and waits until it is reported.</summary>
    public async Task<CommittedItem> AppendAsync(string board, byte[] bytes) =>
        await (await BeginAppendAsync(board, bytes)).InTime();

    /// <summary>Appends; the inner task ends when it is reported.</summary>
    public Task<Task<CommittedItem>> BeginAppendAsync(string board, byte[] bytes) =>
        BeginAppendUntilAsync(board, bytes, TestContext.Current.CancellationToken);

    /// <summary>As <see cref="BeginAppendAsync"/>, and gives up when cancelled.</summary>
    public async Task<Task<CommittedItem>> BeginAppendUntilAsync(string board, byte[] bytes, CancellationToken cancellationToken)
    {
        FrameReader opened = new();
        Assert.Equal(FrameError.None, opened.Open(bytes, 0, bytes.Length));
        TaskCompletionSource<CommittedItem> reported = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await Writer.AppendAsync(new FrameAppend(board, $"el/1/{board}/live", bytes, opened, 1_000, reported), cancellationToken);
        return reported.Task;
    }

    public async Task<CommittedItem> AddSchemaAsync(string board, uint hash, byte[] document)
    {
        TaskCompletionSource<CommittedItem> reported = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await Writer.AddSchemaAsync(new SchemaArrival(board, $"el/1/{board}/schema", hash, document, 1_000, reported), default);
        return await reported.Task.InTime();
    }

    public async Task<CommittedItem> RefuseAsync(RefusalReason reason, string board, byte[] bytes)
    {
        TaskCompletionSource<CommittedItem> reported = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await Writer.RefuseAsync(new RefusedMessage(reason, board, $"el/1/{board}/live", bytes, 1_000, reported), default);
        return await reported.Task.InTime();
    }

    /// <summary>The newest acknowledgement of a stream: "5 [8-9] [12-12]".</summary>
    public string Ack(ulong stream)
    {
        lock (_acks)
        {
            return _acks.TryGetValue(stream, out Ack? ack)
                ? string.Join(' ', Enumerable.Range(0, ack.RangeCount)
                    .Select(i => $"[{ack.RangeFirst[i]}-{ack.RangeLast[i]}]").Prepend($"{ack.Contiguous}"))
                : "none";
        }
    }

    public FrameLogReader OpenReader() => FrameLogReader.Open(Writer.Directory);

    public async Task<FrameLogHealth> WaitForAsync(FrameLogState state)
    {
        TaskCompletionSource<FrameLogHealth> reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Writer.HealthChanged += Check;
        Check(Writer.Health);
        FrameLogHealth health = await reached.Task.InTime();
        Writer.HealthChanged -= Check;
        return health;

        void Check(FrameLogHealth now)
        {
            if (now.State == state)
            {
                reached.TrySetResult(now);
            }
        }
    }

    public ValueTask DisposeAsync() => Writer.DisposeAsync();

    private void Note(CommittedBatch batch)
    {
        lock (_acks)
        {
            foreach (StreamProgress stream in batch.Streams)
            {
                Ack ack = new();
                stream.CopyTo(ack);
                _acks[stream.StreamId] = ack;
            }
        }

        foreach (CommittedItem item in batch.Items)
        {
            Reported.Add(item);
            (item.Token as TaskCompletionSource<CommittedItem>)?.TrySetResult(item);
        }
    }
}
