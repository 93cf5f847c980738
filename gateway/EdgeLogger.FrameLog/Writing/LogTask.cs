using System.Threading.Tasks;

namespace EdgeLogger.FrameLog.Writing;

/// <summary>Work on the log itself, done by the writer's thread between frames, in the same transactions.</summary>
internal abstract class LogTask
{
    private readonly TaskCompletionSource<long> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the transaction is on disk, with the number of frames concerned.</summary>
    public Task<long> Done => _done.Task;

    /// <summary>Set by <see cref="Do"/>; what a transaction that failed has set is set again by the next try.</summary>
    protected long Frames { get; set; }

    /// <summary>Does the work within the open transaction.</summary>
    public abstract void Do(LogStore store);

    /// <summary>Says that it is on disk.</summary>
    public virtual void Complete() => _done.TrySetResult(Frames);

    /// <summary>Says that it will not be done.</summary>
    public void Fail(System.Exception cause) => _done.TrySetException(cause);
}

/// <summary>Moves a frame that the disk has changed to quarantine, if it still looks changed.</summary>
internal sealed class DamageTask(DamagedFrame frame, long nowUtcMs) : LogTask
{
    public override void Do(LogStore store) => Frames = store.QuarantineDamaged(frame, nowUtcMs) ? 1 : 0;
}

/// <summary>
/// Drops the oldest frames of the log, not beyond an id and not more than a slice, so that ingest is not held up.
/// </summary>
internal sealed class ExpiryTask(long lastId) : LogTask
{
    private FrameLogException? _refusal;

    public override void Do(LogStore store)
    {
        _refusal = null;
        try
        {
            Frames = store.Expire(lastId);
        }
        catch (FrameLogException refusal)
        {
            _refusal = refusal;
        }
    }

    public override void Complete()
    {
        if (_refusal is not null)
        {
            Fail(_refusal);
        }

        base.Complete();
    }
}
