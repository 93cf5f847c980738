using System;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Frames;

namespace EdgeLogger.Firmware.Board;

/// <summary>
/// What a slot's readings pass on their way to the sampler: it knows the newest of each channel, and their mean and scatter while
/// somebody measures.
/// </summary>
public sealed class ReadingTap : ISlotReadings
{
    private readonly Sampler _sampler;
    private readonly int[] _code = new int[Channel.Count];
    private readonly byte[] _status = new byte[Channel.Count];
    private readonly int[] _first = new int[Channel.Count];
    private readonly long[] _sum = new long[Channel.Count];
    private readonly double[] _squares = new double[Channel.Count];
    private readonly int[] _count = new int[Channel.Count];
    private readonly int[] _bad = new int[Channel.Count];

    internal ReadingTap(Sampler sampler)
    {
        _sampler = sampler;
        for (int channel = 0; channel < Channel.Count; channel++)
        {
            _status[channel] = ChannelStatus.Missing;
        }
    }

    /// <summary>Whether readings are being summed.</summary>
    public bool IsMeasuring { get; private set; }

    /// <inheritdoc/>
    public void OnReading(int channel, long uptimeUs, int code, byte status)
    {
        Note(channel, code, status);
        _sampler.OnReading(channel, uptimeUs, code, status);
    }

    /// <inheritdoc/>
    public void OnIntegral(long uptimeUs, int code, long currentTime, long powerTime, bool hasPower)
    {
        Note(Channel.Current, code, ChannelStatus.Ok);
        _sampler.OnIntegral(uptimeUs, code, currentTime, powerTime, hasPower);
    }

    /// <summary>The newest code of a channel.</summary>
    public int Code(int channel) => _code[channel];

    /// <summary>The newest status of a channel; missing if there was no reading yet.</summary>
    public byte Status(int channel) => _status[channel];

    /// <summary>Good readings since <see cref="Begin"/>.</summary>
    public int Count(int channel) => _count[channel];

    /// <summary>Readings since <see cref="Begin"/> that were none: saturated, missing, in error.</summary>
    public int Bad(int channel) => _bad[channel];

    /// <summary>Mean code x 1000; 0 without a good reading.</summary>
    public long MeanMilliCodes(int channel) => _count[channel] == 0 ? 0
        : _first[channel] * 1000L + (long)Math.Round((double)_sum[channel] * 1000 / _count[channel]);

    /// <summary>Standard deviation of one reading, in codes x 1000; 0 with fewer than two.</summary>
    public long DeviationMilliCodes(int channel)
    {
        int count = _count[channel];
        if (count < 2)
        {
            return 0;
        }

        double mean = (double)_sum[channel] / count;
        double variance = (_squares[channel] - mean * mean * count) / (count - 1);
        return variance > 0 ? (long)Math.Round(Math.Sqrt(variance) * 1000) : 0;
    }

    /// <summary>Begins to sum.</summary>
    public void Begin()
    {
        Array.Clear(_sum, 0, Channel.Count);
        Array.Clear(_squares, 0, Channel.Count);
        Array.Clear(_count, 0, Channel.Count);
        Array.Clear(_bad, 0, Channel.Count);
        IsMeasuring = true;
    }

    /// <summary>Sums no more.</summary>
    public void End() => IsMeasuring = false;

    private void Note(int channel, int code, byte status)
    {
        _code[channel] = code;
        _status[channel] = status;
        if (IsMeasuring)
        {
            Sum(channel, code, status);
        }
    }

    // Against the first code, so that squares keep their digits.
    private void Sum(int channel, int code, byte status)
    {
        if (status != ChannelStatus.Ok)
        {
            _bad[channel]++;
            return;
        }

        if (_count[channel] == 0)
        {
            _first[channel] = code;
        }

        long change = (long)code - _first[channel];
        _sum[channel] += change;
        _squares[channel] += (double)change * change;
        _count[channel]++;
    }
}
