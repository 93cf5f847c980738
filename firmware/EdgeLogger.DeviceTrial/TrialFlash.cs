using System;
using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.DeviceTrial;

/// <summary>Flash in memory, as small as a ring may be, so that the trial fits into a board's heap.</summary>
public sealed class TrialFlash : IFlash
{
    private const byte Erased = 0xFF;

    private readonly byte[][] _segments;

    public TrialFlash(int segmentCount, int segmentLength)
    {
        SegmentLength = segmentLength;
        _segments = new byte[segmentCount][];
        for (int i = 0; i < segmentCount; i++)
        {
            _segments[i] = new byte[segmentLength];
            Erase(i);
        }
    }

    /// <inheritdoc/>
    public int SegmentCount => _segments.Length;

    /// <inheritdoc/>
    public int SegmentLength { get; }

    /// <inheritdoc/>
    public bool Read(int segment, int offset, byte[] buffer, int bufferOffset, int count)
    {
        Array.Copy(_segments[segment], offset, buffer, bufferOffset, count);
        return true;
    }

    /// <inheritdoc/>
    public bool Write(int segment, int offset, byte[] buffer, int bufferOffset, int count)
    {
        Array.Copy(buffer, bufferOffset, _segments[segment], offset, count);
        return true;
    }

    /// <inheritdoc/>
    public bool Erase(int segment)
    {
        byte[] bytes = _segments[segment];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = Erased;
        }

        return true;
    }
}
