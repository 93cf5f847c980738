namespace EdgeLogger.Frames;

/// <summary>
/// Reads rows in encoding 1, the counterpart of <see cref="TrendRowWriter"/>. Takes no bit that is not there, and no more than
/// 64 for one value; whatever the bits are, it ends where they end.
/// </summary>
public sealed class TrendRowReader
{
    private readonly TrendSeries _time = new TrendSeries();
    private readonly TrendSeries[] _series = new TrendSeries[FrameLayout.MaxChannels];
    private byte[] _buffer = new byte[0];
    private int _position;
    private int _end;
    private int _channelCount;
    private ulong _bits;
    private int _bitCount;

    public TrendRowReader()
    {
        for (int channel = 0; channel < FrameLayout.MaxChannels; channel++)
        {
            _series[channel] = new TrendSeries();
        }
    }

    /// <summary>Whether all bits are taken, but for less than a byte of zeros.</summary>
    public bool AtEnd => _position == _end && _bitCount < 8 && _bits == 0;

    /// <summary>Starts a frame's rows, which stand from <paramref name="position"/> to <paramref name="end"/>.</summary>
    public void Begin(byte[] buffer, int position, int end, int periodMs, int channelCount)
    {
        _buffer = buffer;
        _position = position;
        _end = end;
        _channelCount = channelCount;
        _bits = 0;
        _bitCount = 0;
        _time.Begin(periodMs, false);
        for (int channel = 0; channel < channelCount; channel++)
        {
            _series[channel].Begin(0, true);
        }
    }

    /// <summary>Takes the next row; false if it is not whole, or time would run backwards.</summary>
    /// <param name="codes">Filled in; a channel without a code keeps its last one.</param>
    /// <param name="status">The statuses of the row before, all ok before the first; changed where they change.</param>
    /// <param name="dtMs">Time since the row before.</param>
    public bool TryTake(int[] codes, byte[] status, out int dtMs)
    {
        if (!TryTakeValue(_time, out dtMs) || dtMs < 0 || !TryTakeStatus(status))
        {
            return false;
        }

        for (int channel = 0; channel < _channelCount; channel++)
        {
            if (status[channel] > ChannelStatus.Saturated)
            {
                continue;
            }

            if (!TryTakeValue(_series[channel], out int code))
            {
                return false;
            }

            codes[channel] = code;
        }

        return true;
    }

    private bool TryTakeStatus(byte[] status)
    {
        if (!TryTakeBits(1, out uint changed))
        {
            return false;
        }

        if (changed == 0)
        {
            return true;
        }

        if (!TryTakeBits(_channelCount * 2, out uint bits))
        {
            return false;
        }

        for (int channel = 0; channel < _channelCount; channel++)
        {
            status[channel] = (byte)((bits >> (channel * 2)) & 3);
        }

        return true;
    }

    private bool TryTakeValue(TrendSeries series, out int value)
    {
        value = 0;
        int scale = series.Scale;
        Fill();
        ulong bits = _bits;
        int excess = 0;
        while ((bits & 1) == 0)
        {
            excess++;
            if (excess >= _bitCount || scale + excess > 32)
            {
                return false;
            }

            bits >>= 1;
        }

        _bits = bits >> 1;
        _bitCount -= excess + 1;
        int low = excess == 0 ? scale : scale + excess - 1;
        if (!TryTakeBits(low, out uint folded))
        {
            return false;
        }

        folded |= excess == 0 ? 0 : 1U << low;
        value = series.Expected + ((int)(folded >> 1) ^ -(int)(folded & 1));
        series.Take(value, excess);
        return true;
    }

    // Up to 32 bits.
    private bool TryTakeBits(int count, out uint value)
    {
        if (_bitCount < count)
        {
            Fill();
        }

        value = (uint)(_bits & ((1UL << count) - 1));
        if (_bitCount < count)
        {
            return false;
        }

        _bits >>= count;
        _bitCount -= count;
        return true;
    }

    // 57 bits at least, or all there are.
    private void Fill()
    {
        while (_bitCount <= 56 && _position < _end)
        {
            _bits |= (ulong)_buffer[_position++] << _bitCount;
            _bitCount += 8;
        }
    }
}
