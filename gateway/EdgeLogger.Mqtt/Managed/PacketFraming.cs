using System;
using System.Buffers;

namespace EdgeLogger.Mqtt.Managed;

/// <summary>Cuts a byte stream into MQTT packets: one byte of type and flags, the remaining length as a varint, the body.</summary>
internal static class PacketFraming
{
    private const int MaxLengthBytes = 4;

    /// <summary>Takes the next packet off the front of <paramref name="buffer"/>.</summary>
    /// <returns>False, and nothing taken, where more bytes are needed.</returns>
    /// <exception cref="MqttProtocolException">The length is no varint, or the packet is longer than allowed.</exception>
    public static bool TryRead(
        ref ReadOnlySequence<byte> buffer, int maximumPacketSize, out byte header, out ReadOnlySequence<byte> body)
    {
        header = 0;
        body = default;
        if (buffer.Length < 2)
        {
            return false;
        }

        Span<byte> start = stackalloc byte[1 + MaxLengthBytes];
        int available = (int)Math.Min(buffer.Length, start.Length);
        buffer.Slice(0, available).CopyTo(start);
        if (!TryReadLength(start[1..available], out int length, out int lengthBytes))
        {
            return false;
        }

        long total = 1L + lengthBytes + length;
        if (total > maximumPacketSize)
        {
            throw new MqttProtocolException(
                $"a packet of {total} bytes; at most {maximumPacketSize} were agreed", MqttReason.PacketTooLarge);
        }

        if (buffer.Length < total)
        {
            return false;
        }

        header = start[0];
        body = buffer.Slice(1 + lengthBytes, length);
        buffer = buffer.Slice(total);
        return true;
    }

    private static bool TryReadLength(ReadOnlySpan<byte> bytes, out int length, out int used)
    {
        length = 0;
        used = 0;
        while (used < bytes.Length)
        {
            byte b = bytes[used];
            length |= (b & 0x7F) << (7 * used);
            used++;
            if ((b & 0x80) == 0)
            {
                return b != 0 || used == 1 ? true : throw new MqttProtocolException("a remaining length with needless bytes");
            }
        }

        return used == MaxLengthBytes ? throw new MqttProtocolException("a remaining length of more than four bytes") : false;
    }
}
