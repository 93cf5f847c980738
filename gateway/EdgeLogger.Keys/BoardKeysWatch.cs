using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Loops;

namespace EdgeLogger.Keys;

/// <summary>Reads a file of keys again when another process has changed it, and reports one that cannot be read.</summary>
public sealed class BoardKeysWatch : IAsyncDisposable
{
    private const string Work = "the boards' keys";
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private readonly BoardKeys _keys;
    private readonly LoopHealth _health;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _watching;

    /// <summary>Begins to watch.</summary>
    public BoardKeysWatch(BoardKeys keys, LoopHealth health, TimeProvider time)
    {
        _keys = keys;
        _health = health;
        _time = time;
        _watching = Task.Run(WatchAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _watching.ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task WatchAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            Look();
            await Task.Delay(Every, _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Look()
    {
        try
        {
            _keys.Refresh();
            _health.Succeeded(Work);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            _health.Failed(Work, $"The boards' keys are not read; those read last stay in force. {error.Message}");
        }
    }
}
