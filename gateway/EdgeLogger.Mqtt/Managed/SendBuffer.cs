using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace EdgeLogger.Mqtt.Managed;

/// <summary>Bytes to be sent, in memory lent by the array pool: an idle connection holds none. Not thread-safe.</summary>
internal sealed class SendBuffer
{
    private byte[] _bytes = [];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    public void WriteByte(byte value) => Extend(1)[0] = value;

    public void WriteUInt16(int value) => BinaryPrimitives.WriteUInt16BigEndian(Extend(2), (ushort)value);

    public void WriteUInt32(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Extend(4), value);

    public void WriteRaw(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Extend(bytes.Length));

    /// <summary>The length in two bytes, then the bytes.</summary>
    public void WriteBinary(ReadOnlySpan<byte> bytes)
    {
        WriteUInt16(bytes.Length);
        WriteRaw(bytes);
    }

    /// <summary>A text in UTF-8 with its length in front.</summary>
    public void WriteText(string text)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        WriteUInt16(length);
        Encoding.UTF8.GetBytes(text, Extend(length));
    }

    public void WriteVarint(int value)
    {
        while (value > 0x7F)
        {
            WriteByte((byte)(value | 0x80));
            value >>= 7;
        }

        WriteByte((byte)value);
    }

    /// <summary>Empties it and gives the memory back.</summary>
    public void Clear()
    {
        byte[] bytes = _bytes;
        _bytes = [];
        Length = 0;
        if (bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private Span<byte> Extend(int count)
    {
        if (_bytes.Length - Length < count)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(256, Math.Max(_bytes.Length * 2, Length + count)));
            Written.Span.CopyTo(larger);
            int length = Length;
            Clear();
            (_bytes, Length) = (larger, length);
        }

        Length += count;
        return _bytes.AsSpan(Length - count, count);
    }
}
