using System;
using System.Collections.Concurrent;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Keys;
using EdgeLogger.Loops;
using Microsoft.Extensions.Time.Testing;

namespace EdgeLogger.Ingest.Tests;

/// <summary>Ingest at work on a real log in a directory of its own.</summary>
internal sealed class IngestUnderTest : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("ingest-").FullName;
    private readonly CancellationTokenSource _stopping = new();

    public IngestUnderTest(FrameLogOptions? logOptions = null, IngestOptions? options = null)
    {
        Keys = BoardKeys.Open(_directory);
        Log = FrameLogWriter.Open(_directory, logOptions ?? new FrameLogOptions(), TimeProvider.System);
        Loops = new LoopHealth(trouble => Troubles.Enqueue(trouble));
        Service = new IngestService(Source, Log, Keys, options ?? new IngestOptions(), Logger, Time) { Loops = Loops };
        Log.Start();
        Running = Service.RunAsync(_stopping.Token);
    }

    public string Folder => _directory;

    public ScriptedSource Source { get; } = new();

    public BoardKeys Keys { get; }

    public FrameLogWriter Log { get; }

    public IngestService Service { get; }

    public LoopHealth Loops { get; }

    /// <summary>What loops have reported, in words.</summary>
    public ConcurrentQueue<string> Troubles { get; } = new();

    public ListLogger Logger { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));

    public Task Running { get; }

    public FrameLogReader OpenReader() => FrameLogReader.Open(_directory);

    public int CountFrames()
    {
        using FrameLogReader reader = OpenReader();
        FrameBatch batch = new();
        reader.ReadAfter(0, int.MaxValue, batch);
        return batch.Count;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Log.DisposeAsync();
        Service.Dispose();
        _stopping.Dispose();
        Directory.Delete(_directory, recursive: true);
    }
}
