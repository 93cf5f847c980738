using EdgeLogger.Frames;

namespace EdgeLogger.Firmware.Sampling;

/// <summary>
/// Notices when a channel has been without a good reading for a while, and when it is back. Single failures are not news: the
/// row's status reports them.
/// </summary>
internal sealed class ChannelWatch
{
    private readonly int _faultAfterMs;
    private long _badSinceMs = -1;
    private bool _faulty;

    public ChannelWatch(byte channel, int faultAfterMs)
    {
        Channel = channel;
        _faultAfterMs = faultAfterMs;
    }

    public byte Channel { get; }

    /// <summary>One of <see cref="Frames.EventCode"/>, after news.</summary>
    public byte EventCode { get; private set; }

    /// <summary>The event's value, after news.</summary>
    public long EventValue { get; private set; }

    public bool IsNews(byte status, long uptimeMs)
    {
        bool good = status <= ChannelStatus.Saturated;
        if (good && _badSinceMs < 0)
        {
            return false;
        }

        return good ? Recover(uptimeMs) : Worsen(status, uptimeMs);
    }

    private bool Recover(long uptimeMs)
    {
        bool wasFaulty = _faulty;
        EventCode = Frames.EventCode.SensorBack;
        EventValue = uptimeMs - _badSinceMs;
        _badSinceMs = -1;
        _faulty = false;
        return wasFaulty;
    }

    private bool Worsen(byte status, long uptimeMs)
    {
        if (_badSinceMs < 0)
        {
            _badSinceMs = uptimeMs;
        }

        if (_faulty || uptimeMs - _badSinceMs < _faultAfterMs)
        {
            return false;
        }

        _faulty = true;
        EventCode = Frames.EventCode.SensorFault;
        EventValue = status;
        return true;
    }
}
