using EdgeLogger.Frames;

namespace EdgeLogger.Firmware.Sampling;

/// <summary>
/// A slow second channel on a converter that has a main one: when it is its turn, and when its silence has to be reported.
/// </summary>
internal sealed class SideChannel
{
    private readonly int _channel;
    private readonly long _periodUs;
    private long _dueUs;
    private long _heardUs;

    public SideChannel(int channel, int periodMs)
    {
        _channel = channel;
        _periodUs = periodMs * 1000L;
    }

    /// <summary>When its turn is, us.</summary>
    public long DueUs => _dueUs;

    /// <summary>Its turn begins; the next is a period later.</summary>
    public void Begin(long uptimeUs) => _dueUs = uptimeUs + _periodUs;

    /// <summary>It had a reading.</summary>
    public void Heard(long uptimeUs) => _heardUs = uptimeUs;

    /// <summary>The converter is silent: reports it once a period.</summary>
    public void OnSilence(long uptimeUs, ISlotReadings readings)
    {
        if (uptimeUs - _heardUs > _periodUs + (_periodUs >> 2))
        {
            _heardUs = uptimeUs;
            readings.OnReading(_channel, uptimeUs, 0, ChannelStatus.Missing);
        }
    }
}
