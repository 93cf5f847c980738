using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Rebuilding;
using EdgeLogger.Derivation.Store;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Frames;
using EdgeLogger.Testing;

namespace EdgeLogger.Sinks.Tests;

/// <summary>A data directory with a real log and real results, filled by a test.</summary>
public sealed class LabDirectory : IAsyncDisposable
{
    public const string TopicBoard = "bench-01";

    private readonly FrameLogWriter _log;
    private readonly FrameReader _reader = new();
    private readonly Lock _gate = new();
    private long _stored;
    private TaskCompletionSource? _waiting;
    private long _wanted;
    private long _given;

    public LabDirectory()
    {
        Path = Directory.CreateTempSubdirectory("sink-lab-").FullName;
        _log = FrameLogWriter.Open(Path, new FrameLogOptions(), TimeProvider.System);
        _log.Committed += OnCommitted;
        _log.Start();
        Derived = DerivedStore.Open(Path);
    }

    public string Path { get; }

    public DerivedStore Derived { get; }

    /// <summary>A schema document for one slot: volts in microvolts, amperes in microamperes, and no pressure.</summary>
    public static byte[] Schema(string board, ulong stream, int slot = 0) => Encoding.UTF8.GetBytes($$"""
        {"v":1,"board":{{JsonSerializer.Serialize(board)}},"firmware":"0.1.0","streams":[{"stream":"{{stream:x16}}","slot":{{slot}},"period_ms":1000,
        "channels":[{"quantity":"voltage","unit":"V","scale":1e-6,"offset":0,"conversion":"linear"},
        {"quantity":"current","unit":"A","scale":1e-6,"offset":0,"conversion":"linear"},
        {"quantity":"temperature","unit":"degC","scale":1e-3,"offset":0,"conversion":"linear"}]}]}
        """);

    public async Task AddSchemaAsync(byte[] document)
    {
        await _log.AddSchemaAsync(
            new SchemaArrival(TopicBoard, "schema", Crc32.Compute(document, 0, document.Length), document, 0, null),
            CancellationToken.None);
        _given++;
        await CommittedAsync();
    }

    /// <summary>Puts frames into the log and waits for the disk.</summary>
    public async Task AddFramesAsync(IEnumerable<byte[]> frames, long receivedUtcMs = 1_700_000_000_000)
    {
        foreach (byte[] frame in frames)
        {
            Assert.Equal(FrameError.None, _reader.Open(frame, 0, frame.Length));
            await _log.AppendAsync(new FrameAppend(TopicBoard, "live", frame, _reader, receivedUtcMs, null),
                CancellationToken.None);
            _given++;
        }

        await CommittedAsync();
    }

    /// <summary>Stores results as if they had been derived, with the dates that they name.</summary>
    public void Write(IReadOnlyList<CellUpdate> updates) => Derived.Write(
        updates, [.. updates.Select(update => new StreamUpdate(update.Cell.Id, 2, [], update.Dates))]);

    /// <summary>Derives what is in the log by now into the store, which is empty before.</summary>
    public void Derive() => new Rebuild(Path, Derived, new CycleEngineOptions(), _ => { }, _ => { }).Run(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _log.DisposeAsync();
        Derived.Dispose();
        Directory.Delete(Path, recursive: true);
    }

    private Task CommittedAsync()
    {
        lock (_gate)
        {
            _wanted = _given;
            if (_stored >= _wanted)
            {
                return Task.CompletedTask;
            }

            _waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _waiting.Task.WaitAsync(Soon.Patience);
        }
    }

    private void OnCommitted(CommittedBatch batch)
    {
        lock (_gate)
        {
            _stored += batch.Items.Length;
            if (_waiting is not null && _stored >= _wanted)
            {
                _waiting.SetResult();
                _waiting = null;
            }
        }
    }
}
