namespace EdgeLogger.FrameLog.Writing;

/// <summary>Moves a frame that the disk has changed to quarantine, if it still looks changed.</summary>
internal sealed class DamageTask(DamagedFrame frame, long nowUtcMs) : LogTask
{
    public override void Do(LogStore store) => Frames = store.SetAsideDamaged(frame, nowUtcMs) ? 1 : 0;
}
