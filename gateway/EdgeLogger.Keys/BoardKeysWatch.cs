using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Loops;

namespace EdgeLogger.Keys;

/// <summary>Reads a file of keys again when another process has changed it, and reports one that cannot be read.</summary>
public sealed class BoardKeysWatch : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private readonly BoardKeys _keys;
    private readonly Loop _loop;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stopping = new();
    private Task _watching = Task.CompletedTask;
    private int _disposed;

    /// <param name="keys">The keys.</param>
    /// <param name="health">Where a file that cannot be read is reported.</param>
    /// <param name="time">Clock of the pauses.</param>
    public BoardKeysWatch(BoardKeys keys, LoopHealth health, TimeProvider time)
    {
        _keys = keys;
        _loop = new Loop("reading of the boards' keys", health);
        _time = time;
    }

    /// <summary>Begins to watch, and goes on until disposed.</summary>
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
            _loop.Turn(Look);
            await Task.Delay(_loop.Pause(Every), _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Look()
    {
        try
        {
            _keys.Refresh();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new InvalidDataException($"{error.Message} Until then the keys read last stay in use.", error);
        }
    }
}
