using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Cells;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Files.Sqlite;
using EdgeLogger.Loops;
using EdgeLogger.Traces;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>
/// Watches the stores that are open beside the frame log. One that another program takes away stays a problem until the gateway
/// is started again: what was in it is copied from the open file, or, if it was written over, the file is quarantined.
/// </summary>
internal sealed class StoreWatch : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private readonly (StoreFile File, Loop Loop)[] _files;
    private readonly ILogger<StoreWatch> _logger;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<StoreFile, string> _taken = [];
    private readonly CancellationTokenSource _stopping = new();
    private Task _watching = Task.CompletedTask;
    private int _disposed;

    public StoreWatch(DerivedStore derived, AlertBook alerts, TraceStore traces, CellBook cells, LoopHealth loops,
        ILogger<StoreWatch> logger, TimeProvider time)
    {
        _files = [.. ((StoreFile[])[derived.File, alerts.File, traces.File, cells.BookFile])
            .Select(file => (file, new Loop($"watching of {Path.GetFileName(file.Path)}", loops)))];
        _logger = logger;
        _time = time;
    }

    /// <summary>What was taken away, in words, with what to do.</summary>
    public IEnumerable<string> Problems => _taken.Values;

    public void Start() => _watching = Task.Run(WatchAsync);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        await _watching.ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task WatchAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            foreach ((StoreFile file, Loop loop) in _files)
            {
                loop.Turn(() => Look(file));
            }

            await Task.Delay(Every, _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Look(StoreFile file)
    {
        if (_taken.ContainsKey(file) || file.Look() is not { } taken)
        {
            return;
        }

        string problem = $"{taken.Problem} {Keep(file, taken)} Until the gateway is started again, what it "
            + "writes there is not kept.";
        _taken[file] = problem;
        _logger.LogError("{Problem}", problem);
    }

    private static string Keep(StoreFile file, TakenFile taken)
    {
        try
        {
            return taken.CanBeRescued
                ? RescuedFiles.Words(Path.GetFileName(file.Rescue()))
                : StoreGuard.Words(Path.GetFileName(DamagedFile.Move(file.Path)));
        }
        catch (Exception error) when (error is SqliteException or IOException or UnauthorizedAccessException)
        {
            return $"It could NOT be kept: {error.Message} Stop the gateway, restore the file from a backup, and start again.";
        }
    }
}
