namespace EdgeLogger.FrameLog.Writing;

/// <summary>Drops the oldest frames of the log, not beyond an id and not more than a slice, so that ingest is not held up.</summary>
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
