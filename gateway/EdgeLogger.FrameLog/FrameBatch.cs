using System;
using EdgeLogger.Frames;

namespace EdgeLogger.FrameLog;

/// <summary>
/// Frames read from the log, in one buffer that is used again at the next reading:
/// <c>frameReader.Open(batch.Buffer, frame.Offset, frame.Length)</c>.
/// </summary>
public sealed class FrameBatch
{
    private StoredFrame[] _frames = [];
    private byte[] _buffer = [];
    private int _length;

    /// <summary>The bytes of all frames. Another array after a reading that needed more room.</summary>
    public byte[] Buffer => _buffer;

    /// <summary>The frames, in the order asked for.</summary>
    public ReadOnlySpan<StoredFrame> Frames => _frames.AsSpan(0, Count);

    public int Count { get; private set; }

    internal void Clear()
    {
        Count = 0;
        _length = 0;
    }

    internal void Add(long id, ulong streamId, uint sequence, long receivedUtcMs, ReadOnlySpan<byte> bytes)
    {
        if (_buffer.Length - _length < bytes.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + Math.Max(bytes.Length, 64 * 1024)));
        }

        if (Count == _frames.Length)
        {
            Array.Resize(ref _frames, Math.Max(64, Count * 2));
        }

        bytes.CopyTo(_buffer.AsSpan(_length));
        _frames[Count++] = new StoredFrame(
            id, streamId, sequence, receivedUtcMs, _length, bytes.Length, IsDamaged(_buffer, _length, bytes.Length));
        _length += bytes.Length;
    }

    /// <summary>Whether a frame's CRC-32 does not agree with its bytes.</summary>
    internal static bool IsDamaged(byte[] frame) => IsDamaged(frame, 0, frame.Length);

    private static bool IsDamaged(byte[] buffer, int offset, int length)
    {
        int crcAt = length - FrameLayout.CrcLength;
        return crcAt < 0 || LittleEndian.ReadUInt32(buffer, offset + crcAt) != Crc32.Compute(buffer, offset, crcAt);
    }
}
