namespace EdgeLogger.Frames;

/// <summary>
/// Writes rows in encoding 1 of docs/specs/frame.md: bits, least significant first, of what each value differs from its trend.
/// Allocates nothing after construction. The room a row may need is the caller's to check with <see cref="WorstRow"/>.
/// </summary>
public sealed class TrendRowWriter
{
    private readonly byte[] _buffer;
    private readonly TrendSeries _time = new TrendSeries();
    private readonly TrendSeries[] _series = new TrendSeries[FrameLayout.MaxChannels];
    private int _channelCount;
    private int _statusBits;
    private ulong _bits;
    private int _bitCount;

    /// <summary>Writes into <paramref name="buffer"/>.</summary>
    public TrendRowWriter(byte[] buffer)
    {
        _buffer = buffer;
        for (int channel = 0; channel < FrameLayout.MaxChannels; channel++)
        {
            _series[channel] = new TrendSeries();
        }
    }

    /// <summary>Where the next byte goes; up to seven bits more wait for it.</summary>
    public int Position { get; private set; }

    /// <summary>
    /// The most bytes that a row adds to <see cref="Position"/>, the byte that <see cref="End"/> fills up included: 64 bits for
    /// the time and for each code, one bit and two a channel for the statuses, seven that waited.
    /// </summary>
    public static int WorstRow(int channelCount) => ((channelCount + 1) * 8) + ((1 + (channelCount * 2) + 7 + 7) / 8);

    /// <summary>Starts a frame's rows.</summary>
    public void Begin(int position, int periodMs, int channelCount)
    {
        Position = position;
        _channelCount = channelCount;
        _statusBits = 0;
        _bits = 0;
        _bitCount = 0;
        _time.Begin(periodMs, false);
        for (int channel = 0; channel < channelCount; channel++)
        {
            _series[channel].Begin(0, true);
        }
    }

    /// <summary>Adds a row.</summary>
    /// <param name="dtMs">Time since the row before, 0 and up; the period for the first row.</param>
    /// <param name="codes">Raw codes, one a channel; those of channels without a code are not looked at.</param>
    /// <param name="status">One of <see cref="ChannelStatus"/> a channel.</param>
    public void Add(int dtMs, int[] codes, byte[] status)
    {
        PutValue(_time, dtMs);
        PutStatus(status);
        for (int channel = 0; channel < _channelCount; channel++)
        {
            if (status[channel] <= ChannelStatus.Saturated)
            {
                PutValue(_series[channel], codes[channel]);
            }
        }
    }

    /// <summary>Fills the last byte up with zeros and returns where the rows end.</summary>
    public int End()
    {
        if (_bitCount > 0)
        {
            Put(0, 8 - _bitCount);
        }

        return Position;
    }

    private void PutStatus(byte[] status)
    {
        int bits = 0;
        for (int channel = 0; channel < _channelCount; channel++)
        {
            bits |= (status[channel] & 3) << (channel * 2);
        }

        if (bits == _statusBits)
        {
            Put(0, 1);
            return;
        }

        _statusBits = bits;
        Put(1UL | (ulong)bits << 1, 1 + (_channelCount * 2));
    }

    private void PutValue(TrendSeries series, int value)
    {
        int error = value - series.Expected;
        uint folded = (uint)((error << 1) ^ (error >> 31));
        int scale = series.Scale;
        int excess = 0;
        for (uint high = folded >> scale; high != 0; high >>= 1)
        {
            excess++;
        }

        // The highest bit of a longer error is known to be one.
        int low = excess == 0 ? scale : scale + excess - 1;
        ulong lowBits = folded & ((1UL << low) - 1);
        int count = excess + 1 + low;
        if (count <= MostBitsAtOnce)
        {
            Put(1UL << excess | lowBits << (excess + 1), count);
        }
        else
        {
            Put(1UL << excess, excess + 1);
            Put(lowBits, low);
        }

        series.Take(value, excess);
    }

    // Beside the seven that may wait.
    private const int MostBitsAtOnce = 57;

    private void Put(ulong value, int count)
    {
        ulong bits = _bits | value << _bitCount;
        int bitCount = _bitCount + count;
        while (bitCount >= 8)
        {
            _buffer[Position++] = (byte)bits;
            bits >>= 8;
            bitCount -= 8;
        }

        _bits = bits;
        _bitCount = bitCount;
    }
}
