using System;
using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.VirtualBench.Flash;

/// <summary>
/// Flash in memory. It holds the program to flash's rules (what is written was erased before), and can lose power in the middle
/// of any write or erase.
/// </summary>
public sealed class MemoryFlash : IFlash
{
    private const byte Erased = 0xFF;

    private readonly byte[] _bytes;
    private long _operationsLeft = long.MaxValue;
    private Random _random = new(0);

    /// <summary>Makes a flash that was never written.</summary>
    public MemoryFlash(int segmentCount, int segmentLength)
    {
        SegmentCount = segmentCount;
        SegmentLength = segmentLength;
        _bytes = new byte[segmentCount * segmentLength];
        Array.Fill(_bytes, Erased);
    }

    /// <inheritdoc/>
    public int SegmentCount { get; }

    /// <inheritdoc/>
    public int SegmentLength { get; }

    /// <summary>Writes and erases so far.</summary>
    public long Operations { get; private set; }

    /// <summary>While true, every write and erase is refused, as by a worn-out medium.</summary>
    public bool RefusesWrites { get; set; }

    /// <summary>While true, every read fails.</summary>
    public bool RefusesReads { get; set; }

    /// <summary>Whether power has gone, and everything that writes fails with <see cref="PowerLostException"/>.</summary>
    public bool IsWithoutPower => _operationsLeft < 0;

    /// <summary>Whether power has gone or is going to.</summary>
    public bool IsPowerAtRisk => _operationsLeft < long.MaxValue;

    /// <summary>What the flash holds, to be damaged by tests.</summary>
    public byte[] Bytes => _bytes;

    /// <summary>
    /// Power goes at write or erase number <paramref name="operation"/> from now (0: the next), at a byte drawn from the seed.
    /// </summary>
    public void LosePowerAt(long operation, int seed)
    {
        _operationsLeft = operation;
        _random = new Random(seed);
    }

    /// <summary>Power is back.</summary>
    public void RestorePower() => _operationsLeft = long.MaxValue;

    /// <inheritdoc/>
    public bool Read(int segment, int offset, byte[] buffer, int bufferOffset, int count)
    {
        if (RefusesReads)
        {
            return false;
        }

        Place(segment, offset, count).CopyTo(buffer.AsSpan(bufferOffset, count));
        return true;
    }

    /// <inheritdoc/>
    public bool Write(int segment, int offset, byte[] buffer, int bufferOffset, int count)
    {
        if (RefusesWrites)
        {
            return false;
        }

        Span<byte> place = Place(segment, offset, count);
        if (place.ContainsAnyExcept(Erased))
        {
            throw new InvalidOperationException($"Segment {segment}, offset {offset}: written twice without an erase between.");
        }

        int whole = Count(count);
        buffer.AsSpan(bufferOffset, whole).CopyTo(place);
        return whole == count ? true : throw new PowerLostException();
    }

    /// <inheritdoc/>
    public bool Erase(int segment)
    {
        if (RefusesWrites)
        {
            return false;
        }

        int whole = Count(SegmentLength);
        Span<byte> place = Place(segment, 0, SegmentLength);

        // An erase cut short leaves either end of the segment as it was.
        (whole < SegmentLength && _random.Next(2) == 0 ? place[^whole..] : place[..whole]).Fill(Erased);
        return whole == SegmentLength ? true : throw new PowerLostException();
    }

    // How much of an operation is carried out.
    private int Count(int bytes)
    {
        if (_operationsLeft < 0)
        {
            throw new PowerLostException();
        }

        Operations++;
        if (!IsPowerAtRisk)
        {
            return bytes;
        }

        return _operationsLeft-- == 0 ? _random.Next(bytes) : bytes;
    }

    private Span<byte> Place(int segment, int offset, int count)
    {
        if ((uint)segment >= (uint)SegmentCount || offset < 0 || count < 0 || offset + count > SegmentLength)
        {
            throw new ArgumentOutOfRangeException(
                nameof(offset), $"Segment {segment}, offset {offset}, {count} bytes: outside the flash.");
        }

        return _bytes.AsSpan(segment * SegmentLength + offset, count);
    }
}
