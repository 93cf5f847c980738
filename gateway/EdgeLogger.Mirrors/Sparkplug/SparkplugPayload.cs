using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;

namespace EdgeLogger.Mirrors.Sparkplug;

/// <summary>
/// Payloads of Sparkplug B (Eclipse Sparkplug 3.0, section 6.4): protocol buffers with three fields of the payload and a handful of the
/// metric, written here by hand.
/// </summary>
internal static class SparkplugPayload
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Bytes = 2;
    private const int Fixed32 = 5;

    // Field numbers of Payload and Metric.
    private const int Timestamp = 1;
    private const int Metrics = 2;
    private const int Seq = 3;
    private const int Name = 1;
    private const int MetricTimestamp = 3;
    private const int DataType = 4;
    private const int IsNull = 7;
    private const int LongValue = 11;
    private const int DoubleValue = 13;
    private const int BooleanValue = 14;

    /// <summary>Writes a payload.</summary>
    /// <param name="utcMs">When, Unix ms.</param>
    /// <param name="seq">The node's sequence number, 0 to 255; null in a death.</param>
    /// <param name="metrics">The metrics.</param>
    public static byte[] Write(long utcMs, int? seq, IEnumerable<SparkplugMetric> metrics)
    {
        ArrayBufferWriter<byte> payload = new();
        PutVarint(payload, Timestamp, (ulong)utcMs);
        ArrayBufferWriter<byte> one = new();
        foreach (SparkplugMetric metric in metrics)
        {
            one.ResetWrittenCount();
            WriteMetric(one, metric, utcMs);
            PutBytes(payload, Metrics, one.WrittenSpan);
        }

        if (seq is { } number)
        {
            PutVarint(payload, Seq, (ulong)number);
        }

        return payload.WrittenSpan.ToArray();
    }

    /// <summary>Whether a payload holds a boolean metric of this name that is true. A payload that is none holds nothing.</summary>
    public static bool HoldsTrue(ReadOnlySpan<byte> payload, string name)
    {
        while (TryReadField(ref payload, out int field, out int wire, out _, out ReadOnlySpan<byte> content))
        {
            if (field == Metrics && wire == Bytes && IsTrue(content, name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsTrue(ReadOnlySpan<byte> metric, string name)
    {
        bool isNamed = false;
        bool isTrue = false;
        while (TryReadField(ref metric, out int field, out int wire, out ulong value, out ReadOnlySpan<byte> content))
        {
            isNamed |= field == Name && wire == Bytes && content.SequenceEqual(Encoding.UTF8.GetBytes(name));
            isTrue |= field == BooleanValue && wire == Varint && value != 0;
        }

        return isNamed && isTrue;
    }

    private static void WriteMetric(ArrayBufferWriter<byte> to, in SparkplugMetric metric, long utcMs)
    {
        PutBytes(to, Name, Encoding.UTF8.GetBytes(metric.Name));
        PutVarint(to, MetricTimestamp, (ulong)utcMs);
        PutVarint(to, DataType, (ulong)metric.Type);
        if (metric.Number is { } number)
        {
            PutTag(to, DoubleValue, Fixed64);
            BinaryPrimitives.WriteDoubleLittleEndian(to.GetSpan(sizeof(double)), number);
            to.Advance(sizeof(double));
        }
        else if (metric.Whole is { } whole)
        {
            PutVarint(to, LongValue, (ulong)whole);
        }
        else if (metric.Flag is { } flag)
        {
            PutVarint(to, BooleanValue, flag ? 1UL : 0);
        }
        else
        {
            PutVarint(to, IsNull, 1);
        }
    }

    private static void PutTag(ArrayBufferWriter<byte> to, int field, int wire) => PutRaw(to, (ulong)((field << 3) | wire));

    private static void PutVarint(ArrayBufferWriter<byte> to, int field, ulong value)
    {
        PutTag(to, field, Varint);
        PutRaw(to, value);
    }

    private static void PutBytes(ArrayBufferWriter<byte> to, int field, ReadOnlySpan<byte> content)
    {
        PutTag(to, field, Bytes);
        PutRaw(to, (ulong)content.Length);
        to.Write(content);
    }

    private static void PutRaw(ArrayBufferWriter<byte> to, ulong value)
    {
        Span<byte> bytes = to.GetSpan(10);
        int length = 0;
        while (value >= 0x80)
        {
            bytes[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        bytes[length++] = (byte)value;
        to.Advance(length);
    }

    /// <summary>Takes the next field off a message; false at its end, and at what is no field.</summary>
    private static bool TryReadField(ref ReadOnlySpan<byte> rest, out int field, out int wire, out ulong value, out ReadOnlySpan<byte> content)
    {
        field = 0;
        wire = 0;
        value = 0;
        content = default;
        if (!TryReadVarint(ref rest, out ulong tag))
        {
            return false;
        }

        (field, wire) = ((int)(tag >> 3), (int)(tag & 7));
        switch (wire)
        {
            case Varint:
                return TryReadVarint(ref rest, out value);
            case Bytes:
                return TryReadVarint(ref rest, out ulong length) && TryTake(ref rest, length, out content);
            case Fixed64:
                return TryTake(ref rest, 8, out content);
            case Fixed32:
                return TryTake(ref rest, 4, out content);
            default:
                return false;
        }
    }

    private static bool TryTake(ref ReadOnlySpan<byte> rest, ulong length, out ReadOnlySpan<byte> content)
    {
        bool isThere = length <= (ulong)rest.Length;
        content = isThere ? rest[..(int)length] : default;
        rest = isThere ? rest[(int)length..] : default;
        return isThere;
    }

    private static bool TryReadVarint(ref ReadOnlySpan<byte> rest, out ulong value)
    {
        value = 0;
        for (int i = 0; i < rest.Length && i < 10; i++)
        {
            value |= (ulong)(rest[i] & 0x7F) << (7 * i);
            if (rest[i] < 0x80)
            {
                rest = rest[(i + 1)..];
                return true;
            }
        }

        rest = default;
        return false;
    }
}
