using EdgeLogger.Frames;

namespace EdgeLogger.Firmware.Sampling;

/// <summary>The mean of one slow channel (temperature, pressure) over a row; each reading weighs the same.</summary>
internal sealed class SlowMean
{
    private readonly int _bandCodes;
    private long _sum;
    private int _count;
    private int _last;
    private int _sent;
    private bool _hasSent;
    private byte _status = ChannelStatus.Missing;

    /// <param name="bandCodes">A mean this close to the one sent last is sent as that one.</param>
    public SlowMean(int bandCodes) => _bandCodes = bandCodes;

    public void Add(int code, byte status)
    {
        if (status == ChannelStatus.Ok)
        {
            _sum += code;
            _count++;
        }
        else if (_count == 0 || status == ChannelStatus.Saturated)
        {
            _status = status;
        }

        _last = code;
    }

    /// <summary>Whether the newest reading of this row is further than the threshold from what was sent last.</summary>
    public bool IsBeyond(int threshold)
    {
        long change = (long)_last - _sent;
        return _count > 0 && _hasSent && (change > threshold || change < -threshold);
    }

    /// <summary>Gives the row's code and status, and begins the next row. A row without a reading is Missing.</summary>
    public byte Take(out int code)
    {
        byte status = _status;
        code = _last;
        if (_count > 0 && status != ChannelStatus.Saturated)
        {
            status = ChannelStatus.Ok;
            code = Settle(IntegerMean.Of(_sum, _count));
        }

        _sum = 0;
        _count = 0;
        _status = ChannelStatus.Missing;
        return status;
    }

    private int Settle(int mean)
    {
        long change = (long)mean - _sent;
        if (!_hasSent || change > _bandCodes || change < -_bandCodes)
        {
            _sent = mean;
            _hasSent = true;
        }

        return _sent;
    }
}
