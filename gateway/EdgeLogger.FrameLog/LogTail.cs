using System.Threading;
using System.Threading.Tasks;

namespace EdgeLogger.FrameLog;

/// <summary>
/// Wakes whoever follows the log: each follower has its own cursor, reads from the log what is beyond it, and waits here when there
/// is nothing more. Followers that are slow miss no frame, and cost the writer nothing.
/// </summary>
public sealed class LogTail
{
    private readonly Lock _gate = new();
    private TaskCompletionSource<long>? _moved;
    private long _lastId;

    internal LogTail(long lastId) => _lastId = lastId;

    /// <summary>The id of the newest frame on disk; 0 for an empty log.</summary>
    public long LastId => Volatile.Read(ref _lastId);

    /// <summary>Done, with the newest id, as soon as there is a frame beyond a cursor.</summary>
    public Task<long> WaitBeyondAsync(long id, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_lastId > id)
            {
                return Task.FromResult(_lastId);
            }

            _moved ??= new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            return _moved.Task.WaitAsync(cancellationToken);
        }
    }

    internal void Advance(long lastId)
    {
        TaskCompletionSource<long>? moved = null;
        lock (_gate)
        {
            if (lastId > _lastId)
            {
                Volatile.Write(ref _lastId, lastId);
                moved = _moved;
                _moved = null;
            }
        }

        moved?.SetResult(lastId);
    }
}
