using System;
using System.Collections.Generic;
using System.Text;

namespace EdgeLogger.Mirrors.Tests;

/// <summary>Reads payloads by the published sparkplug_b.proto, independently of the code under test.</summary>
internal static class SparkplugDecoder
{
    public sealed record Payload(
        ulong Timestamp, ulong? Seq, Dictionary<string, object?> Metrics, Dictionary<string, uint> Types);

    public static Payload Read(byte[] bytes)
    {
        ulong timestamp = 0;
        ulong? seq = null;
        Dictionary<string, object?> metrics = [];
        Dictionary<string, uint> types = [];
        int at = 0;
        while (at < bytes.Length)
        {
            ulong tag = Varint(bytes, ref at);
            switch (tag)
            {
                case (1 << 3) | 0:
                    timestamp = Varint(bytes, ref at);
                    break;
                case (2 << 3) | 2:
                    int length = (int)Varint(bytes, ref at);
                    (string name, uint type, object? value) = Metric(bytes[at..(at + length)]);
                    metrics.Add(name, value);
                    types.Add(name, type);
                    at += length;
                    break;
                case (3 << 3) | 0:
                    seq = Varint(bytes, ref at);
                    break;
                default:
                    throw new FormatException($"Field {tag >> 3} of wire type {tag & 7} is not expected in a payload.");
            }
        }

        Assert.Equal(bytes.Length, at);
        return new Payload(timestamp, seq, metrics, types);
    }

    private static (string Name, uint Type, object? Value) Metric(byte[] bytes)
    {
        string name = "";
        uint type = 0;
        object? value = null;
        int at = 0;
        while (at < bytes.Length)
        {
            ulong tag = Varint(bytes, ref at);
            switch (tag)
            {
                case (1 << 3) | 2:
                    int length = (int)Varint(bytes, ref at);
                    name = Encoding.UTF8.GetString(bytes, at, length);
                    at += length;
                    break;
                case (3 << 3) | 0:
                    Varint(bytes, ref at);
                    break;
                case (4 << 3) | 0:
                    type = (uint)Varint(bytes, ref at);
                    break;
                case (7 << 3) | 0:
                    Assert.Equal(1UL, Varint(bytes, ref at));
                    break;
                case (11 << 3) | 0:
                    value = (long)Varint(bytes, ref at);
                    break;
                case (13 << 3) | 1:
                    value = BitConverter.ToDouble(bytes, at);
                    at += 8;
                    break;
                case (15 << 3) | 2:
                    int bytesOfText = (int)Varint(bytes, ref at);
                    value = Encoding.UTF8.GetString(bytes, at, bytesOfText);
                    at += bytesOfText;
                    break;
                case (14 << 3) | 0:
                    value = Varint(bytes, ref at) != 0;
                    break;
                default:
                    throw new FormatException($"Field {tag >> 3} of wire type {tag & 7} is not expected in a metric.");
            }
        }

        return (name, type, value);
    }

    private static ulong Varint(byte[] bytes, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
